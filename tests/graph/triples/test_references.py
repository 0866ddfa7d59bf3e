from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.references import triples_for_printings, triples_for_reference
from kg.model import Authority, PrintedLists, Printing, Sources, Span

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_subtype_makes_the_kind_of_document(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """An article in a magazine and a report of policy have classes of their own."""
    kinds = {
        reference.code: {
            fact[2]
            for fact in facts(triples_for_reference(reference, authority, tiny_iris, coded=True))
            if fact[:2] == (f"sources/{reference.code}", "type")
        }
        for reference in tiny.references
    }
    assert kinds["A1"] == {"Source", "ListedSource", "JournalArticle"}
    assert kinds["C1"] == {"Source", "ListedSource", "MagazineArticle"}
    assert kinds["D1"] == {"Source", "ListedSource", "PolicyDocument"}


def test_authors_keep_their_places(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """The third author of A2 stays the third, under the name that the source has for it."""
    (reference,) = (item for item in tiny.references if item.code == "A2")
    said = facts(triples_for_reference(reference, authority, tiny_iris, coded=True))
    assert {
        ("sources/A2#author-tea-council", "contributor", "agents/tea-council"),
        ("sources/A2#author-tea-council", "order", "3"),
        ("sources/A2#author-tea-council", "namedAs", "Tea Council"),
    } <= said


def test_editors_are_no_authors(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """The editors of the book that B2 is a chapter of are its editors, not its creators."""
    (reference,) = (item for item in tiny.references if item.code == "B2")
    said = facts(triples_for_reference(reference, authority, tiny_iris, coded=True))
    assert ("sources/B2", "editor", "agents/ives-ian") in said
    assert {fact[2] for fact in said if fact[1] == "creator"} == {"agents/gill-gus"}


def test_the_graph_has_the_words_for_a_source(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """Byline and short label are data: no output cuts them out of a printed line."""
    (reference,) = (item for item in tiny.references if item.code == "A2")
    said = facts(triples_for_reference(reference, authority, tiny_iris, coded=True))
    assert ("sources/A2", "byline", "Baker and others, 2002") in said
    assert ("sources/A2", "shortLabel", "Baker and others, 2002") in said


def test_editors_stand_in_for_authors(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """A collection is known by its editors; a chapter by its own author."""
    (chapter,) = (item for item in tiny.references if item.code == "B2")
    book = chapter.model_copy(update={"authors": ()})
    said = facts(triples_for_reference(chapter, authority, tiny_iris, coded=True))
    assert ("sources/B2", "byline", "Gill, 2000") in said
    said = facts(triples_for_reference(book, authority, tiny_iris, coded=True))
    assert ("sources/B2", "byline", "Hall and Ives, 2000") in said


def test_an_entry_is_what_a_list_prints_of_a_source(tiny_iris: Iris, facts: Facts) -> None:
    """Each printed list has its own entries, numbered as printed."""
    entry = Printing(
        source="A1", label="A2", text="Able A (2001)", span=Span(start=0, end=1, sha256="a" * 64)
    )
    lists = PrintedLists(classified=(entry,), alphabetical=())
    said = facts(triples_for_printings(lists, (), tiny_iris))
    assert {
        ("reference-lists/classified#of-A1", "references", "sources/A1"),
        ("reference-lists/classified#of-A1", "printedCode", "A2"),
        ("reference-lists/classified#of-A1", "inList", "reference-lists/classified"),
    } <= said


def test_an_entry_says_what_its_list_prints(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Title, names and year are those of references.bib, or those that this list prints."""
    span = Span(start=0, end=1, sha256="a" * 64)
    plain = Printing(source="A1", label="A1", text="Able Ann (2001) Tea", span=span)
    other = plain.model_copy(update={"year": "2002", "title": "Tee"})
    lists = PrintedLists(classified=(plain,), alphabetical=(other,))
    said = facts(triples_for_printings(lists, tiny.references, tiny_iris))
    assert {
        ("reference-lists/classified#of-A1", "printedTitle", "Tea and Company"),
        ("reference-lists/classified#of-A1", "printedCreators", "Ann Able"),
        ("reference-lists/classified#of-A1", "printedYear", "2001"),
        ("reference-lists/alphabetical#of-A1", "printedTitle", "Tee"),
        ("reference-lists/alphabetical#of-A1", "printedYear", "2002"),
    } <= said


def test_what_is_printed_has_a_place_without_lists(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Where no list was entered, a reference has one entry, beside its source."""
    said = facts(triples_for_printings(None, tiny.references, tiny_iris))
    assert ("sources/A1#printed", "printedYear", "2001") in said
    assert ("sources/A1#printed", "references", "sources/A1") in said
    assert len({fact[0] for fact in said}) == len(tiny.references)
    assert not {fact for fact in said if fact[1] == "inList"}


def test_a_book_beside_a_journal_is_one_more_detail(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """What it stands in is the journal then, and the book is said beside it."""
    (reference,) = (item for item in tiny.references if item.code == "A1")
    both = reference.model_copy(update={"fields": {**reference.fields, "booktitle": "Tea 2001"}})
    said = facts(triples_for_reference(both, authority, tiny_iris, coded=True))
    assert ("sources/A1#detail-booktitle", "detailText", "Tea 2001") in said


def test_a_paper_of_a_conference_stands_in_its_book(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """Its type says so, as in biblatex; the journal is kept as a detail, and leads to its page."""
    (reference,) = (item for item in tiny.references if item.code == "A1")
    fields = {**reference.fields, "booktitle": "Tea 2001"}
    paper = reference.model_copy(update={"entry_type": "inproceedings", "fields": fields})
    said = facts(triples_for_reference(paper, authority, tiny_iris, coded=True))
    assert {fact[2] for fact in said if fact[1] == "containerTitle"} == {"Tea 2001"}
    assert ("sources/A1#detail-journal", "detailText", fields["journal"]) in said
    assert not [fact for fact in said if fact[0].endswith("#detail-booktitle")]
    assert [fact for fact in said if fact[:2] == ("sources/A1", "isPartOf")]
