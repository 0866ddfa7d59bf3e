from __future__ import annotations

import itertools
from typing import Any

from kg.outputs.site.trace import WIDTH, draw_trace

TIP = {
    "tip": "tips/1.html",
    "number": "1",
    "coded": True,
    "title": "Brew for the whole team, and do it with them each and every day",
    "implications": [
        {"implication": "implications/tea.html", "label": "tea", "row_number": "1"},
        {"implication": "implications/milk.html", "label": "milk", "row_number": ""},
    ],
}


def _lane(letter: str, count: int) -> dict[str, Any]:
    sources = [
        {"code": f"{letter}{n}", "source": f"sources/{letter}{n}.html", "source_title": "Tea"}
        for n in range(1, count + 1)
    ]
    return {"kind": f"ontology.html#{letter}", "name": letter, "letter": letter, "sources": sources}


def _draw(*lanes: dict[str, Any], cited: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    study = {"study": "studies/pot.html", "label": "The pot"}
    return draw_trace(TIP, list(lanes), study, cited or [])


def test_every_source_is_a_stop_with_its_link() -> None:
    """Each listed source is drawn once and leads to its page."""
    drawing = _draw(_lane("A", 7), _lane("B", 0))
    stops = [stop["address"] for lane in drawing["lanes"] for stop in lane["stops"]]
    assert stops == ["studies/pot.html", *(f"sources/A{n}.html" for n in range(1, 8))]


def test_stops_stay_inside_the_drawing() -> None:
    """A long line of stops goes on below itself."""
    drawing = _draw(_lane("A", 30))
    assert all(stop["x"] + 46 <= WIDTH for lane in drawing["lanes"] for stop in lane["stops"])
    assert drawing["lanes"][-1]["bottom"] <= drawing["height"]


def test_a_lane_without_sources_still_has_a_line() -> None:
    """What is not listed is shown as missing."""
    lane = _draw(_lane("C", 0))["lanes"][-1]
    assert lane["stops"] == []
    assert len(lane["branches"]) == 1


def test_what_the_section_cites_has_a_line_of_its_own() -> None:
    """Cited in the section and listed in the table are drawn apart."""
    cited = [{"code": "A9", "source": "sources/A9.html", "source_title": "Milk"}]
    drawing = _draw(_lane("A", 1), cited=cited)
    assert [stop["text"] for stop in drawing["also"]["stops"]] == ["A9"]
    assert _draw(_lane("A", 1))["also"] is None


def test_boxes_do_not_overlap() -> None:
    """Tip and implications stand one below the other, however long their words."""
    boxes = _draw(_lane("A", 1))["boxes"]
    assert all(above["bottom"] < below["top"] for above, below in itertools.pairwise(boxes))


def test_a_stop_says_whom_and_when_where_no_codes_are_printed() -> None:
    """A key that an editor made up is no word for a reader; names need a line each."""
    lane = _lane("A", 2)
    for source in lane["sources"]:
        source["short_label"] = "Able and the Society of Brewers, 2001"
    drawing = draw_trace(TIP | {"coded": False}, [lane], None, [])
    stops = drawing["lanes"][0]["stops"]
    assert [stop["text"] for stop in stops] == ["Able and the Society of …"] * 2
    assert stops[0]["label"] == "Able and the Society of Brewers, 2001 Tea"
    assert stops[0]["y"] < stops[1]["y"]
    assert stops[0]["x"] + 2 + stops[0]["width"] < WIDTH
