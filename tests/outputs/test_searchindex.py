from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.graph.queries import Query
from kg.outputs.searchindex import (
    KINDS,
    Document,
    load_documents,
    load_leads,
    load_pages,
    load_used_words,
    split_text,
)


def _path(iri: str) -> str | None:
    path = "/".join(iri.split("/")[-2:])
    return f"{path}.html" if path != "sources/S000" else None


@pytest.fixture(scope="module")
def documents(real_store: Store) -> list[Document]:
    """Return what can be found in the project's own review."""
    return load_documents(real_store, _path)


def test_every_kind_of_record_can_be_found(documents: list[Document]) -> None:
    """Every kind of record that the review has is among the documents, each record once."""
    counts = {kind: sum(document.kind == kind for document in documents) for kind in KINDS}
    assert counts["tip"] == 19
    assert counts["theme"] == 6
    assert counts["implication"] == 17 + 19  # of both appendix tables
    assert counts["source"] >= 92
    # Questions are given by who asks them; works above reviews are found in a collection alone.
    assert all(counts[kind] for kind in KINDS if kind not in {"question", "work"})


def test_a_record_without_an_address_is_left_out(documents: list[Document]) -> None:
    """What has no page cannot be a result."""
    assert all(document.address != "sources/S000.html" for document in documents)


def test_other_words_lead_to_a_tip(documents: list[Document]) -> None:
    """A tip is found by the labels of its concepts, also those that it does not use itself."""
    tip = next(document for document in documents if document.title.startswith("Tip 12:"))
    assert "shared office" in tip.words
    assert "shared office" not in tip.text


def test_studies_are_found_by_what_sorts_them(frost_store: Store) -> None:
    """Everyday words lead to the list of a setting, and to the studies in it."""
    documents = load_documents(frost_store, _path)
    [schools] = [one for one in documents if one.title == "Studies: schools"]
    assert schools.address == "settings/school.html"
    assert "primary school" in schools.words
    [study] = [one for one in documents if one.address == "studies/study-a24.html"]
    assert {"schools", "education"} <= set(study.words)


def test_questions_are_documents(small_store: Store, tmp_path: object) -> None:
    """A competency question is found by its sentence and leads to its page."""
    query = Query("who", tmp_path / "who.rq", "", {"summary": "Who says so?"})  # type: ignore[operator]
    found = load_documents(small_store, lambda _: None, [query])
    asked = [document for document in found if document.kind == "question"]
    assert asked == [Document("question", "Who says so?", "questions/who.html")]


def test_pages_of_the_site_are_documents(small_store: Store, documents: list[Document]) -> None:
    """Everyday words lead to pages of the site, save to those that this review has no rows for."""
    pages = {document.address: document for document in documents if document.kind == "page"}
    assert "proven" in pages["rests-on.html"].names
    assert "debates.html" in pages
    assert "costs" in pages["index.html#cannot"].more
    few = {document.address for document in load_pages(small_store)}
    assert "everything.html" in few
    assert "evidence-classes.html" not in few
    assert "debates.html" not in few


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("cite this tip", "about.html#cite"),
        ("one page for supervision", "tips/sheets.html"),
        ("replaced by", "changes.html"),
        ("training session", "training.html"),
    ],
)
def test_what_people_want_to_do_leads_to_its_page(
    documents: list[Document], typed: str, address: str
) -> None:
    """The words for a task are names of the page where it is done, and of no other."""
    assert [document.address for document in documents if typed in document.names] == [address]


def test_claims_and_sections_are_documents(documents: list[Document]) -> None:
    """A claim is found by its statement and leads to its place; a section by its heading."""
    claims = [document for document in documents if document.kind == "claim"]
    assert len(claims) > 500
    assert any("referred" in claim.title for claim in claims)
    assert sum(document.kind == "section" for document in documents) == 66


def test_leads_are_loaded_with_their_records_in_order(real_store: Store) -> None:
    """What an editor leads to first stands first."""
    leads = {typed: lead for lead in load_leads(real_store, _path) for typed in lead.typed}
    assert leads["SENCO"].addresses[0] == "concepts/special-educational-needs.html"
    assert "not of this role" in leads["SENCO"].reason


def test_the_words_of_the_text_are_known_or_unknown(real_store: Store, small_store: Store) -> None:
    """A review with a list of its words has them; without one nobody knows."""
    used = load_used_words(real_store)
    assert used is not None
    assert "supervision" in used
    assert "consent" not in used
    assert load_used_words(small_store) is None


def test_a_long_text_is_cut_at_a_word() -> None:
    """What is not shown of a long text still leads to it."""
    text = "word " * 60
    shown, rest = split_text(text.strip())
    assert len(shown) <= 142
    assert shown.endswith("word …")
    assert f"{shown.removesuffix(' …')} {rest}" == text.strip()


def test_a_short_text_stays_whole() -> None:
    """A short text is shown whole, and nothing is left over."""
    assert split_text("Talk.") == ("Talk.", "")
