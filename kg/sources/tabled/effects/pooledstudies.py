"""A row of effects → the study that it is of, or those that it pools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import parse_count
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.headings.columnwords import MANY
from kg.sources.tabled.headings.gradeheads import PEOPLE
from kg.sources.tabled.records.desk import Desk
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

_HOW_MANY = re.compile(
    r"(?<![\w.,])(?P<count>[0-9]{1,3})\s*(?:(?:randomi[sz]ed|controlled|cohort|observational|"
    r"clinical|case-control|cross-sectional|included)\s+){0,2}(?:RCTs?|trials?|studies|comparisons)\b"
    r"|\bk\s*=\s*(?P<k>[0-9]{1,3})\b",
    re.IGNORECASE,
)
_OF_STUDIES = re.compile(r"\b(?:studies|trials|rcts)\b", re.IGNORECASE)
_PEOPLE = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
_BOTH = re.compile(r"(?P<first>[0-9][^()]*)\((?P<second>[^()]*[0-9][^()]*)\)(?:\s*\^[^^]*\^)?")
# GRADE's tables may have it in the cell of the outcome.
_IN_OUTCOME = re.compile(
    rf"(?:№|\bno\.?|\bnumber) of {PEOPLE}:?\s*(?P<people>[0-9][0-9, \u2009\u202f\xa0]*)\s*\(",
    re.IGNORECASE,
)
_LEAST = 2  # studies that can be pooled


@dataclass(frozen=True, slots=True)
class Origin:
    """Of what an effect is: fields of its record, and the words that its id begins with."""

    fields: dict[str, object]
    name: str


def origin_of(
    row: Row, above: Sequence[tuple[str, str]], sheet: Sheet, desk: Desk
) -> Origin | None:
    """Return of which study or studies an effect is, or None where that is open."""
    if sheet.has("study") and row.kind == "study":
        study = desk.study_of(row, sheet)
        return None if study is None else Origin({"study": study}, study)
    column = sheet.column("studies")
    cells = [row.cells[0]] if column is None else [row.cells[column.place], row.cells[0]]
    count = next((found for cell in cells if (found := _count_in(cell)) is not None), None)
    # Bare numbers below *Studies* may number them, unless an outcome stands beside or above.
    is_counted = sheet.has("outcome", "outcomes", "subgroup") or (
        column is not None
        and (fold_heading(column.heading) not in MANY or desk.outcome_named(row.below) is not None)
    )
    if column is not None and count is None and is_counted:
        count = _count_of_studies(row.cells[column.place], column)
    # Below a heading that is an outcome it is of the rows there, as a subtotal is below any; what
    # else pools below another heading is of nobody knows.
    studies = [study for below, study in above if row.below in {"", below}]
    is_of_all = not row.below or row.is_subtotal or desk.outcome_named(row.below) is not None
    is_of_all = is_of_all and len(studies) == len(set(studies)) >= _LEAST
    if is_of_all and count in {None, len(studies)} and _all_read(row, studies, sheet):
        return Origin({"pools": tuple(studies)}, "pooled")
    if count is not None and count >= _LEAST:
        return Origin({"pooled": count}, "pooled")
    if _repeats(row, studies, sheet):
        return None
    if count is not None:
        sheet.ask("this row is of one study, and does not say which; enter its effect", row)
        return None
    sheet.ask("which studies, or how many, does this row pool? it does not say; enter it", row)
    return None


def _repeats(row: Row, studies: Sequence[str], sheet: Sheet) -> bool:
    """Say whether a subtotal of one study says again what that study's row does."""
    values = [one.place for one in sheet.columns if one.role in {"value", "interval"}]
    before = [one for one in sheet.rows if one.number < row.number and one.below == row.below]
    return (
        row.is_subtotal
        and len(studies) == len(before) == 1
        and all(before[0].cells[place] == row.cells[place] for place in values)
    )


def _all_read(row: Row, studies: Sequence[str], sheet: Sheet) -> bool:
    """Say whether each row of a study before this one, below its heading, has given an effect."""
    before = [
        one
        for one in sheet.rows
        if one.number < row.number and row.below in {"", one.below} and not one.is_subtotal
    ]
    return len(before) == len(studies)


def _count_of_studies(cell: str, column: Column) -> int | None:
    """Return a bare count of studies: in `1,204 (10)` it is the one that the heading has so."""
    if _OF_STUDIES.search(column.heading.partition("(")[0]) or "(" not in cell:
        return parse_count(cell.partition("(")[0])
    inner = re.fullmatch(r"[^()]*\(([0-9]{1,3})\)", cell.strip())
    return int(inner[1]) if inner else None


def people_in(row: Row, sheet: Sheet) -> int | None:
    """Return how many took part in what a row pools: of `1,204 (10 trials)` the first."""
    column = sheet.column("studies")
    if column is None:
        match = _IN_OUTCOME.search(row.cells[0])
        return parse_count(match["people"].strip()) if match else None
    if not _PEOPLE.search(column.heading):
        return None
    cell = row.cells[column.place].strip()
    match = _BOTH.match(cell)
    # Behind the counts there may be a time, and no further count.
    if match is None or "(" in cell[match.end() :]:
        return None
    is_first = not _OF_STUDIES.search(column.heading.partition("(")[0])
    said = [_HOW_MANY.search(match[part]) is not None for part in ("first", "second")]
    if any(said):
        is_first = said == [False, True]
    words = match["first" if is_first else "second"]
    return None if all(said) else parse_count(_PEOPLE.sub("", words).strip())


def _count_in(cell: str) -> int | None:
    match = _HOW_MANY.search(cell)
    return int(match["count"] or match["k"]) if match else None
