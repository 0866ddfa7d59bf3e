from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import BuildError
from kg.graph.shapes import read_shapes
from kg.graph.violations import find_violations
from kg.graph.vocab import RDF, RDFS, XSD

HEAD = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODE = "ex:Cup a sh:NodeShape ; sh:targetClass ex:Vessel ; sh:property ex:shape .\n"
SIZE = "ex:shape sh:path ex:size ; sh:message 'Give one size.' ; "


def ex(name: str) -> NamedNode:
    """Return an address of this world."""
    return NamedNode(f"https://example.org/{name}")


def found(constraints: str, *values: NamedNode | Literal, graph: str = "one") -> list[str]:
    """Return the messages for a cup of these sizes."""
    quads = [
        Quad(ex("Mug"), RDFS.subClassOf, ex("Vessel"), ex("words")),
        Quad(ex("cup"), RDF.type, ex("Mug"), ex(graph)),
        *(Quad(ex("cup"), ex("size"), value, ex(graph)) for value in values),
    ]
    store = Store()
    store.extend(quads)
    shapes = read_shapes(f"{HEAD}{NODE}{SIZE}{constraints} .")
    return [violation.shape.message for violation in find_violations(store, shapes)]


def number(text: str) -> Literal:
    """Return a number as it is written."""
    return Literal(text, datatype=XSD.integer)


def test_a_shape_of_a_class_is_asked_of_the_classes_below_it() -> None:
    """A mug is a vessel, so what is asked of vessels is asked of it."""
    assert found("sh:minCount 1") == ["Give one size."]
    assert found("sh:minCount 1", number("1")) == []


def test_each_language_may_speak_once() -> None:
    """What has no language may stand as often as it likes, and letters of a tag have no size."""
    welsh, english = Literal("bach", language="cy"), Literal("small", language="en")
    shouted = Literal("little", language="EN")
    assert found("sh:uniqueLang true", welsh, english, Literal("S"), Literal("M")) == []
    assert found("sh:uniqueLang true", english, shouted) == ["Give one size."]
    assert found("sh:uniqueLang false", english, shouted) == []


@pytest.mark.parametrize(
    ("constraints", "good", "bad"),
    [
        pytest.param("sh:datatype xsd:integer", number("1"), number("one"), id="of-no-form"),
        pytest.param("sh:datatype xsd:integer", number("1"), Literal("1"), id="of-another-type"),
        pytest.param("sh:minInclusive 1", number("1"), number("0"), id="too-small"),
        pytest.param("sh:minInclusive 1", number("1"), Literal("5"), id="no-number"),
        pytest.param("sh:minInclusive 1", number("1"), number("one"), id="no-number-at-all"),
        pytest.param("sh:in ('S' 'L')", Literal("S"), Literal("M"), id="not-listed"),
        pytest.param("sh:pattern '^[SL]$'", Literal("S"), Literal("M"), id="of-another-form"),
        pytest.param("sh:nodeKind sh:IRI", ex("small"), Literal("S"), id="no-address"),
        pytest.param("sh:class ex:Vessel", ex("cup"), ex("tea"), id="of-another-class"),
        pytest.param(
            "sh:or ([sh:datatype xsd:string] [sh:datatype xsd:integer])",
            number("1"),
            ex("small"),
            id="none-of-a-choice",
        ),
    ],
)
def test_a_value_is_held_against_a_constraint(
    constraints: str, good: NamedNode | Literal, bad: NamedNode | Literal
) -> None:
    """A value that fits passes; one that does not is told once, whatever else there is."""
    assert found(constraints, good) == []
    assert found(constraints, bad, good) == ["Give one size."]


def test_what_two_graphs_say_is_said_once() -> None:
    """A value in two graphs is one value."""
    store = Store()
    for graph in ("one", "two"):
        store.add(Quad(ex("cup"), RDF.type, ex("Vessel"), ex(graph)))
        store.add(Quad(ex("cup"), ex("size"), number("1"), ex(graph)))
    shapes = read_shapes(f"{HEAD}{NODE}{SIZE}sh:maxCount 1 .")
    assert [*find_violations(store, shapes)] == []


def test_any_of_several_paths_will_do() -> None:
    """A value by one of the paths is enough; one by both is counted once."""
    shape = "ex:shape sh:path [sh:alternativePath (ex:size ex:width)] ; sh:message 'M.' ; "
    shapes = read_shapes(f"{HEAD}{NODE}{shape}sh:minCount 1 ; sh:maxCount 1 .")
    store = Store()
    store.add(Quad(ex("cup"), RDF.type, ex("Vessel"), ex("one")))
    assert len([*find_violations(store, shapes)]) == 1
    store.add(Quad(ex("cup"), ex("width"), number("1"), ex("one")))
    assert [*find_violations(store, shapes)] == []
    store.add(Quad(ex("cup"), ex("size"), number("1"), ex("one")))
    assert [*find_violations(store, shapes)] == []
    store.add(Quad(ex("cup"), ex("size"), number("2"), ex("one")))
    assert len([*find_violations(store, shapes)]) == 1


@pytest.mark.parametrize(
    ("turtle", "told"),
    [
        pytest.param("ex:shape", "expected", id="no-turtle"),
        pytest.param(f"{NODE}{SIZE}sh:maxLength 3 .", "maxLength is not checked", id="a-stranger"),
        pytest.param(f"{NODE}{SIZE}sh:datatype xsd:time .", "not checked", id="a-strange-type"),
        pytest.param(f"{NODE}{SIZE}sh:nodeKind sh:Literal .", "not checked", id="a-strange-kind"),
        pytest.param(f"{NODE}{SIZE}sh:or ([sh:not ex:b]) .", "not is not", id="a-strange-choice"),
        pytest.param(f"{NODE}ex:shape sh:path ex:size .", "message is needed", id="no-message"),
        pytest.param(f"{NODE}ex:shape sh:message 'M.' .", "path is needed", id="no-path"),
        pytest.param(
            f"{NODE}ex:shape sh:path [sh:zeroOrMorePath ex:a] ; sh:message 'M.' .",
            "zeroOrMorePath is not checked",
            id="a-strange-path",
        ),
        pytest.param(
            f"{NODE}ex:shape sh:path [sh:alternativePath (ex:a 'b')] ; sh:message 'M.' .",
            "a path is an address",
            id="a-path-that-is-none",
        ),
        pytest.param(f"{NODE.replace(' .', ' ; sh:closed true .')}", "closed", id="a-closed-shape"),
    ],
)
def test_shapes_that_would_not_be_checked_are_refused(turtle: str, told: str) -> None:
    """Whatever the reader does not know ends the build: nothing is passed over."""
    with pytest.raises(BuildError, match=told):
        read_shapes(HEAD + turtle)
