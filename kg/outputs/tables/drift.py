"""Two states of a table → which of its cells differ."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Rows = Sequence[tuple[str, ...]]


def describe_drift(name: str, before: str | None, after: str | None) -> Iterator[str]:
    """Yield a line for each difference between two states of a table, each as CSV or None.

    Rows are counted without the line of headings, as the table has them now; a row that has gone,
    as it had them before.
    """
    if before is None or after is None:
        yield f"{name}: this table is new" if before is None else f"{name}: this table has gone"
        return
    old, new = _parse(before), _parse(after)
    if old[0] != new[0]:
        yield f"{name}: headings before: {' | '.join(old[0])}"
        yield f"{name}: headings now: {' | '.join(new[0])}"
    yield from _describe_rows(name, old[1:], new[1:], new[0])


def _parse(text: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))] or [()]


def _describe_rows(name: str, old: Rows, new: Rows, heads: tuple[str, ...]) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        # As many rows as before stand for the same rows; of the rest nobody can tell.
        paired = min(end - start, new_end - new_start)
        for place in range(paired):
            row = new_start + place
            yield from _describe_cells(
                f"{name}, row {row + 1}", old[start + place], new[row], heads
            )
        for place in range(start + paired, end):
            yield f"{name}, row {place + 1} has gone: {' | '.join(old[place])}"
        for place in range(new_start + paired, new_end):
            yield f"{name}, row {place + 1} is new: {' | '.join(new[place])}"


def _describe_cells(
    place: str, old: tuple[str, ...], new: tuple[str, ...], heads: tuple[str, ...]
) -> Iterator[str]:
    if len(old) != len(new) or len(new) != len(heads):
        yield f"{place}: {' | '.join(old)} → {' | '.join(new)}"
        return
    for head, before, after in zip(heads, old, new, strict=True):
        if before != after:
            yield f"{place}, {head}: {before or '(empty)'} → {after or '(empty)'}"
