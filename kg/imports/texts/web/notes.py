"""Notes of a page that Word, Google Docs or LibreOffice wrote → notes where their marks stand.

Such a page has its notes at its end, each as a paragraph that begins with a link back to its mark.
A mark leads to its note and is led to by it; so no number of a list of references is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.imports.texts.pandoc import Node

# How these programs call the places of notes: `_ftn1`, `_edn1`, `ftnt1`, `sdfootnote1sym`.
_PLACE = re.compile(r"_(?:ftn|edn)\d+|ftnt\d+|sd(?:foot|end)note\d+sym")
_PARAGRAPHS = frozenset({"Para", "Plain"})


def take_notes(blocks: list[Node]) -> list[Node]:
    """Return the blocks of a page with each of its notes in place of the mark that leads to it."""
    bodies: dict[str, list[Node]] = {}
    without = _without_notes(blocks, bodies)
    if not bodies:
        return blocks
    used = set[str]()
    marked = _with_marks(without, bodies, used)
    # A note whose mark is nowhere would be lost.
    return marked if used == bodies.keys() else blocks


def _without_notes(blocks: list[Node], bodies: dict[str, list[Node]]) -> list[Node]:
    """Return blocks without those that are notes, which are put into `bodies` by their places."""
    kept = list[Node]()
    for block in blocks:
        if block["t"] != "Div":
            kept.append(block)
        elif (place := _place_of(block["c"][1])) is not None:
            first, *more = block["c"][1]
            bodies[place] = [{**first, "c": first["c"][1:]}, *more]
        else:
            inner = _without_notes(block["c"][1], bodies)
            if inner or not block["c"][1]:
                kept.append({"t": "Div", "c": [block["c"][0], inner]})
    return kept


def _place_of(blocks: list[Node]) -> str | None:
    """Return the place of the note that blocks are, or None where they are something else."""
    if not blocks or blocks[0]["t"] not in _PARAGRAPHS or not blocks[0]["c"]:
        return None
    first = blocks[0]["c"][0]
    first = first["c"][0] if first["t"] == "Superscript" and first["c"] else first
    if first["t"] != "Link" or not _PLACE.fullmatch(first["c"][0][0]):
        return None
    return str(first["c"][0][0]) if first["c"][2][0].startswith("#") else None


def _with_marks(part: Any, bodies: dict[str, list[Node]], used: set[str]) -> Any:
    """Return a part of a tree in which notes stand in place of links to them."""
    if isinstance(part, list):
        return [_with_marks(one, bodies, used) for one in part]
    if not isinstance(part, dict):
        return part
    inner = part["c"] if part.get("t") == "Superscript" else [part]
    links = [*_links_to_notes(inner, bodies)]
    if len(links) == 1 and len(inner) == 1:
        used.add(links[0])
        return {"t": "Note", "c": bodies[links[0]]}
    return {name: _with_marks(value, bodies, used) for name, value in part.items()}


def _links_to_notes(inlines: list[Node], bodies: dict[str, list[Node]]) -> Iterator[str]:
    for one in inlines:
        if one.get("t") == "Link" and one["c"][2][0].removeprefix("#") in bodies:
            yield one["c"][2][0].removeprefix("#")
