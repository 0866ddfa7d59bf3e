from __future__ import annotations

from pyoxigraph import Store

from kg.catalogues import ENGLISH
from kg.outputs.pictures.sections import draw_sections


def test_each_citation_has_a_shape(real_store: Store) -> None:
    """The picture has a shape for each citation in the text, and one a class in its legend."""
    picture = draw_sections(real_store, ENGLISH)
    assert picture is not None
    references = sum(int(row[2]) for row in picture.rows)
    assert picture.svg.count('class="sign ') == references + 4


def test_codes_stand_in_the_order_of_the_text(real_store: Store) -> None:
    """A row lists the sources of a section in the order in which the text cites them."""
    picture = draw_sections(real_store, ENGLISH)
    assert picture is not None
    first = picture.rows[0]
    assert first[0] == "introduction"
    assert len(first[3].split()) == int(first[2])


def test_without_citations_there_is_no_picture(small_store: Store) -> None:
    """A review whose text cites nothing has no such picture."""
    assert draw_sections(small_store, ENGLISH) is None
