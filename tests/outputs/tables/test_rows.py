"""Rows of two states of a table find each other."""

from __future__ import annotations

import pytest

from kg.outputs.tables.rows import Cells, match_rows

TEA, CUP, POT = ("A", "tea is hot", "A1"), ("A", "a cup is clean", "A2"), ("B", "one pot", "B1")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param([TEA, CUP], [TEA, CUP], [], id="equal"),
        pytest.param([TEA, CUP], [POT, TEA, CUP], [(None, 0)], id="came-first"),
        pytest.param([TEA, CUP, POT], [TEA, POT], [(1, None)], id="went"),
        pytest.param([TEA], [("A", "tea is hot", "A1 A2")], [(0, 0)], id="a-cell-changed"),
        pytest.param([("1", "one")], [("1", "")], [(0, 0)], id="half-of-it-emptied"),
        pytest.param([TEA], [CUP], [(0, None), (None, 0)], id="only-the-class-in-common"),
        pytest.param(
            [TEA, CUP], [POT, ("A", "a cup is clean", "A3")],
            [(0, None), (1, 1), (None, 0)], id="the-most-alike",
        ),
        pytest.param([("", "tea")], [("", "pot")], [(0, None), (None, 0)], id="empty-is-not-alike"),
    ],
)  # fmt: skip
def test_the_rows_that_differ_are_told(
    old: list[Cells], new: list[Cells], found: list[tuple[int | None, int | None]]
) -> None:
    """A row that came or went moves no other; two rows alike in their class are two."""
    assert list(match_rows(old, new)) == found
