from collections.abc import Callable
from typing import Annotated

from pyoxigraph import Literal, Triple

from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.vocab import describe
from kg.model import Record, Text
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
    faults: Annotated[tuple[str, ...], Says("tt:ofFaultKind", among="FaultKind")] = ()


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


def test_what_is_of_a_closed_list_leads_to_its_entry(facts: Facts) -> None:
    """The entry is named by the value and the class of the list, however the value is written."""
    cup = Cup(label="a cup", faults=("year", "lost-label"))
    assert facts(iter(pairs_of(cup))) == {
        ("cups/1", "label", "a cup"),
        ("cups/1", "ofFaultKind", "yearFaultKind"),
        ("cups/1", "ofFaultKind", "lostLabelFaultKind"),
    }


def test_only_our_own_words_have_a_language() -> None:
    """What is printed stands as it is, what we say is English."""
    objects = [triple.object for triple in pairs_of(Cup(label="a cup", maker="Spode"))]
    assert objects == [Literal("a cup", language="en"), Literal("Spode")]


def test_what_is_empty_or_not_so_is_not_said(facts: Facts) -> None:
    """A field without a value makes no triple, and no is the same as silence."""
    assert facts(iter(pairs_of(Cup(label="a cup")))) == {("cups/1", "label", "a cup")}
