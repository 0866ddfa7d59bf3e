"""Cells of a table that hold nothing but a picture: what the picture is called, in words.

Tables of risk of bias are drawn with coloured dots. What stands in their place for those who do not
see them (the alternative text, or the title) is what the cell says; a picture without it says
nothing that could be read, and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from kg.imports.texts.pandoc import Node
from kg.imports.texts.words import join_inlines, squeeze

_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SAID = re.compile(
    r"""(?<![\w-])(?P<name>alt|title)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)


def say_pictures(blocks: list[Node]) -> str | None:
    """Return what the pictures of a cell are called, "" without words, None without pictures."""
    said = [*_pictures_of(blocks)]
    return "; ".join(filter(None, said)) if said else None


def _pictures_of(part: Any) -> Iterator[str]:
    """Yield for each picture below a part of pandoc's tree what it is called."""
    if isinstance(part, list):
        for one in part:
            yield from _pictures_of(one)
    elif isinstance(part, dict):
        kind, content = part.get("t"), part.get("c")
        if kind == "Image":
            attributes, alternative, (_, title) = part["c"]
            told = dict(map(tuple, attributes[2])).get("alt", "")
            yield squeeze(join_inlines(alternative) or told or title)
        elif kind in {"RawInline", "RawBlock"}:
            yield from map(_name_in, _TAG.findall(str(part["c"][1])))
        else:
            yield from _pictures_of(content)


def _name_in(tag: str) -> str:
    said = {
        match["name"].lower(): match["double"] or match["single"] or match["bare"] or ""
        for match in _SAID.finditer(tag)
    }
    return squeeze(unescape(said.get("alt") or said.get("title") or ""))
