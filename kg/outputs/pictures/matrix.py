"""How much of each kind of evidence the findings table lists, as a map of tints."""

from __future__ import annotations

from itertools import groupby

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import svg
from kg.outputs.pictures.picture import Picture

_LABEL, _LEFT, _ROW = 158.0, 166.0, 34.0
# Between what is seen on white at all and what words can be read upon.
_FAINTEST, _STRONGEST = 0.12, 0.42


def draw_matrix(store: Store, voice: Voice) -> Picture | None:
    """Draw a row an implication, a column a class; None where there is no findings table."""
    rows = select_page_rows(store, "picture-matrix")
    if not rows:
        return None
    lines = [list(group) for _, group in groupby(rows, key=lambda row: row["implication"])]
    title = voice.say("What the findings table lists for each implication")
    description = _describe(lines, voice)
    pieces, height = _draw(lines, voice)
    classes = [row["class"] for row in lines[0]]
    return Picture(
        name="matrix",
        title=title,
        description=description,
        svg=svg.render_drawing("matrix", title, description, height, pieces),
        heads=(voice.say("implication"), voice.say("study behind it"), *classes),
        rows=tuple(
            (line[0]["label"], line[0]["study"] or "", *(str(row["listed"]) for row in line))
            for line in lines
        ),
        subjects=tuple(line[0]["implication"] for line in lines),
    )


def _describe(lines: list[list[Row]], voice: Voice) -> str:
    per_class = []
    for column, head in enumerate(lines[0]):
        filled = sum(line[column]["listed"] > 0 for line in lines)
        found = voice.say("%(some)s of %(all)s", some=filled, all=len(lines))
        per_class.append(
            f"{head['class'].lower()} ({head['letter']}): {found if filled else voice.say('none')}"
        )
    return voice.say(
        "A grid. Each line is an implication, each column a kind of source; a number tells how many"
        " sources are listed, and a fuller tint means more. How many implications list any:"
        " %(classes)s.",
        classes="; ".join(per_class),
    )


def _draw(lines: list[list[Row]], voice: Voice) -> tuple[list[svg.Piece], float]:
    classes = lines[0]
    study = next((line[0]["study"] for line in lines if line[0]["study"]), "")
    kinds = [(svg.kind_of(row["kind"]), f"{row['letter']} {row['class']}") for row in classes]
    if study:
        kinds.insert(0, ("study", study))
    pieces, y = svg.legend(kinds, 4)
    width = (svg.WIDTH - _LEFT) / len(kinds)
    for column, (kind, label) in enumerate(kinds):
        x = _LEFT + width * (column + 0.5)
        pieces.append(svg.sign(kind, x - (0 if kind == "study" else 7), y + 12))
        if kind != "study":
            pieces.append(svg.words(x + 2, y + 16, label.partition(" ")[0], bold=True))
    y += 24
    most = max(row["listed"] for line in lines for row in line)
    for element, group in groupby(lines, key=lambda line: line[0]["element"]):
        if element:
            name = svg.capital(element)
            pieces.append(svg.words(0, y + 16, name, size=11.5, bold=True, tone="soft"))
            y += 22
        for line in group:
            drawn, y = _draw_line(line, y, (width, most), voice, with_study=bool(study))
            pieces += drawn
        y += 4
    return pieces, y


def _draw_line(
    line: list[Row], y: float, scale: tuple[float, int], voice: Voice, *, with_study: bool
) -> tuple[list[svg.Piece], float]:
    width, most = scale
    label = svg.wrap(svg.capital(line[0]["label"]), _LABEL, 11.5)
    height = max(_ROW, 13.8 * len(label) + 6)
    middle = y + height / 2
    pieces = svg.paragraph(0, middle, label, size=11.5)
    x = _LEFT
    if with_study:
        if line[0]["study"]:
            yes = voice.say("yes")
            pieces.append(svg.words(x + width / 2, middle + 4, yes, anchor="middle", tone="soft"))
        x += width
    for row in line:
        count = row["listed"]
        if count:
            strength = _FAINTEST + (_STRONGEST - _FAINTEST) * count / most
            size = (width - 4, height - 4)
            pieces.append(svg.tint(svg.kind_of(row["kind"]), x + 2, y + 2, size, strength))
        shown, tone = (str(count), "ink") if count else (voice.say("none"), "soft")
        size_of = 13.0 if count else 10.5
        pieces.append(
            svg.words(
                x + width / 2, middle + 4.5, shown,
                size=size_of, bold=bool(count), anchor="middle", tone=tone,
            )
        )  # fmt: skip
        x += width
    return pieces, y + height
