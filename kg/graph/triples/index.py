"""The back-of-book index."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, describe


def triples_for_index(file: model.IndexFile, iris: Iris) -> Iterator[Triple]:
    """Yield the back-of-book index, in its order, and the pages that it covers."""
    yield from describe(iris.review, (TT.firstPage, file.first_page), (TT.lastPage, file.last_page))
    for order, entry in enumerate(file.entries, start=1):
        subject = iris.of(entry.path)
        yield from describe(
            subject,
            (RDF.type, TT.IndexEntry),
            (TT.order, order),
            *said_by(entry, iris),
        )
        yield from triples_for_place(subject, entry, iris)
