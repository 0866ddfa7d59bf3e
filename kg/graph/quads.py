"""`Sources` → quads, each in the named graph it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.graph.iris import Iris
from kg.graph.triples import claims, concepts, practice, references, text
from kg.model import Sources


def quads_for_sources(sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield what the files say: the review graph, then the companions graph."""
    yield from _in_graph(_triples_for_review(sources, iris), iris.graph("review"))
    companions = iris.graph("companions")
    for companion in sources.companions:
        yield from _in_graph(concepts.triples_for_companion(companion, iris), companions)


def quads_for_ontology(turtle: bytes, iris: Iris) -> Iterator[Quad]:
    """Yield the ontology, its blank nodes named so that two builds are the same."""
    graph = iris.graph("ontology")
    names: dict[str, NamedNode] = {}

    def named(term: object) -> object:
        value = getattr(term, "value", "")
        if type(term).__name__ != "BlankNode":
            return term
        number = len(names) + 1
        return names.setdefault(value, iris.of(f".well-known/genid/ontology-{number}"))

    for quad in parse(turtle, format=RdfFormat.TURTLE):
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), graph)  # type: ignore[arg-type]


def _triples_for_review(sources: Sources, iris: Iris) -> Iterator[Triple]:
    yield from text.triples_for_review(sources.review, iris)
    for reference in sources.references:
        yield from references.triples_for_reference(reference, iris)
    if sources.printings is not None:
        yield from references.triples_for_printings(sources.printings, iris)
    yield from text.triples_for_identifiers(sources.identifiers, iris)
    yield from text.triples_for_mentions(sources.mentions, iris)
    for file in sources.claims:
        yield from claims.triples_for_claims(file, iris)
    yield from claims.triples_for_debates(sources.debates, iris)
    yield from claims.triples_for_studies(sources.studies, iris)
    for table in sources.tables.tables:
        yield from claims.triples_for_table(table, iris, iris.review)
    yield from claims.triples_for_themes(sources.themes, iris)
    yield from practice.triples_for_tips(sources.tips, iris)
    if sources.implications is not None:
        yield from practice.triples_for_implications(sources.implications, iris)
    if sources.appendices is not None:
        yield from practice.triples_for_appendices(sources.appendices, iris)
    yield from concepts.triples_for_concepts(sources.concepts, iris)
    if sources.index is not None:
        yield from text.triples_for_index(sources.index, iris)
    yield from text.triples_for_errata(sources.errata, iris)


def _in_graph(triples: Iterator[Triple], graph: NamedNode) -> Iterator[Quad]:
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
