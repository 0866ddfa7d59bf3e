"""The citations in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, describe
from kg.paths import path_for


def triples_for_mentions(file: model.MentionFile, iris: Iris) -> Iterator[Triple]:
    """Yield each in-text citation, why a source has none, and what others are cited for."""
    for mention in file.mentions:
        subject = iris.of(mention.path)
        yield from describe(
            subject,
            (RDF.type, TT.Mention),
            *said_by(mention, iris),
        )
        yield from triples_for_place(subject, mention, iris)
    for uncited in file.uncited:
        source = iris.of(path_for("sources", uncited.source))
        yield from describe(source, (TT.uncitedReason, iris.words(uncited.reason)))
    for cited in file.not_evidence:
        source = iris.of(path_for("sources", cited.source))
        yield from describe(source, (TT.citedFor, iris.words(cited.cited_for)))
