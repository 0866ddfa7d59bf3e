"""Summaries of findings as MAGICapp prints them → the columns that others print apart.

`Relative risk: 0.80 (CI 95% 0.60 - 1.00) Based on data from 1,204 participants in 10 studies Follow
up 4 weeks` stands in one cell; beside it are the risks, the comparator's first, and below them or
behind the second their difference.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

_RESULTS = frozenset({
    "study results and measurements", "study results and measures", "study results measurements",
})  # fmt: skip
_ABSOLUTE = "absolute effect estimates"
_RELATIVE = re.compile(
    r"(?P<measure>relative risk|(?:odds|risk|hazard|rate) ratio)\s*:?\s*"
    r"(?P<rest>[\d.·]+[^)]*\))",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"based on data from (?P<people>\d[\d,. \u2009\u202f\xa0]*?)"
    r"\s*(?:participants|patients|people)"
    r"(?: in (?P<studies>\d+) (?:studies|study|trials?|RCTs?))?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"follow[- ]?up:?\s*(?P<when>(?:(?!\bbased\b)[^.;(])+)", re.IGNORECASE)
_LEVEL = re.compile(r"\bCI\s+(?P<level>\d{2}(?:\.\d)?)\s*%")
_DIFFERENCE = re.compile(r"\s*difference:\s*(?P<said>.+)$", re.IGNORECASE | re.DOTALL)
_MEAN = re.compile(r"(?P<said>[-\u2212]?\d[^()]*?)\s+mean\s*$", re.IGNORECASE)
_TO = re.compile(r"(?<=[a-z\d])\s+-\s+(?=[-\u2212\d])")
_OF_PEOPLE = re.compile(r"\bper\s+1", re.IGNORECASE)
_BOTH = 2
_HEADS = {"studies": "No. of participants (studies)"}


def part_results(sheet: Sheet) -> None:
    """Give a sheet in the manner of MAGICapp a column for each thing that its cells say."""
    results = next((one for one in sheet.columns if _is_of_results(one, sheet)), None)
    absolute = [
        one
        for one in sheet.columns
        if not one.role and fold_heading(one.heading).startswith(_ABSOLUTE)
    ]
    if results is None:
        return
    width = len(sheet.columns)
    roles = ("value", "studies", "timepoint", "difference")
    added = tuple(
        Column(width + number, _HEADS.get(role, results.heading), role, at=results.place)
        for number, role in enumerate(roles)
    )
    both = zip(absolute, ("baseline", "risk"), strict=False) if len(absolute) == _BOTH else ()
    told = {one.place: role for one, role in both}
    columns = (replace(one, role=told.get(one.place, one.role)) for one in sheet.columns)
    rows = list[Row]()
    for row in sheet.rows:
        parted = _parted(row, results, absolute, width)
        if rows and (joined := _joined(rows[-1], parted, absolute)) is not None:
            rows[-1] = joined
        else:
            rows.append(parted)
    sheet.columns = (*columns, *added)
    sheet.rows = tuple(rows)
    sheet.taken.add(results.place)


def _is_of_results(column: Column, sheet: Sheet) -> bool:
    is_told = column.heading in sheet.told.columns
    return not is_told and fold_heading(column.heading) in _RESULTS


def _parted(row: Row, results: Column, absolute: list[Column], width: int) -> Row:
    """Return a row with cells for its effect, its counts, its time and its difference."""
    cells = [_LEVEL.sub(r"\g<level>% CI", one) for one in row.cells]
    said, difference = cells[results.place], ""
    for column in absolute:
        if (found := _DIFFERENCE.search(cells[column.place])) is not None:
            difference = found["said"].strip()
            cells[column.place] = cells[column.place][: found.start()].strip()
        if (mean := _MEAN.fullmatch(cells[column.place].strip())) is not None:
            cells[column.place] = f"The mean was {mean['said']}"
    relative, counts, when = (one.search(said) for one in (_RELATIVE, _COUNTS, _WHEN))
    value = f"{relative['measure']} {relative['rest']}" if relative else ""
    if not value and not _OF_PEOPLE.search(difference):  # of means: `MD 1.1 lower (…)`
        value, difference = _TO.sub(" to ", difference), ""
    people = counts["people"].strip() if counts else ""
    studies = f"{people} ({counts['studies']})" if counts and counts["studies"] else people
    added = (value, studies, when["when"].strip() if when else "", difference)
    lines = {width + number: row.number for number in range(len(added))}
    return replace(row, cells=(*cells, *added), lines={**row.lines, **lines})


def _joined(above: Row, row: Row, absolute: list[Column]) -> Row | None:
    """Return the row above with the difference of one that says nothing else, or None."""
    is_same = row.cells[0] in {"", above.cells[0]} and not above.cells[-1]
    has_risks = any(row.cells[one.place] for one in absolute)
    if not absolute or not is_same or has_risks or not row.cells[-1]:
        return None
    return replace(above, cells=(*above.cells[:-1], row.cells[-1]))
