"""What a document's head says of its authors → their names, without marks and affiliations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.imports.texts.pandoc import Node
from kg.imports.texts.words import join_inlines, join_meta, squeeze

# What leads to an affiliation or a note: `^1,*^`, `²`, `†`.
_MARK = re.compile(r"\^[^^\s]{1,12}\^|[⁰¹²³⁴-⁹*†‡§¶]+(?:,[⁰¹²³⁴-⁹*†‡§¶]+)*")
_BETWEEN = re.compile(r"\s*[;,]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|el|al|bin|ibn|y|e)"
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
_NAME = re.compile(rf"{_WORD}(?:\s(?:{_PARTICLE}\s)*{_WORD}){{1,4}}")
_ELSEWHERE = re.compile(
    r"\b(?:universit\w*|institut\w*|departments?|dept|schools?|colleges?|hospitals?|cent(?:re|er)s?"
    r"|laborator\w+|facult\w+|academy|research\w*|independent|corresponding|authors?|orcid|e-?mail"
    r"|school|clinic|ministry|inc|ltd|gmbh|street|road)\b",
    re.IGNORECASE,
)
# Behind a name without a comma: `Ann Able PhD`.
_TITLED = re.compile(r"(?<=\w)\s(?:Ph\.?D|M\.?D|DPhil|DrPH|MPH|MBBS|RN|[BM]\.?(?:Sc|A|Ed)N?)\.?$")
_DEGREE = re.compile(r"(?:[A-Z]\.?[A-Za-z]{0,3}\.?){1,4}")  # MD, Ph.D., MPH


def find_authors(meta: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the names of the authors; what cannot be parted into names stays as it stands."""
    # MyST has the plural.
    given = meta.get("author") or meta.get("authors") or meta.get("author-meta")
    entries = _entries_of(given) if given else []
    names = [name for lines in entries for name in _names_among(lines)]
    if names:
        return tuple(dict.fromkeys(names))
    return tuple(join_meta(meta, "author") or join_meta(meta, "author-meta"))


def _entries_of(value: Node) -> list[list[str]]:
    """Return the lines of each entry of a field: an author may stand above where he works."""
    content: Any = value["c"]
    match value["t"]:
        case "MetaInlines":
            return [join_inlines(content).split("\n")]
        case "MetaBlocks":
            paragraphs = [one["c"] for one in content if one["t"] in {"Para", "Plain"}]
            return [[line for one in paragraphs for line in join_inlines(one).split("\n")]]
        case "MetaList":
            return [lines for one in content for lines in _entries_of(one)]
        case "MetaMap" if "name" in content:
            return _entries_of(content["name"])
        # As scholarly-metadata.lua has it: - Ann Able: {institute: […]}
        case "MetaMap" if len(content) == 1 and next(iter(content.values()))["t"] == "MetaMap":
            return [[name] for name in content]
        case _:
            return []


def _names_among(lines: Sequence[str]) -> Iterator[str]:
    """Yield the names of an entry: those of its first line with any, and of others with marks."""
    is_first = True
    for line in lines:
        names = _names_in(line)
        if is_first or _MARK.search(line):
            yield from names
        is_first = is_first and not names


def _names_in(line: str) -> list[str]:
    """Return the names that a line is made of, or nothing where it is made of something else."""
    if _MARK.match(line.strip()):  # `^1^Institute of Lamps`
        return []
    plain = squeeze(_MARK.sub(" ", line)).strip(" ,;")
    parts = [part for part in _BETWEEN.split(plain) if part]
    names = [_untitled(part) for part in parts if not _DEGREE.fullmatch(part)]
    are_names = names and all(_NAME.fullmatch(one) and not _ELSEWHERE.search(one) for one in names)
    return names if are_names else []


def _untitled(name: str) -> str:
    """Return a name without the degrees behind it; `Wei MD` has initials."""
    bare = _TITLED.sub("", name)
    return name if bare == name or " " not in bare else _untitled(bare)
