"""Two states of a table's rows → which row is which, by what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Cells: TypeAlias = tuple[str, ...]

_NEAR = 0.6  # of the letters: below that, two rows with a class in common are two rows
_NEXT = 50  # rows in which the twin of one is looked for, lest a new table be held against an old


def match_rows(
    old: Sequence[Cells], new: Sequence[Cells]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of each row that differs, before and now; None where it is not there.

    Of rows that changed the most alike are one row, so that one that comes or goes moves no other.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        if what == "equal":
            continue
        left = list(range(first, last))
        for place in range(start, end):
            twin = _find_twin(old[place], new, left[:_NEXT])
            if twin is not None:
                left.remove(twin)
            yield place, twin
        yield from ((None, place) for place in left)


def _find_twin(row: Cells, rows: Sequence[Cells], places: Sequence[int]) -> int | None:
    """Return which of some rows is most like a row, if any is."""
    alike = {place: _alike(row, rows[place]) for place in places}
    return max(alike, key=alike.__getitem__) if any(alike.values()) else None


def _alike(one: Cells, two: Cells) -> float:
    """Return how much of a row another has, 0 where they are two: cells, and letters at last."""
    same = sum(a == b != "" for a, b in zip(one, two, strict=False))
    near = SequenceMatcher(None, " ".join(one), " ".join(two), autojunk=False).ratio()
    return same + near if near > _NEAR or 2 * same >= len(one) else 0
