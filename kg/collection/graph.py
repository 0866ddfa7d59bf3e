"""What a collection says itself: which works are one, which concepts are the same, its catalogue.

It stands in graphs of the collection's own, never in a review's. What several reviews say of one
thing elsewhere, such as that a DOI names a work, stands here too, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.collection.parts import Part
from kg.collection.reviewdata import ONTOLOGY
from kg.collection.settings import Collection
from kg.collection.sssom import EXACT, Match
from kg.collection.works import Group
from kg.graph.iris import Iris
from kg.graph.quads import quads_for_ontology
from kg.graph.vocab import RDF, SKOS, TT, describe
from kg.resources import resource_folder

OWN = "graph/collection"
# What the other side of a match can say.
_BACK: Mapping[str, NamedNode] = {
    EXACT: SKOS.exactMatch,
    SKOS.closeMatch.value: SKOS.closeMatch,
    SKOS.relatedMatch.value: SKOS.relatedMatch,
    SKOS.broadMatch.value: SKOS.narrowMatch,
    SKOS.narrowMatch.value: SKOS.broadMatch,
}


def ontology_graph(collection: Collection) -> NamedNode:
    """Return the name of the graph with the one ontology."""
    return NamedNode(collection.base + ONTOLOGY)


def own_graph(collection: Collection) -> NamedNode:
    """Return the name of the graph with what the collection says itself."""
    return NamedNode(collection.base + OWN)


def _read_ontology() -> bytes:
    return (resource_folder("ontology") / "tiptrace.ttl").read_bytes()


def ontology_lines(collection: Collection) -> set[bytes]:
    """Return the one ontology, in the collection's language, as lines of N-Triples."""
    iris = Iris(collection.base).speaking(collection.language)
    return lines_of_triples(quad.triple for quad in quads_for_ontology(_read_ontology(), iris))


def lines_of_triples(triples: Iterable[Triple]) -> set[bytes]:
    """Return triples as lines of N-Triples."""
    return set((serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines())


def shared_lines(parts: Sequence[Part]) -> set[bytes]:
    """Return what reviews say of things that are no review's own, each once.

    What one says of another's own records is left out: only a review says what it says.
    """
    bases = frozenset(part.base.encode() for part in parts)
    return {
        line
        for part in parts
        for line in part.shared_lines()
        if not _is_below(line[1 : line.find(b">")], bases)
    }


def _is_below(iri: bytes, bases: frozenset[bytes]) -> bool:
    """Say whether an IRI lies below a base: one ends in a slash, so that only those are tried."""
    end = iri.find(b"/")
    while end >= 0:
        if iri[: end + 1] in bases:
            return True
        end = iri.find(b"/", end + 1)
    return False


def triples_for_works(groups: Sequence[Group]) -> Iterator[Triple]:
    """Yield for works with several names which one all go by, and that they are the same."""
    for group in groups:
        if len(group.works) < 2:  # noqa: PLR2004 - one name has nothing to be joined with
            continue
        work = NamedNode(group.work)
        others = [NamedNode(iri) for iri in sorted(group.works) if iri != group.work]
        yield from describe(
            work,
            (RDF.type, TT.Work),
            (TT.isKnownBy, [NamedNode(iri) for iri in sorted(group.identifiers)]),
            (TT.sameWork, others),
        )
        for other in others:
            yield from describe(other, (TT.sameWork, work))
        # Those that go by this name already say so in their review's graph.
        named = [holding for holding in group.holdings if holding.work != group.work]
        for holding in named:
            yield from describe(NamedNode(holding.source), (TT.ofWork, work))


def triples_for_matches(matches: Iterable[Match], known: set[str]) -> Iterator[Triple]:
    """Yield what the file says of concepts, both ways round, where the collection has both."""
    for match in matches:
        if match.denied or not {match.subject, match.object} <= known:
            continue
        subject, thing = NamedNode(match.subject), NamedNode(match.object)
        yield Triple(subject, NamedNode(match.predicate), thing)
        yield Triple(thing, _BACK[match.predicate], subject)


def as_quads(lines: Iterable[bytes], graph: NamedNode) -> bytes:
    """Return lines of N-Triples as N-Quads of a graph, sorted."""
    name = str(graph).encode()
    return b"".join(line[: line.rindex(b".")] + name + b" .\n" for line in sorted(lines))
