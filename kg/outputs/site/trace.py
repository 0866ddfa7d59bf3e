"""The trace of a tip as a drawing: a line for each evidence class, from the tip to its sources.

Plain values in, plain values out: boxes, rails and stops with their places in the drawing. The
template `parts/trace.svg` draws them; every box and every stop is a link.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from kg.outputs.cells import Row
from kg.outputs.site.sureness import local_name

# All in pixels of the drawing, for the narrowest phone less the margins of the page.
WIDTH = 344
EDGE = 10
LINE = 17
RAIL = 9
STOP_WIDTH, STOP_HEIGHT = 49, 28
FIRST_STOP = 90
LABEL = 20
PER_LINE = 38
NAMED_STOP_WIDTH, NAMED_STOP_LETTERS = 230, 28  # where a stop says whom and when


def draw_trace(tip: Row, lanes: Sequence[Row], study: Row | None, cited: Sequence[Row]) -> Row:
    """Return the drawing of a tip's trace.

    `lanes` are the evidence classes with the sources listed, `study` is the research behind the
    implications (None: there is none), `cited` are the sources that the tip's section cites.
    """
    boxes = [_box(tip["number"], tip["title"], tip["tip"], "tip", 4)]
    y = boxes[0]["bottom"] + 22
    for item in tip["implications"]:
        number = item["row_number"] or ""
        boxes.append(_box(number, item["label"], item["implication"], "implication", y))
        y = boxes[-1]["bottom"] + 14
    stretch = _lanes_of(lanes, study)
    start = boxes[0]["bottom"]
    y += 16
    drawn: list[Row] = []
    for place, lane in enumerate(stretch):
        # Inner rails branch first, so that no rail crosses a branch of another.
        x = EDGE + 26 + RAIL * (len(stretch) - 1 - place)
        drawn.append(_lane(lane, x, y, start, coded=tip["coded"]))
        y = drawn[-1]["bottom"] + 14
    also = None
    if cited:
        lane = {"kind": "cited", "name": "", "letter": "", "sources": cited}
        also = _lane(lane, EDGE + 8, y + 12, boxes[0]["bottom"], coded=tip["coded"])
        y = also["bottom"] + 14
    return {"width": WIDTH, "height": y, "boxes": boxes, "lanes": drawn, "also": also}


def _lanes_of(lanes: Sequence[Row], study: Row | None) -> list[Row]:
    own: list[Row] = []
    if study is not None:
        stop = {"code": "study", "source": study["study"], "label": study["label"]}
        own.append({"kind": "study", "name": study["label"], "letter": "", "sources": [stop]})
    return own + [{**lane, "kind": local_name(lane["kind"])} for lane in lanes]


def _box(number: str, text: str, address: str, kind: str, top: int) -> Row:
    lines = textwrap.wrap(text, PER_LINE)
    height = 30 + LINE * len(lines)
    return {
        "kind": kind, "number": number, "lines": lines, "address": address, "label": text,
        "top": top, "bottom": top + height, "height": height,
    }  # fmt: skip


def _cut(label: str) -> str:
    return textwrap.shorten(label, NAMED_STOP_LETTERS, placeholder=" …")


def _lane(lane: Row, x: int, top: int, start: int, *, coded: bool) -> Row:
    """Return a lane: a rail comes down at `x` from `start` and branches to each line of stops."""
    short = coded or lane["kind"] == "study"
    across = (WIDTH - EDGE - FIRST_STOP) // STOP_WIDTH if short else 1
    width = NAMED_STOP_WIDTH if not short else 76 if lane["kind"] == "study" else 42
    stops = [
        {
            "text": source["code"] if short else _cut(source["short_label"]),
            "address": source["source"],
            "label": source.get("label")
            or f"{source['code' if coded else 'short_label']} {source['source_title']}",
            "width": width,
            "x": FIRST_STOP + (place % across) * STOP_WIDTH,
            "y": top + LABEL + (place // across) * (STOP_HEIGHT + 6),
        }
        for place, source in enumerate(lane["sources"])
    ]
    # An empty lane is drawn as well: that nothing is listed is what the reader is to see.
    lines = sorted({stop["y"] for stop in stops}) or [top + LABEL]
    branches = [
        {
            "middle": y + STOP_HEIGHT // 2,
            "end": max((stop["x"] for stop in stops if stop["y"] == y), default=FIRST_STOP - 16),
        }
        for y in lines
    ]
    return {
        "kind": lane["kind"], "letter": lane["letter"], "name": lane["name"], "stops": stops,
        "x": x, "start": start, "top": top, "branches": branches, "label_x": FIRST_STOP,
        "bottom": lines[-1] + STOP_HEIGHT,
    }  # fmt: skip
