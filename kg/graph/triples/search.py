"""What people type, and the words that the text uses."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.vocab import RDF, TT, describe


def triples_for_leads(file: model.LeadFile, iris: Iris) -> Iterator[Triple]:
    """Yield each lead: what is typed, and what it leads to."""
    for order, lead in enumerate(file.synonyms, start=1):
        yield from describe(
            iris.of(lead.path),
            (RDF.type, TT.SearchLead),
            *said_by(lead, iris),
            (TT.order, order),
        )


def triples_for_words(file: model.WordFile, iris: Iris) -> Iterator[Triple]:
    """Yield the word forms of the review's text."""
    yield from describe(iris.review, (TT.wordForms, " ".join(file.words.split())))
