from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode

from kg.graph.iris import Iris
from kg.graph.triples.places import triples_for_place
from kg.model import Placed, Section, Span

Facts = Callable[..., set[tuple[str, str, str]]]
SPAN = Span(start=3, end=7, sha256="a" * 64)
TEA = "https://example.org/tea/"
TIP = NamedNode(f"{TEA}tips/1")
IRIS = Iris(TEA)


def test_a_passage_hangs_from_its_holder(facts: Facts) -> None:
    """A record has a part of the review at #passage, whose selector at #span has its offsets."""
    said = facts(triples_for_place(TIP, Placed(span=SPAN), IRIS))
    assert said == {
        ("tips/1", "hasPassage", "tips/1#passage"),
        ("tips/1#passage", "type", "SpecificResource"),
        ("tips/1#passage", "hasSource", "review"),
        ("tips/1#passage", "hasSelector", "tips/1#span"),
        ("tips/1#span", "type", "TextPositionSelector"),
        ("tips/1#span", "start", "3"),
        ("tips/1#span", "end", "7"),
        ("tips/1#span", "passageDigest", "a" * 64),
    }


def test_a_part_of_a_record_has_a_passage_of_its_own(facts: Facts) -> None:
    """The selector of claims/x#evidence-1 is claims/x#evidence-1-span: an IRI has one hash."""
    said = facts(triples_for_place(NamedNode(f"{TEA}claims/x#evidence-1"), Placed(span=SPAN), IRIS))
    assert ("claims/x#evidence-1-passage", "hasSelector", "claims/x#evidence-1-span") in said


def test_a_passage_is_of_the_document_that_is_read(facts: Facts) -> None:
    """What a companion document says has its passage in the text of that document."""
    said = facts(triples_for_place(TIP, Placed(span=SPAN), IRIS.reading("sources/S1")))
    assert ("tips/1#passage", "hasSource", "sources/S1") in said


def test_no_place_says_nothing(facts: Facts) -> None:
    """A record without a span or a page gets nothing."""
    assert facts(triples_for_place(TIP, Placed(), IRIS)) == set()


@pytest.mark.parametrize("given", [{"page": 12}, {"pages": "xii–xiv"}], ids=["one", "several"])
def test_a_page_is_said_as_it_is_printed(facts: Facts, given: dict[str, object]) -> None:
    """A record on a page has no selector: the page stands on it, a range with a plain hyphen."""
    said = facts(triples_for_place(TIP, Placed.model_validate(given), IRIS))
    assert said == {("tips/1", "onPage", "12" if "page" in given else "xii-xiv")}


def test_a_passage_may_have_its_page_as_well(facts: Facts) -> None:
    """Where both are known, both are said."""
    said = facts(triples_for_place(TIP, Placed(page="12", span=SPAN), IRIS))
    assert ("tips/1", "onPage", "12") in said
    assert ("tips/1#passage", "hasSelector", "tips/1#span") in said


def test_a_section_says_its_pages_beside_the_one_it_starts_on(facts: Facts) -> None:
    """`pages` of a section go to tt:onPage, as those of any record."""
    section = Section(id="preface", heading="Preface", pages="iv-ix")
    assert facts(triples_for_place(TIP, section, IRIS)) == {("tips/1", "onPage", "iv-ix")}
