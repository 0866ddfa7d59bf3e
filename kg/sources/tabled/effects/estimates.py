"""What a row says of effects in its cells → their values and intervals, one or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import (
    Estimate,
    parse_estimate,
    parse_interval,
    parse_number,
    says_nothing,
    without_error,
)
from kg.sources.tabled.cells.pooling import part_p
from kg.sources.tabled.effects.risks import ROLES as RISKS
from kg.sources.tabled.effects.risks import parse_risk
from kg.sources.tabled.headings.columns import Column, measure_in
from kg.sources.tabled.headings.columnwords import INTERVAL_WORDS, LEVEL, MEASURE, STANDARD_ERROR
from kg.sources.tabled.records.desk import Desk
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

# Where one effect of a cell ends and the next may begin: out of brackets.
_PARTS = re.compile(r"\s*(?:;|\n|<br ?/?>)\s*(?![^()\[\]]*[)\]])")
# One ends in a bracket, and the next begins: so cells of several lines come in.
_BEHIND_BRACKET = re.compile(r"(?<=[)\]])\s+")
_COMMA = re.compile(r"\s*,\s*(?![^()\[\]]*[)\]])")
# A name before a number; whether that is a measure is asked of each part.
_NAMED = re.compile(r"[^\W\d_][\w .'’-]*?\s*[=:]?\s*[-\u2212\u2013+]?[0-9]")
_ENOUGH = 0.5  # of the cells below an outcome are effects on it


def name_columns_of_outcomes(sheet: Sheet, desk: Desk) -> None:
    """Have columns hold effects whose head is an outcome: *Calm*, *Calm (95% CI)*.

    So it is where their cells say an effect with its interval or its measure, at least half of
    them; what else stands there is asked by row.
    """
    valued = {one.group for one in sheet.columns if one.role == "value"}
    sheet.columns = tuple(
        replace(one, role="value", group=group, measure="")
        if (group := _outcome_headed(one, desk)) and group not in valued and _holds(sheet, one)
        else one
        for one in sheet.columns
    )


def _outcome_headed(column: Column, desk: Desk) -> str:
    """Return the outcome that the head of a column names and nothing else, as its words."""
    if column.role not in {"", "interval"}:
        return ""
    words = fold_heading(LEVEL.sub(" ", column.heading)).split()
    bare = " ".join(one for one in words if one not in INTERVAL_WORDS)
    for group in (column.heading, column.group, bare):
        if group and desk.outcome_named(group) is not None:
            return group
    return ""


def _holds(sheet: Sheet, column: Column) -> bool:
    filled = [cell for row in sheet.rows if not says_nothing(cell := row.cells[column.place])]
    read = [cell for cell in filled if _is_effect(cell)]
    return bool(read) and len(read) >= _ENOUGH * len(filled)


def _is_effect(cell: str) -> bool:
    parts = parts_of(cell)
    if len(parts) > 1:
        return True
    found = parse_estimate(part_p(cell)[0])
    if isinstance(found, str):
        return False
    return bool(measure_in(found.measure)) or found.low is not None


def parts_of(cell: str) -> list[str]:
    """Return the effects of a cell, each with its measure, or the cell itself: it has but one.

    `RR 0.8 (0.6 to 1.0); RD 0.03 (0.01 to 0.05)` has two. A measure is said at most of the first
    part by the head of its column; of the others by themselves.
    """
    for divider, begin in ((_PARTS, _NAMED), (_COMMA, MEASURE), (_BEHIND_BRACKET, MEASURE)):
        parts = [one for one in divider.split(cell) if one]
        if len(parts) > 1 and all(begin.match(one) or parse_risk(one) for one in parts[1:]):
            return parts
    return [cell]


def estimates_of(row: Row, group: str, sheet: Sheet) -> Sequence[Estimate]:
    """Return the values of a row and their intervals, from one cell or from several."""
    first = [*_in_first_column(row, group, sheet)]
    return [*first, *_in_further_columns(row, group, sheet)]


def value_columns(sheet: Sheet, group: str) -> list[Column]:
    """Return the columns of effects of a group: more than one where their measures differ."""
    return [one for one in sheet.columns if (one.role, one.group) == ("value", group)]


def _in_further_columns(row: Row, group: str, sheet: Sheet) -> Iterator[Estimate]:
    """Yield what further columns say by other measures: *aOR (95% CI)* beside *OR (95% CI)*."""
    for column in value_columns(sheet, group)[1:]:
        sheet.taken.add(column.place)
        cell, p = part_p(_without_error(row, column, sheet))
        if says_nothing(cell):
            continue
        found = parse_estimate(cell)
        if isinstance(found, str):
            sheet.ask(found, row, column)
            continue
        level = None if found.low is None else found.level or column.level
        yield replace(found, p=p, level=level, head=column.measure)


def _in_first_column(row: Row, group: str, sheet: Sheet) -> Sequence[Estimate]:
    column = sheet.column("value", group)
    if column is None or says_nothing(row.cells[column.place]):
        return _beside_risks(row, group, sheet)
    parts = [one for one in parts_of(row.cells[column.place]) if not parse_risk(one)]
    if len(parts) > 1:
        return [*_several(parts, row, group, column, sheet)]
    if not parts:
        return ()
    row = replace(row, cells=_with_cell(row.cells, column.place, parts[0]))
    estimate = _estimate_of(row, group, column, sheet)
    return () if estimate is None else [estimate]


def _beside_risks(row: Row, group: str, sheet: Sheet) -> Sequence[Estimate]:
    """Return the difference of means that stands among the risks of other outcomes, if any does."""
    for column in (one for one in sheet.columns if one.role in RISKS and not group):
        found = difference_in(row.cells[column.place])
        if found is not None:
            sheet.taken.add(column.place)
            return [replace(found, level=level_of(sheet, group) or found.level)]
    return ()


def difference_in(cell: str) -> Estimate | None:
    """Return what a cell says of a difference by its own measure, or None."""
    cell, p = part_p(cell)
    found = parse_estimate(cell)
    if isinstance(found, str) or not measure_in(found.measure) or found.low is None:
        return None
    return replace(found, p=p)


def risks_in(row: Row, group: str, sheet: Sheet) -> list[str]:
    """Return the parts of the cell of an effect that say a risk in so many people."""
    column = sheet.column("value", group)
    parts = [] if column is None else parts_of(row.cells[column.place])
    return [one for one in parts if parse_risk(one)]


def _with_cell(cells: Sequence[str], place: int, cell: str) -> tuple[str, ...]:
    return (*cells[:place], cell, *cells[place + 1 :])


def _several(
    parts: Sequence[str], row: Row, group: str, column: Column, sheet: Sheet
) -> Iterator[Estimate]:
    """Yield each effect of a cell that has several; what is none, or has a measure twice, is asked.

    An interval in a column of its own is nobody's then.
    """
    read = [(parse_estimate(cell), p) for cell, p in map(part_p, parts)]
    named = [
        "" if isinstance(one, str) else (one.measure or column.measure).casefold()
        for one, _ in read
    ]
    for (estimate, p), measure in zip(read, named, strict=True):
        if isinstance(estimate, str):
            sheet.ask(estimate, row, column)
        elif named.count(measure) > 1:
            sheet.ask(
                f"'{estimate.measure or measure}' stands twice; of what is each?", row, column
            )
        else:
            level = None if estimate.low is None else estimate.level or level_of(sheet, group)
            yield replace(estimate, p=p, level=level)


def _estimate_of(row: Row, group: str, column: Column, sheet: Sheet) -> Estimate | None:
    """Return the one value of a row and its interval."""
    cell, p = part_p(_without_error(row, column, sheet))
    if says_nothing(cell):
        return None
    estimate = parse_estimate(cell)
    if isinstance(estimate, str):
        sheet.ask(estimate, row, column)
        return None
    estimate = replace(estimate, p=p)
    beside = _interval_beside(row, group, sheet)
    if isinstance(beside, str):
        return None
    if beside is not None and estimate.low is None:
        low, high, level = beside
        estimate = replace(estimate, low=low, high=high, level=level)
    if estimate.low is None:
        return replace(estimate, level=None)
    return replace(estimate, level=estimate.level or level_of(sheet, group))


def _without_error(row: Row, column: Column, sheet: Sheet) -> str:
    """Return the cell of an effect without its standard error, which is told as not taken."""
    cell = row.cells[column.place]
    bare = without_error(cell) if STANDARD_ERROR.search(column.heading) else cell
    told = f"the standard errors in '{column.heading}'"
    if bare != cell and told not in sheet.unread:
        sheet.unread.append(told)
    return bare


def level_of(sheet: Sheet, group: str) -> Decimal | None:
    """Return the level in percent that the heads of an effect say, or None."""
    of_ends = ("value", "interval", "low", "high")
    levels = (one.level for one in sheet.columns if one.role in of_ends and one.group == group)
    return next(filter(None, levels), None)


def _interval_beside(
    row: Row, group: str, sheet: Sheet
) -> tuple[Decimal, Decimal, Decimal | None] | str | None:
    """Return the interval that has columns of its own; a text where they cannot be read."""
    column = _of_first("interval", group, sheet)
    if column is not None and not says_nothing(row.cells[column.place]):
        interval = parse_interval(row.cells[column.place])
        if isinstance(interval, str):
            sheet.ask(interval, row, column)
        return interval
    ends: list[Decimal] = []
    for role in ("low", "high"):
        column = _of_first(role, group, sheet)
        if column is None or says_nothing(row.cells[column.place]):
            continue
        number = parse_number(row.cells[column.place])
        if isinstance(number, str):
            sheet.ask(number, row, column)
            return number
        ends.append(number)
    if len(ends) == 1:
        fault = "one end of the interval is missing"
        sheet.ask(fault, row)
        return fault
    return (ends[0], ends[1], None) if ends else None


def _of_first(role: str, group: str, sheet: Sheet) -> Column | None:
    """Return the column of an interval; behind a further column of effects it is nobody's."""
    further = [one.place for one in value_columns(sheet, group)[1:2]]
    column = next((one for one in sheet.columns if (one.role, one.group) == (role, group)), None)
    if column is None or (further and column.place > further[0]):
        return None
    return sheet.column(role, group)
