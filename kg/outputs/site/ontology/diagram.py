"""The main classes and how they connect, as a drawing for narrow screens: plain values.

Two columns of boxes, practice on the left and text on the right, with the source across both. The
template `parts/ontology-diagram.svg` draws it; the list beside it has the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.outputs.cells import Row

WIDTH, HEIGHT = 320, 620
BOX_WIDTH, BOX_HEIGHT = 116, 36
_LEFT, _RIGHT = 24, 180
# Uneven: a wider gap leaves room for the words of the arrows that pass through it.
_ROWS = (4, 84, 164, 260, 340, 420, 500, 580)
_RAIL = 12  # from either edge
_INSET = 14  # of an arrow from the inner edge of its box
_HEAD = 7

# Class → column and row; the source stands across both columns.
BOXES: dict[str, tuple[int, int]] = {
    "Tip": (_LEFT, 0),
    "Section": (_RIGHT, 0),
    "Implication": (_LEFT, 1),
    "Mention": (_RIGHT, 1),
    "AppendixRow": (_LEFT, 2),
    "EvidenceClass": (_RIGHT, 2),
    "Source": (0, 3),
    "Study": (_LEFT, 4),
    "EvidenceLine": (_RIGHT, 4),
    "Concept": (_LEFT, 5),
    "Claim": (_RIGHT, 5),
    "IndexEntry": (_LEFT, 6),
    "Proposition": (_RIGHT, 6),
    "Position": (_RIGHT, 7),
}
KIND_OF = "is a kind of"
# From, property, to. An arrow runs in a column, along an edge (`rail`) or between the columns.
ARROWS: tuple[tuple[str, str, str, str], ...] = (
    ("Tip", "addresses", "Implication", "column"),
    ("AppendixRow", "forImplication", "Implication", "column"),
    ("AppendixRow", "listsSource", "Source", "column"),
    ("Tip", "isSupportedBy", "Source", "rail"),
    ("Mention", "inSection", "Section", "column"),
    ("Mention", "mentionsSource", "Source", "rail"),
    ("Source", "evidenceClass", "EvidenceClass", "column"),
    ("Study", "reportedIn", "Source", "column"),
    ("EvidenceLine", "fromSource", "Source", "column"),
    ("EvidenceLine", "forClaim", "Claim", "column"),
    ("Claim", "about", "Concept", "across"),
    ("IndexEntry", "indexes", "Concept", "column"),
    ("Proposition", KIND_OF, "Claim", "column"),
    ("Position", "onProposition", "Proposition", "column"),
)


def draw_classes(labels: Mapping[str, str], inferred: set[str]) -> Row:
    """Return boxes and arrows of the terms that have a label; `inferred` ones are marked."""
    arrows = [
        _DRAW[way](start, end)
        | {
            "from": start,
            "from_label": labels[start],
            "to": end,
            "to_label": labels[end],
            "name": "" if name == KIND_OF else name,
            "label": name if name == KIND_OF else labels[name],
            "style": "kind" if name == KIND_OF else "inferred" if name in inferred else "stated",
        }
        for start, name, end, way in ARROWS
        if {start, end} <= labels.keys() and (name == KIND_OF or name in labels)
    ]
    boxes = [_box(name) | {"name": name, "label": labels[name]} for name in BOXES if name in labels]
    return {"width": WIDTH, "height": HEIGHT, "boxes": boxes, "arrows": arrows}


def _box(name: str) -> Row:
    x, row = BOXES[name]
    wide = x == 0
    return {
        "x": 4 if wide else x,
        "y": _ROWS[row],
        "width": WIDTH - 8 if wide else BOX_WIDTH,
        "height": BOX_HEIGHT,
    }


def _in_column(start: str, end: str) -> Row:
    """Return an upright arrow near the inner edge of a column, its words beside it."""
    first, last = _box(start), _box(end)
    left = _LEFT in (first["x"], last["x"])
    x = _LEFT + BOX_WIDTH - _INSET if left else _RIGHT + _INSET
    y1, y2 = _span(first, last)
    lower = max(first["y"], last["y"])
    upper = min(first["y"], last["y"]) + BOX_HEIGHT
    middle = (upper + lower) // 2 + 4
    if lower - upper > _ROWS[1] - BOX_HEIGHT:  # leave room for the words of a rail
        middle = upper + 24
    return {
        "path": f"M{x} {y1}V{y2}",
        "head": _upright_head(x, y2, 1 if y2 > y1 else -1),
        "x": x - 8 if left else x + 8,
        "y": middle,
        "anchor": "end" if left else "start",
    }


def _on_rail(start: str, end: str) -> Row:
    """Return an arrow that leaves a box by its outer side and runs down an edge."""
    first, last = _box(start), _box(end)
    left = first["x"] == _LEFT
    x = _RAIL if left else WIDTH - _RAIL
    side = first["x"] if left else first["x"] + BOX_WIDTH
    y = first["y"] + BOX_HEIGHT // 2
    bend = 8 if left else -8
    return {
        "path": f"M{side} {y}H{x + bend}Q{x} {y} {x} {y + 8}V{last['y'] - _HEAD}",
        "head": _upright_head(x, last["y"] - 1, 1),
        "x": x + 8 if left else x - 8,
        "y": last["y"] - 14 if left else first["y"] + BOX_HEIGHT + 26,
        "anchor": "start" if left else "end",
    }


def _across(start: str, end: str) -> Row:
    """Return an arrow from the right column to the left."""
    first, last = _box(start), _box(end)
    x1, x2, y = first["x"], last["x"] + BOX_WIDTH, first["y"] + BOX_HEIGHT // 2
    return {
        "path": f"M{x1} {y}H{x2 + _HEAD}",
        "head": f"{x2 + 1},{y} {x2 + 1 + _HEAD},{y - 4} {x2 + 1 + _HEAD},{y + 4}",
        "x": (x1 + x2) // 2,
        "y": y - 7,
        "anchor": "middle",
    }


def _span(first: Row, last: Row) -> tuple[int, int]:
    """Return where an upright arrow starts and where its head ends."""
    if last["y"] > first["y"]:
        return first["y"] + BOX_HEIGHT, last["y"] - 1
    return first["y"], last["y"] + BOX_HEIGHT + 1


def _upright_head(x: int, y: int, way: int) -> str:
    base = y - way * _HEAD
    return f"{x},{y} {x - 4},{base} {x + 4},{base}"


_DRAW = {"column": _in_column, "rail": _on_rail, "across": _across}
