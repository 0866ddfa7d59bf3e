from __future__ import annotations

from pyoxigraph import Store

from kg.catalogues import ENGLISH
from kg.outputs.pictures.matrix import draw_matrix


def test_the_matrix_says_what_the_table_lists(real_store: Store) -> None:
    """Seventeen lines, and co-location rests on two policy papers beside the study."""
    picture = draw_matrix(real_store, ENGLISH)
    assert picture is not None
    assert len(picture.rows) == 17
    lines = {row[0]: row[2:] for row in picture.rows}
    assert lines["co-location of service deliverers"] == ("0", "0", "0", "2")


def test_an_empty_cell_is_said_in_words(real_store: Store) -> None:
    """A cell with nothing listed says so, as many times as the table has such cells."""
    picture = draw_matrix(real_store, ENGLISH)
    assert picture is not None
    zeros = sum(cell == "0" for row in picture.rows for cell in row[2:])
    assert picture.svg.count(">none</text>") == zeros
    assert "practice and commentary (C): none" in picture.description


def test_without_a_table_there_is_no_matrix(small_store: Store) -> None:
    """A review without implications has no matrix."""
    assert draw_matrix(small_store, ENGLISH) is None
