"""What studies compared, and how large the effects are that the review gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_words
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, XSD, describe, engine_words


def triples_for_effects(file: model.EffectFile, iris: Iris) -> Iterator[Triple]:
    """Yield what each study compared for a question, then the effects."""
    for order, comparison in enumerate(file.comparisons, start=1):
        subject = iris.of(f"review-questions/{comparison.question}#study-{comparison.study}")
        yield from describe(
            subject, (RDF.type, TT.Comparison), (TT.order, order), *said_by(comparison, iris)
        )
        yield from triples_for_place(subject, comparison, iris)
    for order, effect in enumerate(file.effects, start=1):
        subject = iris.of(effect.path)
        # The names of usual measures are the engine's; any other is in the words of the review.
        name_measure = engine_words if effect.is_usual else iris.words
        yield from describe(
            subject,
            (RDF.type, TT.Effect),
            (TT.order, order),
            *said_by(effect, iris),
            (TT.measureName, name_measure(effect.measure_name)),
            (TT.estimate, _decimal_of(effect.value)),
            (TT.lowerBound, _decimal_of(effect.low)),
            (TT.upperBound, _decimal_of(effect.high)),
            (TT.confidenceLevel, _decimal_of(effect.confidence)),
            # A decimal in the graph has no nought at its end; what is printed has.
            (TT.figures, effect.figures),
        )
        yield from triples_for_place(subject, effect, iris)
        yield from _triples_for_arms(effect, subject, iris)


def _triples_for_arms(effect: model.Effect, subject: NamedNode, iris: Iris) -> Iterator[Triple]:
    equals = Equals()
    for number, arm in enumerate(effect.arms, start=1):
        node = iris.of(equals.name(f"{effect.path}#arm", part_of_words(arm.label)))
        yield from describe(subject, (TT.hasArm, node))
        yield from describe(node, (RDF.type, TT.Arm), (TT.order, number), *said_by(arm, iris))


def _decimal_of(number: Decimal | None) -> Literal | None:
    return None if number is None else Literal(f"{number:f}", datatype=XSD.decimal)
