"""The works above the sources: one node for one document, in however many reviews it is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import RDF, TT, describe


def triples_for_works(
    works: Mapping[str, model.Work], sources: Iterable[model.Named], iris: Iris
) -> Iterator[Triple]:
    """Yield the work of each source, with the IRIs that it is known by; `works` are by code.

    A work has no title, code or class of its own: those are what a review says of its source. Its
    label is that of the source (`kg.graph.recordwords`).
    """
    for source in sources:
        name, _ = source.own
        work = works[getattr(source, name)]
        names = [NamedNode(iri) for iri in work.known_by]
        subject = names[0] if names else iris.of(work.path)
        yield from describe(iris.of(source.path), (TT.ofWork, subject))
        yield from describe(subject, (RDF.type, TT.Work), (TT.isKnownBy, names))
