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
    for lead in file.synonyms:
        yield from describe(
            iris.of(lead.path), (RDF.type, TT.SearchLead), *said_by(lead, iris)
        )


def triples_for_words(sources: model.Sources, iris: Iris) -> Iterator[Triple]:
    """Yield the word forms of the review's text, unless they are those of another text.

    Whether the review uses a word is said to readers, so a list that may be old says nothing.
    """
    held = sources.words
    if held is not None and held.sha256 == sources.review.text.sha256:
        yield from describe(iris.review, (TT.wordForms, " ".join(held.words.split())))
