"""Each constraint of each shape gets a record that breaks it and nothing else.

A record is copied under a new address and the copy is spoilt in one way. All copies stand in one
graph, which both engines validate once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Node, URIRef
from rdflib.collection import Collection

from kg.graph.iris import Iris
from kg.graph.shapes import read_shapes
from kg.graph.violations import find_violations

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
BASE = "https://example.org/tea/"
TTS = "https://w3id.org/tiptrace/shapes#"
SHAPES = Graph().parse(FOLDER / "shapes.ttl")
ONTOLOGY = Graph().parse(FOLDER / "tiptrace.ttl")
TYPE = NamedNode(str(RDF.type))
REVIEW = NamedNode(f"{BASE}review")


@dataclass(frozen=True)
class Fault:
    """One way to break one property shape."""

    shape: str
    target: str
    path: str
    inverse: bool
    way: str
    value: Literal | None = None
    others: tuple[str, ...] = ()  # paths of which any one will do, beside the first

    def __str__(self) -> str:
        """Return a name that says what is wrong."""
        return f"{self.shape}-{self.way}"


def faults() -> Iterator[Fault]:
    """Yield the ways to break each property shape, one a constraint."""
    for node in sorted(SHAPES.subjects(RDF.type, SH.NodeShape)):
        target = str(SHAPES.value(node, SH.targetClass))
        for shape in sorted(SHAPES.objects(node, SH.property)):
            path = SHAPES.value(shape, SH.path)
            inner = SHAPES.value(path, SH.inversePath) if path is not None else None
            several = SHAPES.value(path, SH.alternativePath) if path is not None else None
            first, *others = [inner or path] if several is None else Collection(SHAPES, several)
            name, beside = str(shape).removeprefix(TTS), tuple(map(str, others))
            for way, value in ways(shape):
                yield Fault(name, target, str(first), inner is not None, way, value, beside)


def ways(shape: Node) -> Iterator[tuple[str, Literal | None]]:
    """Yield the faults that the constraints of a shape forbid, with the value that is wrong."""
    if SHAPES.value(shape, SH.minCount):
        yield "missing", None
    if SHAPES.value(shape, SH.maxCount) or SHAPES.value(shape, SH.uniqueLang):
        yield "twice", None
    if SHAPES.value(shape, SH.datatype):
        yield "of-the-wrong-type", Literal("2020", datatype=NamedNode("http://example.org/type"))
    if SHAPES.value(shape, SH["class"]):
        yield "of-the-wrong-class", None
    if SHAPES.value(shape, SH.nodeKind):
        yield "no-address", Literal("text")
    if SHAPES.value(shape, SH["in"]):
        yield "not-listed", Literal("something else")
    if SHAPES.value(shape, SH.pattern):
        yield "of-the-wrong-form", Literal("")
    least = SHAPES.value(shape, SH.minInclusive)
    if least is not None:
        yield "too-small", Literal(int(str(least)) - 1)


@dataclass(frozen=True)
class World:
    """The sound world, from which records are copied and spoilt."""

    triples: list[Triple]

    @cached_property
    def members(self) -> dict[str, list[NamedNode]]:
        """Return the records of each class, those of its subclasses included."""
        found: dict[str, list[NamedNode]] = {}
        for triple in self.triples:
            if triple.predicate == TYPE:
                kind = URIRef(triple.object.value)
                for above in [kind, *ONTOLOGY.transitive_objects(kind, RDFS.subClassOf)]:
                    found.setdefault(str(above), []).append(triple.subject)
        return {kind: sorted(set(some), key=str) for kind, some in found.items()}

    def copy(self, target: str, path: NamedNode | None, new: NamedNode) -> list[Triple]:
        """Return a record of a class under a new address, with a value of the path if one has."""
        records = self.members[target]
        having = {t.subject for t in self.triples if t.predicate == path}
        record = next((one for one in records if one in having), records[0])
        outgoing = [Triple(new, t.predicate, t.object) for t in self.triples if t.subject == record]
        incoming = [Triple(t.subject, t.predicate, new) for t in self.triples if t.object == record]
        return outgoing + incoming


def spoil(copy: list[Triple], new: NamedNode, fault: Fault) -> list[Triple]:
    """Return the copy of a record with one fault."""
    path = NamedNode(fault.path)
    if fault.inverse:
        return _spoil_incoming(copy, new, fault, path)
    paths = {path, *map(NamedNode, fault.others)}
    kept = [t for t in copy if not (t.subject == new and t.predicate in paths)]
    values = [t.object for t in copy if t.subject == new and t.predicate == path]
    match fault.way:
        case "missing":
            return kept
        case "twice":
            return [*copy, *(Triple(new, path, other) for other in _two(values))]
        case "of-the-wrong-class":
            return [*kept, Triple(new, path, NamedNode(f"{BASE}appendices/practical#nothing"))]
    assert fault.value is not None
    return [*kept, Triple(new, path, fault.value)]


def _two(values: list[NamedNode | Literal]) -> list[NamedNode | Literal]:
    first = values[0] if values else None
    if isinstance(first, Literal) and not first.language:
        return [Literal("8", datatype=first.datatype), Literal("9", datatype=first.datatype)]
    if isinstance(first, Literal):
        return [Literal("one", language="en"), Literal("two", language="en")]
    return [REVIEW, NamedNode(f"{BASE}other")]


def _spoil_incoming(
    copy: list[Triple], new: NamedNode, fault: Fault, path: NamedNode
) -> list[Triple]:
    kept = [t for t in copy if not (t.object == new and t.predicate == path)]
    match fault.way:
        case "missing":
            return kept
        case "twice":
            return [*copy, Triple(REVIEW, path, new), Triple(NamedNode(f"{BASE}other"), path, new)]
    return [*kept, Triple(REVIEW, path, new)]


FAULTS = list(faults())
NODE_SHAPES = sorted(SHAPES.subjects(RDF.type, SH.NodeShape))
Found = set[tuple[str, str]]


def address_of(thing: object) -> NamedNode:
    """Return the address of the copy that stands for a fault, or for a shape's sound example."""
    return NamedNode(f"{BASE}copies/{thing}")


@pytest.fixture(scope="module")
def graph(hand_made: list[Triple], tiny_totals: list[Triple], ontology: list[Triple]) -> bytes:
    """Return the sound world, a copy for each shape and a spoilt one for each fault."""
    world = World(hand_made + tiny_totals)
    triples = {*world.triples, *ontology}
    for shape in NODE_SHAPES:
        target = str(SHAPES.value(shape, SH.targetClass))
        triples.update(world.copy(target, None, address_of(str(shape).removeprefix(TTS))))
    for fault in FAULTS:
        new = address_of(fault)
        path = None if fault.inverse else NamedNode(fault.path)
        triples.update(spoil(world.copy(fault.target, path, new), new, fault))
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


@pytest.fixture(scope="module")
def tiny_totals(tiny_store: Store, tiny_iris: Iris) -> list[Triple]:
    """Return what the rules add to the tiny world: the totals have a shape too."""
    return [quad.triple for quad in tiny_store if quad.graph_name == tiny_iris.graph("inferred")]


@pytest.fixture(scope="module")
def found_by_ours(graph: bytes) -> Found:
    """Return the records and shapes that the build's own engine complains of."""
    store = Store()
    store.bulk_load(graph, format=RdfFormat.N_TRIPLES)
    asked = read_shapes((FOLDER / "shapes.ttl").read_text())
    return {(it.record.value, it.shape.node.value) for it in find_violations(store, asked)}


@pytest.fixture(scope="module")
def found_by_pyshacl(graph: bytes) -> Found:
    """Return the records and shapes that the second engine complains of."""
    data = Graph().parse(data=graph, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@pytest.mark.xdist_group("shapes")
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_found_by_both_engines(
    fault: Fault, found_by_ours: Found, found_by_pyshacl: Found
) -> None:
    """A spoilt record is a violation of the shape that forbids it, whichever engine looks."""
    expected = (address_of(fault).value, TTS + fault.shape)
    assert expected in found_by_ours
    assert expected in found_by_pyshacl


@pytest.mark.xdist_group("shapes")
@pytest.mark.parametrize("shape", NODE_SHAPES, ids=lambda shape: str(shape).removeprefix(TTS))
def test_sound_record_passes(shape: URIRef, found_by_ours: Found, found_by_pyshacl: Found) -> None:
    """A copy of a sound record violates no shape of its own class."""
    focus = address_of(str(shape).removeprefix(TTS)).value
    for found in (found_by_ours, found_by_pyshacl):
        assert not {name for record, name in found if record == focus}


@pytest.mark.xdist_group("shapes")
def test_engines_agree(found_by_ours: Found, found_by_pyshacl: Found) -> None:
    """Both engines find the same violations of the same shapes at the same records."""
    assert found_by_ours == found_by_pyshacl


@pytest.mark.xdist_group("shapes")
def test_words_of_ours_may_stand_in_several_languages(
    hand_made: list[Triple], ontology: list[Triple]
) -> None:
    """Statements, labels and all else with a tag may be said once more, in another language."""
    # Tags that differ in nothing but large and small letters are one language.
    told = []
    for tag in ("cy", "EN-GB"):
        again = [
            Triple(t.subject, t.predicate, Literal("Paned", language=tag))
            for t in hand_made
            if isinstance(t.object, Literal) and t.object.language
        ]
        store = Store()
        store.extend(Quad(t.subject, t.predicate, t.object) for t in hand_made + again + ontology)
        asked = read_shapes((FOLDER / "shapes.ttl").read_text())
        told.append({it.shape.node.value for it in find_violations(store, asked)})
    several, twice = told
    assert several == set()
    assert f"{TTS}Claim-statement" in twice


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(SH.message)), ids=str)
def test_message_is_a_sentence(shape: URIRef) -> None:
    """A message ends with a full stop and has no quotation mark in it."""
    message = str(SHAPES.value(shape, SH.message))
    assert message.endswith(".")
    assert '"' not in message


def test_every_class_of_the_data_has_a_shape() -> None:
    """Each class that is no mere value list, or one of its superclasses, has a shape of its own.

    Entries of closed lists are the ontology's own: `test_lists.py` looks at them.
    """
    targets = {SHAPES.value(shape, SH.targetClass) for shape in NODE_SHAPES}
    values = {"KindOfEvidence", "ClaimRole", "Stance", "StanceBasis", "CitationPlace", "Origin"}
    values.add("FlowStepKind")
    entries = ONTOLOGY.subjects(SKOS.inScheme)
    listed = {kind for entry in entries for kind in ONTOLOGY.objects(entry, RDF.type)}
    terms = "https://w3id.org/tiptrace/ontology#"
    classes = {
        kind
        for kind in ONTOLOGY.subjects(RDF.type, None)
        if (kind, RDF.type, OWL.Class) in ONTOLOGY
        and str(kind).startswith(terms)
        and str(kind).removeprefix(terms) not in values
        and kind not in listed
    }
    bare = {
        str(kind)
        for kind in classes
        if not targets & {kind, *ONTOLOGY.transitive_objects(kind, RDFS.subClassOf), *_parts(kind)}
    }
    assert not bare


def _parts(kind: Node) -> Iterator[Node]:
    """Yield the classes that a defined class is an intersection of."""
    for definition in ONTOLOGY.objects(kind, OWL.equivalentClass):
        whole = ONTOLOGY.value(definition, OWL.intersectionOf)
        if whole is not None:
            yield from Collection(ONTOLOGY, whole)
