"""A citation that Word itself put in → the works that it means, of the list that the file carries.

A field `CITATION` (ECMA-376 part 1, 17.16.5.8) names sources of that list by their tags.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from kg.imports.references.readers.wordlists import Item, parse_word_sources

_FIELD = re.compile(r"\s*CITATION(?=\s)")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_PART = re.compile(r"customXml/[^/]+\.xml")
_MOST = 16 * 1024 * 1024  # bytes of a part


def is_word_citation(told: str) -> bool:
    """Return whether the instruction of a field is that of a citation of Word's own."""
    return bool(_FIELD.match(told))


def parse_word_citation(told: str, sources: Mapping[str, Item]) -> list[Item] | str:
    """Return the works that a field `CITATION` names, or in words why none of them can be told.

    A work is an empty item where the file has no source of its tag.
    """
    tags = list(_tags_of(told))
    if not tags:
        return "its field names no source"
    if not any(tag in sources for tag in tags):
        return tell_missing_source(told, sources)
    return [sources.get(tag, {}) for tag in tags]


def tell_missing_source(told: str, sources: Mapping[str, Item]) -> str:
    """Return in words which source of a field the file does not have: nothing if it has all."""
    missing = [tag for tag in _tags_of(told) if tag not in sources]
    if not missing:
        return ""
    tags = ", ".join(missing)
    remedy = "add it in Word: References, Manage Sources, Copy"
    return f"the file has no source of the tag {tags}; {remedy}"


def read_word_sources(content: bytes) -> dict[str, Item]:
    """Return the sources of a Word file, which has been looked at, by their tags."""
    sources = dict[str, Item]()
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.infolist():
            if _PART.fullmatch(part.filename) and part.file_size <= _MOST:
                sources |= parse_word_sources(package.read(part))
    return sources


def _tags_of(told: str) -> Iterator[str]:
    r"""Yield the tags of a field: `CITATION Able01 \p 12 \m Bell02`."""
    words = [quoted or plain for quoted, plain in _WORD.findall(told)][1:]
    takes = True
    for word in words:
        is_switch = len(word) == 2 and word[0] == "\\"  # noqa: PLR2004 - a backslash and a letter
        if takes and not is_switch:
            yield word
        takes = is_switch and word[1].lower() == "m"
