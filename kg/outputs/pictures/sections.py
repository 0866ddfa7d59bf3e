"""What each section of the text cites: a shape a mention, in the order of the text."""

from __future__ import annotations

from itertools import groupby

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import svg
from kg.outputs.pictures.picture import Picture, find_most

_LABEL, _LEFT, _STEP = 148.0, 156.0, 13.6


def draw_sections(store: Store, voice: Voice) -> Picture | None:
    """Draw the mentions in each section; None where the text cites nothing."""
    rows = select_page_rows(store, "picture-sections")
    if not rows:
        return None
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row["section"])]
    title = voice.say("Citations by section")
    description = _describe(groups, voice)
    pieces, height = _draw(groups)
    return Picture(
        name="sections",
        title=title,
        description=description,
        svg=svg.render_drawing("sections", title, description, height, pieces),
        heads=(
            voice.say("section"),
            voice.say("chapter"),
            voice.say("citations"),
            voice.say("sources cited"),
        ),
        rows=tuple(map(_row_of, groups)),
        subjects=tuple(group[0]["section"] for group in groups),
    )


def _row_of(group: list[Row]) -> tuple[str, ...]:
    names = (" " if group[0]["coded"] else "; ").join(row["name"] for row in group)
    return group[0]["heading"], group[0]["chapter"], str(len(group)), names


def _describe(groups: list[list[Row]], voice: Voice) -> str:
    drawn = voice.say_count(
        "One shape for each of %(num)s citation in the text, in lines by section and in the order"
        " of the text.",
        "One shape for each of %(num)s citations in the text, in lines by section and in the order"
        " of the text.",
        sum(map(len, groups)),
    )
    fullest, most = find_most({place: len(group) for place, group in enumerate(groups)})
    named = voice.join(f"“{groups[place][0]['heading']}”" for place in fullest)
    if not fullest:
        return drawn
    if len(fullest) == 1:
        told = voice.say(
            "The section with the most, %(section)s, has %(most)s.", section=named, most=most
        )
    else:
        told = voice.say(
            "The sections with the most, %(sections)s, have %(most)s each.",
            sections=named,
            most=most,
        )
    return f"{drawn} {told}"


def _draw(groups: list[list[Row]]) -> tuple[list[svg.Piece], float]:
    rows = [row for group in groups for row in group]
    classes = sorted(
        {(row["letter"], row["class"], svg.kind_of(row["kind"])) for row in rows if row["class"]}
    )
    pieces, y = svg.legend([(kind, f"{letter} {label}") for letter, label, kind in classes], 4)
    y += 6
    # The fullest line must fit; all lines keep the same step, or lengths could not be compared.
    step = min(_STEP, (svg.WIDTH - _LEFT - 22) / max(map(len, groups)))
    for chapter, members in groupby(groups, key=lambda group: group[0]["chapter"]):
        pieces.append(svg.words(0, y + 16, svg.capital(chapter), size=11.5, bold=True, tone="soft"))
        y += 24
        for group in members:
            drawn, y = _draw_section(group, y, step)
            pieces += drawn
        y += 6
    return pieces, y


def _draw_section(group: list[Row], y: float, step: float) -> tuple[list[svg.Piece], float]:
    lines = svg.wrap(svg.capital(group[0]["heading"]), _LABEL, 11)
    height = max(22.0, 13.2 * len(lines) + 8)
    middle = y + height / 2
    pieces = [svg.rule(0, y, svg.WIDTH, y), *svg.paragraph(0, middle, lines, size=11)]
    for place, row in enumerate(group):
        x = _LEFT + step * (place + 0.5)
        pieces.append(svg.sign(svg.kind_of(row["kind"]), x, middle, step - 2.2))
    end = _LEFT + step * len(group) + 5
    pieces.append(svg.words(end, middle + 4, str(len(group)), size=11, tone="soft"))
    return pieces, y + height
