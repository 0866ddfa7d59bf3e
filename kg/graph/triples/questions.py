"""What a systematic review asks, with the outcomes by which it answers."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, describe


def triples_for_questions(file: model.QuestionFile, iris: Iris) -> Iterator[Triple]:
    """Yield each question, and its outcomes in the review's order."""
    for order, question in enumerate(file.questions, start=1):
        subject = iris.of(question.path)
        yield from describe(
            subject, (RDF.type, TT.ReviewQuestion), (TT.order, order), *said_by(question, iris)
        )
        yield from triples_for_place(subject, question, iris)
        for place, outcome in enumerate(question.outcomes, start=1):
            node = iris.of(outcome.path)
            yield from describe(subject, (TT.hasOutcome, node))
            yield from describe(
                node, (RDF.type, TT.Outcome), (TT.order, place), *said_by(outcome, iris)
            )
            yield from triples_for_place(node, outcome, iris)
