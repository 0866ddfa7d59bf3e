"""Which concepts the tips are about: tips on one side, concepts on the other, lines between.

The concepts are put where their tips are, so that lines cross as little as they can: sorted by the
mean place of their tips, then by name. The same graph gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean
from typing import TypeVar

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import svg
from kg.outputs.pictures.picture import Picture

_Item = TypeVar("_Item")
_TIPS_END, _CONCEPTS_START = 150.0, 206.0


def draw_network(store: Store, voice: Voice) -> Picture | None:
    """Draw tips and concepts with a line for each concept that a tip is about."""
    rows = select_page_rows(store, "picture-network")
    if not rows:
        return None
    title = voice.say("Tips and the concepts they are about")
    description = _describe(rows, voice)
    pieces, height = _draw(rows, voice)
    return Picture(
        name="network",
        title=title,
        description=description,
        svg=svg.render_drawing("network", title, description, height, pieces),
        heads=(voice.say("tip"), voice.say("title"), voice.say("concept")),
        rows=tuple((str(row["number"]), row["title"], row["label"]) for row in rows),
        subjects=tuple(row["tip"] for row in rows),
    )


def _tips_by_concept(rows: list[Row]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row["label"], []).append(row["number"])
    return numbers


def _describe(rows: list[Row], voice: Voice) -> str:
    numbers = _tips_by_concept(rows)
    shared = sorted(label for label, tips in numbers.items() if len(tips) > 1)
    tips = {row["number"] for row in rows}
    sentences = [
        voice.say(
            "Lines from %(tips)s on the left to %(concepts)s on the right that they are about.",
            tips=voice.say_count("%(num)s tip", "%(num)s tips", len(tips)),
            concepts=voice.say_count("%(num)s concept", "%(num)s concepts", len(numbers)),
        ),
        voice.say("A stronger line leads to a concept of more than one tip."),
    ]
    if shared:
        sentences.append(voice.say("These join tips: %(names)s.", names=", ".join(shared)))
    return " ".join(sentences)


def _draw(rows: list[Row], voice: Voice) -> tuple[list[svg.Piece], float]:
    titles = {row["number"]: svg.wrap(row["title"], _TIPS_END - 24, 11.5) for row in rows}
    numbers = _tips_by_concept(rows)
    places = {tip: index for index, tip in enumerate(titles)}
    ordered = sorted(
        numbers, key=lambda label: (mean(places[tip] for tip in numbers[label]), label)
    )
    labels = {label: svg.wrap(label, svg.WIDTH - _CONCEPTS_START, 11.5) for label in ordered}
    tip_heights = {tip: 13.8 * len(lines) + 9 for tip, lines in titles.items()}
    concept_heights = {label: 13.8 * len(lines) + 3.4 for label, lines in labels.items()}
    height = max(sum(tip_heights.values()), sum(concept_heights.values()))
    tip_y, concept_y = _middles(tip_heights, height), _middles(concept_heights, height)
    pieces = [
        svg.words(0, 14, voice.say("Tips"), bold=True, tone="soft"),
        svg.words(_CONCEPTS_START, 14, voice.say("Concepts"), bold=True, tone="soft"),
    ]
    for strong in (False, True):  # the strong lines lie on top
        for label in ordered:
            if (len(numbers[label]) > 1) == strong:
                ends = ((tip_y[tip], concept_y[label]) for tip in numbers[label])
                pieces += [_line(start, end, strong=strong) for start, end in ends]
    for tip, lines in titles.items():
        pieces.append(svg.words(17, tip_y[tip] + 4, str(tip), bold=True, anchor="end"))
        pieces += svg.paragraph(24, tip_y[tip], lines, size=11.5)
    for label, lines in labels.items():
        bold = len(numbers[label]) > 1
        pieces += svg.paragraph(_CONCEPTS_START, concept_y[label], lines, size=11.5, bold=bold)
    return pieces, height + 24


def _middles(heights: Mapping[_Item, float], total: float) -> dict[_Item, float]:
    """Return the middle of each item when they fill a height from top to bottom."""
    spare = (total - sum(heights.values())) / len(heights)
    middles: dict[_Item, float] = {}
    y = 22.0
    for item, height in heights.items():
        middles[item] = y + (height + spare) / 2
        y += height + spare
    return middles


def _line(start: float, end: float, *, strong: bool) -> svg.Piece:
    left, right = _TIPS_END + 2, _CONCEPTS_START - 4
    bend = (right - left) / 2
    path = (
        f"M{svg.number(left)} {svg.number(start)}C{svg.number(left + bend)} {svg.number(start)}"
        f" {svg.number(right - bend)} {svg.number(end)} {svg.number(right)} {svg.number(end)}"
    )
    return svg.curve(path, width=2 if strong else 1.2, strong=strong)
