"""The p value, the weight and the heterogeneity that a row, and the lines below it, tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.tabled.cells.numbers import parse_number, says_nothing
from kg.sources.tabled.cells.pooling import (
    ROLES,
    parse_heterogeneity,
    parse_p,
    parse_share,
    parse_test,
    part_tests,
)
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

_WHOLE = 100  # percent
_SPREAD = "heterogeneity"
# Of the tests that stand below what is pooled: of the effect itself, and of what no record tells.
_OVERALL = re.compile(r"\b(?:overall|summary|pooled) effect|effect of zero|\bz\s*=", re.IGNORECASE)
_OTHER_TESTS = re.compile(
    r"subgroup|sub-group|between[ -]group|interaction|asymmetry|egger|begg|prediction|predictive",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(r"not (?:applicable|estimable|reported)", re.IGNORECASE)


def statistics_of(
    row: Row, group: str, p: str, sheet: Sheet, *, is_only: bool
) -> dict[str, object]:
    """Return the fields of an effect that tell how sure it is; `p` is what its own cell says.

    Where a row has one effect, columns without a group of their own belong to it.
    """
    found: dict[str, object] = {"p": p or None}
    spread: dict[str, object] = {}
    for column in _columns_of(sheet, group, is_only=is_only):
        is_spread = _field_of(column) == _SPREAD
        if is_spread and row.kind != "pooled" and sheet.has("study"):
            continue  # a cell over several rows, of what is pooled
        cell = row.cells[column.place]
        if says_nothing(cell) and not (column.role == "p" and parse_p(cell)):
            continue
        told = _read(cell, column)
        if isinstance(told, str):
            sheet.ask(told, row, column)
        else:
            (spread if is_spread else found).update(told)
    if row.kind == "pooled" and found.get("weight") == _WHOLE:
        del found["weight"]  # all of what is taken together here
    spread |= _take_lines(row, found, sheet)
    return {**found, _SPREAD: spread or None}


def _take_lines(row: Row, found: dict[str, object], sheet: Sheet) -> dict[str, object]:
    """Return what the lines below a row tell of heterogeneity; `found` gets its p value."""
    spread: dict[str, object] = {}
    if row.kind == "pooled":  # as Stata has it: *Overall (I-squared = 11.2%, p = 0.34)*
        named = parse_heterogeneity(row.cells[0])
        spread |= named if {"i2", "q"} & {*named} else {}
    for part in (one for line in row.beside.splitlines() for one in part_tests(line)):
        told = parse_heterogeneity(part)
        if _OVERALL.search(part):
            found["p"] = found["p"] or told.get("p")
        elif told and not _OTHER_TESTS.search(part):
            spread |= told
        elif part not in sheet.unread and not _NOT_TOLD.search(part):
            sheet.unread.append(part)
    return spread


def take_columns(
    sheet: Sheet, group: str, lacking: Sequence[str], *, is_only: bool, is_one: bool
) -> None:
    """Note which columns gave their part of an effect; of `lacking` fields they gave nothing.

    So it is where the effect is entered already, from elsewhere, without them; and where a cell has
    several effects (not `is_one`), of one of which they are.
    """
    for column in _columns_of(sheet, group, is_only=is_only):
        is_lost = not is_one or _field_of(column) in lacking
        (sheet.lost if is_lost else sheet.taken).add(column.place)


def _columns_of(sheet: Sheet, group: str, *, is_only: bool) -> list[Column]:
    groups = {group, "" if is_only else group}
    # What stands behind a further column of effects is not of the first.
    further = [one.place for one in sheet.columns if (one.role, one.group) == ("value", group)][1:2]
    return [
        one
        for one in sheet.columns
        if one.role in ROLES and one.group in groups and not (further and one.place > further[0])
    ]


def _field_of(column: Column) -> str:
    return column.role if column.role in {"p", "weight"} else _SPREAD


def _read(cell: str, column: Column) -> dict[str, object] | str:
    """Return the fields that a cell gives, or why it gives none."""
    role = column.role
    if role in {"p", "p/heterogeneity"}:
        p = parse_p(cell)
        return {"p": p} if p is not None else f"'{cell}' is no p value"
    if role in {"weight", "i2"}:
        share = parse_share(cell, is_percent="%" in column.heading)
        return share if isinstance(share, str) else {role: share}
    if role == "heterogeneity":
        return parse_heterogeneity(cell) or f"'{cell}' tells nothing of heterogeneity that is known"
    both = parse_test(cell) if role in {"q", "q/df"} else None
    if both is not None:
        return both
    number = parse_number(cell)
    if isinstance(number, str):
        return number
    return {"df": int(number)} if role == "df" else {role.partition("/")[0]: number}
