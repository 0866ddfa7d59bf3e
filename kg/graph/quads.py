"""`Sources` → quads, each in the named graph it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.graph.iris import Iris
from kg.graph.recordlabels import RecordLabels
from kg.graph.triples.agents import triples_for_authority
from kg.graph.triples.companions import triples_for_companion
from kg.graph.triples.sources import triples_for_sources
from kg.graph.triples.works import triples_for_works
from kg.model import Sources, read_authority, read_works


def quads_for_sources(sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield what the files say: the review graph, then the companions graph, then labels.

    Their words are in the language that the review names.
    """
    iris = iris.speaking(sources.review.language)
    labels = RecordLabels(iris)
    yield from labels.watch(_quads_described(sources, iris))
    yield from labels.quads()


def _quads_described(sources: Sources, iris: Iris) -> Iterator[Quad]:
    authority, works = read_authority(sources), read_works(sources)
    review, companions = iris.graph("review"), iris.graph("companions")
    yield from _in_graph(triples_for_sources(sources, authority, iris), review)
    yield from _in_graph(triples_for_works(works, sources.references, iris), review)
    yield from _in_graph(triples_for_authority(authority, iris, beside=True), companions)
    yield from _in_graph(triples_for_works(works, sources.companions, iris), companions)
    for companion in sources.companions:
        yield from _in_graph(triples_for_companion(companion, authority, iris), companions)


def quads_for_ontology(turtle: bytes, iris: Iris) -> Iterator[Quad]:
    """Yield the ontology, its blank nodes named so that two builds are the same.

    The names are Skolem IRIs (https://www.w3.org/TR/rdf11-concepts/#section-skolemization). Raises
    SyntaxError where the Turtle is none.
    """
    graph = iris.graph("ontology")
    names: dict[str, NamedNode] = {}

    def named(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        # The parser gives nodes in the order of the file, under names of its own: random ones.
        number = len(names) + 1
        return names.setdefault(term.value, iris.of(f".well-known/genid/ontology-{number}"))

    for quad in parse(turtle, format=RdfFormat.TURTLE):
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), graph)  # type: ignore[arg-type]


def _in_graph(triples: Iterator[Triple], graph: NamedNode) -> Iterator[Quad]:
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
