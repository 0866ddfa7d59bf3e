from __future__ import annotations

import pytest

from kg.outputs.pictures.picture import Picture


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
