"""When the sources appeared, and of which class they are: a shape a source, a line a year."""

from __future__ import annotations

from itertools import groupby

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import svg
from kg.outputs.pictures.picture import Picture, find_most

_LEFT, _STEP, _ROW = 52.0, 13.6, 19.0


def draw_timeline(store: Store, voice: Voice) -> Picture | None:
    """Draw the sources by year and class; None where no source has a year."""
    rows = select_page_rows(store, "picture-timeline")
    if not rows:
        return None
    years = {year: list(group) for year, group in groupby(rows, key=lambda row: int(row["year"]))}
    title = voice.say("The evidence by year and class")
    description = _describe(years, voice)
    pieces, height = _draw(years, voice)
    return Picture(
        name="timeline",
        title=title,
        description=description,
        svg=svg.render_drawing("timeline", title, description, height, pieces),
        heads=(
            voice.say("code") if rows[0]["coded"] else voice.say("by"),
            voice.say("year"),
            voice.say("class"),
            voice.say("source"),
        ),
        rows=tuple((row["name"], row["year"], row["class"] or "", row["title"]) for row in rows),
        subjects=tuple(row["source"] for row in rows),
    )


def _describe(years: dict[int, list[Row]], voice: Voice) -> str:
    drawn = voice.say_count(
        "One shape for each of %(num)s source, in lines by year from %(first)s to %(last)s.",
        "One shape for each of %(num)s sources, in lines by year from %(first)s to %(last)s.",
        sum(map(len, years.values())),
        first=min(years),
        last=max(years),
    )
    fullest, most = find_most({year: len(rows) for year, rows in sorted(years.items())})
    named = {"year": voice.join(map(str, fullest)), "most": most}
    if len(fullest) > 1:
        return f"{drawn} {voice.say('Most appeared in %(year)s: %(most)s each.', **named)}"
    return (
        f"{drawn} {voice.say('Most appeared in %(year)s: %(most)s.', **named)}"
        if fullest
        else drawn
    )


def _draw(years: dict[int, list[Row]], voice: Voice) -> tuple[list[svg.Piece], float]:
    rows = [row for group in years.values() for row in group]
    classes = sorted(
        {(row["letter"], row["class"], svg.kind_of(row["kind"])) for row in rows if row["class"]}
    )
    kinds = [(kind, f"{letter} {label}") for letter, label, kind in classes]
    pieces, y = svg.legend(kinds, 4)
    # The fullest line must fit; all lines keep the same step, or lengths could not be compared.
    step = min(_STEP, (svg.WIDTH - _LEFT - 26) / max(map(len, years.values())))
    y += 8
    # Empty years too: a gap in the evidence is something to see.
    for year in range(min(years), max(years) + 1):
        group = years.get(year, [])
        middle = y + _ROW / 2
        tone = "ink" if group else "soft"
        pieces.append(svg.words(36, middle + 4, str(year), anchor="end", tone=tone))
        pieces.append(svg.rule(_LEFT - 8, y, _LEFT - 8, y + _ROW))
        for place, row in enumerate(group):
            x = _LEFT + step * (place + 0.5)
            pieces.append(svg.sign(svg.kind_of(row["kind"]), x, middle, step - 2.2))
        end = _LEFT + step * len(group) + 5
        shown = str(len(group)) if group else voice.say("none")
        pieces.append(svg.words(end, middle + 4, shown, size=11, tone="soft"))
        y += _ROW
    return pieces, y + 6
