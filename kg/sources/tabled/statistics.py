"""The p value, the weight and the heterogeneity that a row, and the lines below it, tell."""

from __future__ import annotations

from kg.sources.tabled.columns import Column
from kg.sources.tabled.numbers import parse_number, says_nothing
from kg.sources.tabled.pooling import ROLES, parse_heterogeneity, parse_p, parse_share, parse_test
from kg.sources.tabled.sheets import Row, Sheet

_WHOLE = 100  # percent
_OF_ALL_ROWS = frozenset({"p", "weight"})


def statistics_of(
    row: Row, group: str, p: str, sheet: Sheet, *, is_only: bool
) -> dict[str, object]:
    """Return the fields of an effect that tell how sure it is; `p` is what its own cell says.

    Where a row has one effect, columns without a group of their own belong to it.
    """
    found: dict[str, object] = {"p": p or None}
    spread: dict[str, object] = {}
    for column in sheet.columns:
        if column.role not in ROLES or column.group not in {group, "" if is_only else group}:
            continue
        is_spread = column.role not in _OF_ALL_ROWS
        if is_spread and row.kind != "pooled" and sheet.has("study"):
            continue  # a cell over several rows, of what is pooled
        cell = row.cells[column.place]
        sheet.taken.add(column.place)
        if says_nothing(cell) and not (column.role == "p" and parse_p(cell)):
            continue
        told = _read(cell, column)
        if isinstance(told, str):
            sheet.ask(told, row, column)
        else:
            (spread if is_spread else found).update(told)
    if row.kind == "pooled" and found.get("weight") == _WHOLE:
        del found["weight"]  # all of what is taken together here
    for line in row.beside.splitlines():
        if line.casefold().startswith(("heterogeneity", "test for heterogeneity")):
            spread |= parse_heterogeneity(line)
        elif "overall" in line.casefold() and not found["p"]:
            found["p"] = parse_heterogeneity(line).get("p")
    return {**found, "heterogeneity": spread or None}


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
