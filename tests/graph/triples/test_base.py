from collections.abc import Callable
from typing import Annotated

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.iris import Iris
from kg.graph.triples.base import said_by, triples_for_span
from kg.graph.vocab import describe
from kg.model import Record, Span, Text
from kg.model.links import ConceptId, RecordPath
from kg.model.marks import Says
from kg.paths import path_for

Facts = Callable[..., set[tuple[str, str, str]]]


class Cup(Record):
    """A record with a field of each sort."""

    label: Annotated[Text, Says("rdfs:label", "en")]
    maker: Annotated[Text | None, Says("tt:publisherName")] = None
    size: Annotated[int | None, Says("tt:number")] = None
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    on: Annotated[RecordPath | None, Says("tt:affects")] = None
    quoted: Annotated[bool, Says("tt:isQuotation")] = False
    note: Text | None = None


def pairs_of(cup: Cup) -> list[Triple]:
    """Return what is said of a cup."""
    iris = Iris("https://example.org/tea/")
    return list(describe(iris.of("cups/1"), *said_by(cup, iris)))


def test_a_marked_field_stands_in_the_graph(facts: Facts) -> None:
    """Words, numbers, links and what is so are said; a field without a mark is not."""
    cup = Cup(
        label="a cup",
        maker="Spode",
        size=3,
        concepts=("tea", "pot"),
        on="sources/A/1",
        quoted=True,
        note="mine",
    )
    assert facts(iter(pairs_of(cup))) == {
        ("cups/1", "label", "a cup"),
        ("cups/1", "publisherName", "Spode"),
        ("cups/1", "number", "3"),
        ("cups/1", "about", "concepts/tea"),
        ("cups/1", "about", "concepts/pot"),
        ("cups/1", "affects", f"sources/{path_for('sources', 'A/1').partition('/')[2]}"),
        ("cups/1", "isQuotation", "true"),
    }


def test_only_our_own_words_have_a_language() -> None:
    """What is printed stands as it is, what we say is English."""
    objects = [triple.object for triple in pairs_of(Cup(label="a cup", maker="Spode"))]
    assert objects == [Literal("a cup", language="en"), Literal("Spode")]


def test_what_is_empty_or_not_so_is_not_said(facts: Facts) -> None:
    """A field without a value makes no triple, and no is the same as silence."""
    assert facts(iter(pairs_of(Cup(label="a cup")))) == {("cups/1", "label", "a cup")}


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
