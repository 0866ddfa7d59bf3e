from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.references import triples_for_printings, triples_for_reference
from kg.model import PrintedLists, Printing, Sources, Span

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_subtype_makes_the_kind_of_document(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """An article in a magazine and a report of policy have classes of their own."""
    kinds = {
        reference.code: {
            fact[2]
            for fact in facts(triples_for_reference(reference, tiny_iris))
            if fact[:2] == (f"sources/{reference.code}", "type")
        }
        for reference in tiny.references
    }
    assert kinds["A1"] == {"Source", "JournalArticle"}
    assert kinds["C1"] == {"Source", "MagazineArticle"}
    assert kinds["D1"] == {"Source", "PolicyDocument"}


def test_authors_keep_their_places(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """The third author of A2 is a body, which has a name and no family name."""
    (reference,) = (item for item in tiny.references if item.code == "A2")
    said = facts(triples_for_reference(reference, tiny_iris))
    assert {
        ("sources/A2#author-3", "contributor", "agents/tea-council"),
        ("sources/A2#author-3", "order", "3"),
        ("agents/tea-council", "name", "Tea Council"),
    } <= said
    assert not {fact for fact in said if fact[:2] == ("agents/tea-council", "familyName")}


def test_editors_are_no_authors(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """The editors of the book that B2 is a chapter of are its editors, not its creators."""
    (reference,) = (item for item in tiny.references if item.code == "B2")
    said = facts(triples_for_reference(reference, tiny_iris))
    assert ("sources/B2", "editor", "agents/ives-ian") in said
    assert {fact[2] for fact in said if fact[1] == "creator"} == {"agents/gill-gus"}


def test_the_graph_has_the_words_for_a_source(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Byline and short label are data: no output cuts them out of a printed line."""
    (reference,) = (item for item in tiny.references if item.code == "A2")
    said = facts(triples_for_reference(reference, tiny_iris))
    assert ("sources/A2", "byline", "Baker and others, 2002") in said
    assert ("sources/A2", "shortLabel", "Baker and others, 2002") in said


def test_editors_stand_in_for_authors(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A collection is known by its editors; a chapter by its own author."""
    (chapter,) = (item for item in tiny.references if item.code == "B2")
    book = chapter.model_copy(update={"authors": ()})
    said = facts(triples_for_reference(chapter, tiny_iris))
    assert ("sources/B2", "byline", "Gill, 2000") in said
    said = facts(triples_for_reference(book, tiny_iris))
    assert ("sources/B2", "byline", "Hall and Ives, 2000") in said


def test_an_entry_is_what_a_list_prints_of_a_source(tiny_iris: Iris, facts: Facts) -> None:
    """Each printed list has its own entries, numbered as printed."""
    entry = Printing(
        source="A1", label="A2", text="Able A (2001)", span=Span(start=0, end=1, sha256="a" * 64)
    )
    said = facts(
        triples_for_printings(PrintedLists(classified=(entry,), alphabetical=()), tiny_iris)
    )
    assert {
        ("reference-lists/classified#entry-1", "references", "sources/A1"),
        ("reference-lists/classified#entry-1", "printedCode", "A2"),
        ("reference-lists/classified#entry-1", "inList", "reference-lists/classified"),
    } <= said
