"""Pandoc's headings → the words of each without what it cites: `## Results [@able2001]`.

A heading is the title of a page, where nobody wants the keys of works, and no list resolves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.imports.texts.pandoc import Node
from kg.imports.texts.words import SECOND, join_inlines, squeeze
from kg.latex.macros import HIGH, LOW

# Nodes that hold nothing but inlines.
_HOLDING = frozenset(
    {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
)
_SIGNS = {"TM": "™", "SM": "℠"}
_SCRIPTS = {"Superscript": HIGH, "Subscript": LOW}
# What a citation that is taken away leaves before the sign behind it.
_BEFORE_SIGN = re.compile(r"\s+(?=[,;:.?!])")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a heading, and the keys of works that it cannot do without."""

    text: str
    keys: tuple[str, ...] = ()


def say_heading(inlines: Sequence[Node]) -> Said:
    """Return a heading on one line, without the citations that stand in brackets or are raised.

    Where a work is a word of the heading (`After @able2001`), its key stays: the print has a name,
    which the key does not tell. So it does where nothing else is left.
    """
    bare = _without_scripts(_without_citations(inlines))
    text = squeeze(_BEFORE_SIGN.sub("", join_inlines(bare)))
    kept = bare if text else [*inlines]
    cites = (one for one in _all_of(kept) if one["t"] == "Cite")
    keys = tuple(str(key["citationId"]) for one in cites for key in one["c"][0])
    return Said(text or squeeze(join_inlines(inlines)), keys)


def _without_citations(inlines: Iterable[Node]) -> list[Node]:
    """Return inlines without what cites aside, and without what held nothing else."""
    kept: list[Node] = []
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Cite" and content[0][0]["citationMode"]["t"] != "AuthorInText":
            continue
        if kind in _HOLDING:
            inner = _without_citations(content)
            if inner:
                kept.append({**node, "c": inner})
        elif kind in SECOND and kind != "Cite":
            parts = [content[0], _without_citations(content[1]), *content[2:]]
            kept.append({**node, "c": parts})
        else:
            kept.append(node)
    return kept


def _without_scripts(inlines: Iterable[Node]) -> list[Node]:
    """Return inlines with letters of their own for what is raised or lowered: `3M™`, `CO₂`.

    Words for which there are none stand as the others do; a figure keeps its mark then.
    """
    kept: list[Node] = []
    for node in inlines:
        kind: str = node["t"]
        if letters := _SCRIPTS.get(kind):
            said = join_inlines(_without_scripts(node["c"]))
            own = [letters.get(letter, "") for letter in said.replace("\N{MINUS SIGN}", "-")]
            if all(own):
                kept.append({"t": "Str", "c": "".join(own)})
            else:  # 3^rd^ is read without its mark, and 10^x+1^ is not
                plain = _SIGNS.get(said, said)
                kept.append({"t": "Str", "c": plain} if said.isalpha() else node)
        elif kind in _HOLDING:
            kept.append({**node, "c": _without_scripts(node["c"])})
        else:
            kept.append(node)
    return kept


def _all_of(inlines: Iterable[Node]) -> Iterator[Node]:
    for node in inlines:
        yield node
        if node["t"] in _HOLDING:
            yield from _all_of(node["c"])
        elif node["t"] in SECOND and node["t"] != "Cite":
            yield from _all_of(node["c"][1])
