"""Two states of a table → which of its cells differ."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from kg.outputs.tables.rows import Cells, match_rows

Rows: TypeAlias = Sequence[Cells]


def describe_drift(
    name: str, before: str | None, after: str | None, records: Sequence[str] = ()
) -> Iterator[str]:
    """Yield a line for each difference between two states of a table, each as CSV or None.

    Rows are counted without the line of headings, as the table has them now; a row that has gone,
    as it had them before. `records` names what each row now is made from, where that is known.
    """
    if before is None or after is None:
        yield f"{name}: this table is new" if before is None else f"{name}: this table has gone"
        return
    old, new = _parse(before), _parse(after)
    if old[0] != new[0]:
        yield f"{name}: headings before: {' | '.join(old[0])}"
        yield f"{name}: headings now: {' | '.join(new[0])}"
    for line, row in _describe_rows(name, old[1:], new[1:], new[0]):
        record = records[row] if row is not None and row < len(records) else ""
        yield f"{line} ({record})" if record else line


def _parse(text: str) -> list[Cells]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))] or [()]


def _describe_rows(
    name: str, old: Rows, new: Rows, heads: Cells
) -> Iterator[tuple[str, int | None]]:
    """Yield each line with the place of the row that it is of, None where that has gone."""
    for before, now in match_rows(old, new):
        if now is None and before is not None:
            yield f"{name}, row {before + 1} has gone: {' | '.join(old[before])}", None
        elif before is None and now is not None:
            yield f"{name}, row {now + 1} is new: {' | '.join(new[now])}", now
        elif before is not None and now is not None:
            place = f"{name}, row {now + 1}"
            for line in _describe_cells(place, old[before], new[now], heads):
                yield line, now


def _describe_cells(place: str, old: Cells, new: Cells, heads: Cells) -> Iterator[str]:
    if len(old) != len(new) or len(new) != len(heads):
        yield f"{place}: {' | '.join(old)} → {' | '.join(new)}"
        return
    for head, before, after in zip(heads, old, new, strict=True):
        if before != after:
            yield f"{place}, {head}: {before or '(empty)'} → {after or '(empty)'}"
