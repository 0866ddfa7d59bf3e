from collections.abc import Callable

from pyoxigraph import NamedNode

from kg.graph.triples.base import triples_for_span
from kg.model import Span

Facts = Callable[..., set[tuple[str, str, str]]]


SPAN = Span(start=3, end=7, sha256="a" * 64)


def test_a_passage_hangs_from_its_holder(facts: Facts) -> None:
    """The selector of a record stands at #span and says from where to where it goes."""
    said = facts(triples_for_span(NamedNode("https://example.org/tea/tips/1"), SPAN))
    assert said == {
        ("tips/1", "hasSelector", "tips/1#span"),
        ("tips/1#span", "type", "TextPositionSelector"),
        ("tips/1#span", "start", "3"),
        ("tips/1#span", "end", "7"),
        ("tips/1#span", "passageDigest", "a" * 64),
    }


def test_a_part_of_a_record_has_a_passage_of_its_own(facts: Facts) -> None:
    """The selector of claims/x#evidence-1 is claims/x#evidence-1-span: an IRI has one hash."""
    said = facts(triples_for_span(NamedNode("https://example.org/tea/claims/x#evidence-1"), SPAN))
    assert ("claims/x#evidence-1", "hasSelector", "claims/x#evidence-1-span") in said


def test_no_passage_says_nothing(facts: Facts) -> None:
    """A record without a span gets no selector."""
    assert facts(triples_for_span(NamedNode("https://example.org/tea/tips/1"), None)) == set()
