from __future__ import annotations

from pyoxigraph import Store

from kg.catalogues import ENGLISH
from kg.outputs.pictures.timeline import draw_timeline


def test_each_source_has_a_shape(real_store: Store) -> None:
    """The picture has a shape for each of the 92 references, and one a class in its legend."""
    picture = draw_timeline(real_store, ENGLISH)
    assert picture is not None
    assert len(picture.rows) == 92
    assert picture.svg.count('class="sign ') == 92 + 4


def test_a_year_without_sources_keeps_its_line(small_store: Store) -> None:
    """A year in which nothing appeared has a line that says so, so that time runs evenly."""
    picture = draw_timeline(small_store, ENGLISH)
    assert picture is not None
    assert picture.svg.count(">none</text>") == 4


def test_the_fullest_year_is_told(real_store: Store) -> None:
    """The description names the year with the most sources."""
    picture = draw_timeline(real_store, ENGLISH)
    assert picture is not None
    assert "Most appeared in 2003: 21." in picture.description
