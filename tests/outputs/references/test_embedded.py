from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from pyoxigraph import Store

from kg.outputs.references.embedded import coins_title, scholar_metadata
from kg.outputs.references.records import load_references


def _context(store: Store, code: str) -> list[tuple[str, str]]:
    return parse_qsl(coins_title(load_references(store)[code]), strict_parsing=True)


@pytest.mark.parametrize(
    ("code", "form"),
    [
        pytest.param("A10", "info:ofi/fmt:kev:mtx:journal", id="article"),
        pytest.param("A2", "info:ofi/fmt:kev:mtx:book", id="chapter"),
        pytest.param("B1", "info:ofi/fmt:kev:mtx:dc", id="page"),
    ],
)
def test_a_context_object_has_its_format(small_store: Store, code: str, form: str) -> None:
    """Each kind of source has the OpenURL format that readers expect of it."""
    context = _context(small_store, code)
    assert context[0] == ("ctx_ver", "Z39.88-2004")
    assert context[1] == ("rft_val_fmt", form)


def test_an_article_is_told_whole(small_store: Store) -> None:
    """The context object of an article names its parts, its people and its DOI."""
    context = _context(small_store, "A10")
    assert ("rft.atitle", "Talk & trust: 100% of {teams}") in context
    assert ("rft.aulast", "Smith") in context
    assert ("rft.aucorp", "Board of Health, North") in context
    assert ("rft_id", "info:doi/10.1000/a_b") in context


def test_a_chapter_is_an_item_of_a_book(small_store: Store) -> None:
    """A chapter's own title and the title of its book are told apart."""
    context = _context(small_store, "A2")
    assert ("rft.genre", "bookitem") in context
    assert ("rft.atitle", "A chapter") in context
    assert ("rft.btitle", "The book") in context


def test_metadata_of_an_article(small_store: Store) -> None:
    """The metadata of an article are those that reference managers read."""
    assert scholar_metadata(load_references(small_store)["A10"]) == [
        ("citation_title", "Talk & trust: 100% of {teams}"),
        ("citation_author", "Smith, M. K."),
        ("citation_author", "Board of Health, North"),
        ("citation_publication_date", "1999"),
        ("citation_journal_title", "Journal of Teams"),
        ("citation_volume", "22"),
        ("citation_issue", "5"),
        ("citation_firstpage", "401"),
        ("citation_lastpage", "421"),
        ("citation_doi", "10.1000/a_b"),
        ("citation_keywords", "Class A; Primary research"),
    ]


def test_every_source_of_the_review_can_be_embedded(real_store: Store) -> None:
    """Each source of the review has a context object and a title in its metadata."""
    for reference in load_references(real_store).values():
        assert "Z39.88-2004" in coins_title(reference)
        assert scholar_metadata(reference)[0] == ("citation_title", reference.title)
