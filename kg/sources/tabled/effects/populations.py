"""Risks of several groups of people, and means among risks, as summaries of findings print them.

`Study population` or `High risk` stands above the risks of an outcome, or before them in their
cell; an outcome that is no event has sentences there: *The mean pain was 24.5*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import says_nothing
from kg.sources.tabled.cells.riskcells import GROUP, MARKS, list_risks
from kg.sources.tabled.effects.risks import parse_risk, tells_mean
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

STUDIED = "study population"
_NUMBER = r"[-\u2212\u2013]?[0-9]+(?:[.·][0-9]+)?"
_DIFFERENCE = re.compile(
    rf"the mean\b[^.;()]*? in the intervention groups? was (?P<value>{_NUMBER})"
    r"(?: (?P<unit>[^\d().;]{1,30}?))? (?P<way>lower|higher|less|more|fewer)(?P<ends>\s*\([^()]*\))"
    rf"{MARKS}\.?",
    re.IGNORECASE,
)
_OF_SPREAD = re.compile(r"(?:standard deviations?|SDs?)(?: units?)?", re.IGNORECASE)
_HEAD = re.compile(
    r"(?i)^(?:(?:anticipated|illustrative|comparative|absolute|assumed|corresponding) |risks? |"
    r"effects? |with |in |for |of |\([^)]*\) ?|\* ?|: ?)+"
)


def part_populations(sheet: Sheet) -> None:
    """Have each row of risks say of whom they are, and differences in words their measure.

    A cell that is empty below the outcome of another row says the same as there.
    """
    if sheet.has("study"):
        return
    rows, above, group = list[Row](), None, ""
    listed = [one for row in sheet.rows for one in _part_row(row)]
    places = _places_of_risks(listed)
    for row in listed:
        row = _filled(_with_measures(row), above)  # noqa: PLW2901
        named = _group_alone(row, places)
        if named:
            group, above = named, row
            continue
        if above is None or above.cells[0] != row.cells[0] or above.below != row.below:
            group = ""
        found = [*_groups_within(row)]
        row = _without_groups(row)  # noqa: PLW2901
        own = {name for _, name in found}
        rows.append(replace(row, population=own.pop() if len(own) == 1 else group))
        group, above = "", row
    sheet.rows = tuple(rows)


def _part_row(row: Row) -> list[Row]:
    """Return a row for each group whose risk stands in one cell with those of others.

    `Low risk: 12 per 1000 High risk: 90 per 1000`: beside it are as many risks, in the same order.
    """
    listed = {place: found for place, one in enumerate(row.cells) if (found := list_risks(one))}
    counts = {len(one) for one in listed.values()}
    names = {tuple(name for name, _ in one) for one in listed.values() if any(n for n, _ in one)}
    # A single risk beside them is that of one group alone.
    alone = any(parse_risk(one) for place, one in enumerate(row.cells) if place not in listed)
    if alone or len(counts) != 1 or len(names) != 1 or not all(next(iter(names))):
        return [row]
    [groups] = names
    return [
        replace(
            row,
            cells=tuple(
                f"{group}: {listed[place][number][1]}" if place in listed else cell
                for place, cell in enumerate(row.cells)
            ),
        )
        for number, group in enumerate(groups)
    ]


def _filled(row: Row, above: Row | None) -> Row:
    """Return a row of further risks with the outcome and the effect of the row above it."""
    says_risks = any(parse_risk(one) or _groups_of(one) for one in row.cells)
    if above is None or row.cells[0] or above.below != row.below or not says_risks:
        return row
    cells = tuple(own or old for own, old in zip(row.cells, above.cells, strict=True))
    return replace(row, cells=cells)


def _places_of_risks(rows: Sequence[Row]) -> list[int]:
    """Return the columns with risks: *Very low* elsewhere may be a certainty."""
    cells = {(place, cell) for row in rows for place, cell in enumerate(row.cells) if place}
    return sorted({place for place, cell in cells if parse_risk(cell) or _groups_of(cell)})


def _group_alone(row: Row, places: Sequence[int]) -> str:
    """Return the group that a line names for the risks of the next, or ""."""
    named = {one for place in places if (one := _name_in(row.cells[place]))}
    return named.pop() if len(named) == 1 and not any(map(parse_risk, row.cells)) else ""


def _name_in(cell: str) -> str:
    match = GROUP.fullmatch(cell.strip())
    return match["name"] if match else ""


def _groups_of(cell: str) -> tuple[str, str] | None:
    """Return the group before a risk in its cell, and that risk."""
    match = GROUP.match(cell.strip())
    rest = cell.strip()[match.end() :].strip() if match else ""
    return (match["name"], rest) if match and parse_risk(rest) else None


def _groups_within(row: Row) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(row.cells):
        if place and (found := _groups_of(cell)):
            yield place, found[0]


def _without_groups(row: Row) -> Row:
    parted = (_groups_of(cell) if place else None for place, cell in enumerate(row.cells))
    cells = (found[1] if found else cell for found, cell in zip(parted, row.cells, strict=True))
    return replace(row, cells=tuple(cells))


def _with_measures(row: Row) -> Row:
    return replace(row, cells=tuple(map(_say_measure, row.cells)))


def _say_measure(cell: str) -> str:
    """Return *The mean pain in the intervention group was 3 lower (5 to 1 lower)* with its MD."""
    match = _DIFFERENCE.fullmatch(cell.strip())
    if match is None:
        return cell
    is_of_spread = match["unit"] is not None and _OF_SPREAD.fullmatch(match["unit"])
    unit = f" {match['unit']}" if match["unit"] and not is_of_spread else ""
    measure = "SMD" if is_of_spread else "MD"
    return f"{measure} {match['value']}{unit} {match['way']}{match['ends']}"


def means_of(row: Row, sheet: Sheet) -> tuple[dict[str, object], ...]:
    """Return the arms of which the columns of risks say a mean, each called as its head does."""
    arms = []
    for column in sheet.columns:
        cell = row.cells[column.place]
        if column.role not in {"baseline", "risk"} or says_nothing(cell):
            continue
        mean, label = tells_mean(row, column, sheet), _arm_in(column)
        if mean is not None and label:
            sheet.taken.add(column.place)
            arms.append({"label": label, "mean": mean})
    return tuple(arms)


def _arm_in(column: Column) -> str:
    """Return the group that the head of a column of risks names: *tea* of `Risk with tea`."""
    last = re.sub(r"\s*(?:\^[^^]*\^|[*†‡§¶]|\([^)]*CI\))", "", column.heading.split(": ")[-1])
    label = _HEAD.sub("", f"{last.strip()} ").strip()
    return label if fold_heading(label) else ""
