"""`Sources` → quads, each in the named graph it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.catalogues import choose_language
from kg.graph.heard import Heard
from kg.graph.iris import Iris
from kg.graph.keptlabels import KeptLabels, listen
from kg.graph.naming import names_in_graph
from kg.graph.recordlabels import RecordLabels
from kg.graph.store import lines_of, quads_in
from kg.graph.triples.agents import triples_for_authority
from kg.graph.triples.companions import triples_for_companion
from kg.graph.triples.sources import Piece, pieces_of
from kg.graph.triples.works import triples_for_works
from kg.memory import Memory
from kg.model import Authority, Sources, read_authority, read_works

_SOME = 1000  # triples that are held at once


def quads_for_sources(sources: Sources, iris: Iris) -> Iterator[Quad]:
    """Yield what the files say: the review graph, then the companions graph, then labels.

    Their words are in the language that the review names.
    """
    lines = "".join(lines_for_sources(sources, iris))
    yield from parse(lines, format=RdfFormat.N_QUADS, lenient=True)


def lines_for_sources(sources: Sources, iris: Iris) -> Iterator[str]:
    """Yield the same as `quads_for_sources`, as lines of N-Quads."""
    iris = iris.speaking(sources.review.language).calling(names_in_graph(sources))
    heard = Heard()
    for name, piece in _pieces_by_graph(sources, read_authority(sources), iris):
        graph, triples = iris.graph(name), piece()
        while some := list(islice(triples, _SOME)):
            heard.hear(some, graph)
            yield from lines_of(some, graph)
    yield from RecordLabels(iris, heard).lines()


def _pieces_by_graph(
    sources: Sources, authority: Authority, iris: Iris
) -> Iterator[tuple[str, Piece]]:
    """Yield what gives the triples of each part of the files, with the name of their graph."""
    works, coded = read_works(sources), sources.review.has_codes
    for piece in pieces_of(sources, authority, iris):
        yield "review", piece
    yield "review", partial(triples_for_works, works, sources.references, iris)
    yield "companions", partial(triples_for_authority, authority, iris, beside=True)
    yield "companions", partial(triples_for_works, works, sources.companions, iris)
    for companion in sources.companions:
        yield "companions", partial(triples_for_companion, companion, authority, iris, coded=coded)


def kept_quads(
    sources: Sources, authority: Authority, iris: Iris, memory: Memory, labels: KeptLabels
) -> list[Sequence[Quad]]:
    """Return the quads of each part of the files: the same list as long as it says the same."""
    iris = iris.speaking(sources.review.language).calling(names_in_graph(sources))
    iris = memory.settle("iris of the files", iris)
    parts: list[Sequence[Quad]] = []
    for number, (graph, piece) in enumerate(_pieces_by_graph(sources, authority, iris)):
        settled = [memory.settle(f"{number}.{n}", one) for n, one in enumerate(piece.args)]
        args = (graph, iris.base, piece.func, *settled)
        parts.append(memory.recall(_quads_of, *args, **piece.keywords))
    return [*parts, labels.quads(iris, [memory.recall(listen, part) for part in parts])]


def _quads_of(
    graph: str, base: str, function: Callable[..., Iterator[Triple]], *args: Any, **kwargs: Any
) -> list[Quad]:
    return quads_in(Iris(base).graph(graph), function(*args, **kwargs))


def quads_for_ontology(turtle: bytes, iris: Iris) -> Iterator[Quad]:
    """Yield the ontology, its blank nodes named so that two builds are the same.

    What it says in several languages comes in that of `iris`, or else in English. The names are
    Skolem IRIs (https://www.w3.org/TR/rdf11-concepts/#section-skolemization). Raises SyntaxError
    where the Turtle is none.
    """
    graph = iris.graph("ontology")
    names: dict[str, NamedNode] = {}

    def named(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        # The parser gives nodes in the order of the file, under names of its own: random ones.
        number = len(names) + 1
        return names.setdefault(term.value, iris.of(f".well-known/genid/ontology-{number}"))

    for quad in _in_one_language([*parse(turtle, format=RdfFormat.TURTLE)], iris.language):
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), graph)  # type: ignore[arg-type]


def _in_one_language(quads: Sequence[Quad], wanted: str) -> Iterator[Quad]:
    """Yield quads without what they say again in other languages.

    An entry of a closed list with two labels would count twice for all who group by its label.
    """
    there: dict[tuple[object, object], set[str]] = {}
    for quad in quads:
        if isinstance(quad.object, Literal) and quad.object.language:
            there.setdefault((quad.subject, quad.predicate), set()).add(quad.object.language)
    chosen = {said: choose_language(wanted, tags) for said, tags in there.items()}
    for quad in quads:
        tag = quad.object.language if isinstance(quad.object, Literal) else None
        if not tag or tag == chosen[quad.subject, quad.predicate]:
            yield quad
