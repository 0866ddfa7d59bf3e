from __future__ import annotations

import pytest

from kg.outputs.pictures.picture import Picture, find_most


def _picture(rows: tuple[tuple[str, ...], ...], subjects: tuple[str, ...]) -> Picture:
    return Picture("x", "T", "D", "<svg/>", ("a", "b"), rows, subjects)


def test_the_data_are_the_table() -> None:
    """The CSV has the heads and every row, quoted where it must be."""
    assert _picture((("1", "x, y"),), ("i",)).csv == 'a,b\n1,"x, y"\n'


@pytest.mark.parametrize(
    ("rows", "subjects"),
    [
        pytest.param((("1",),), ("i",), id="a-cell-is-missing"),
        pytest.param((("1", "2"),), (), id="a-subject-is-missing"),
    ],
)
def test_a_table_is_whole(rows: tuple[tuple[str, ...], ...], subjects: tuple[str, ...]) -> None:
    """Each row has a cell for each head, and a subject."""
    with pytest.raises(AssertionError):
        _picture(rows, subjects)


@pytest.mark.parametrize(
    ("counts", "first"),
    [
        pytest.param({"a": 1, "b": 3, "c": 2}, ["b"], id="one"),
        pytest.param({"a": 4, "b": 3, "c": 4}, ["a", "c"], id="two-share-it"),
        pytest.param({"a": 1, "b": 1}, [], id="all-share-it"),
        pytest.param({"a": 1}, ["a"], id="alone"),
        pytest.param(dict.fromkeys("abcd", 2) | {"e": 1}, [], id="too-many-to-name"),
        pytest.param({}, [], id="nobody"),
    ],
)
def test_nobody_is_named_first_who_shares_the_place_unsaid(
    counts: dict[str, int], first: list[str]
) -> None:
    """All who have the highest count are named, and nobody where that says nothing."""
    assert find_most(counts) == (first, max(counts.values(), default=0))
