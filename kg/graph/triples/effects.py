"""What studies compared, and how large the effects are that the review gives."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.absolute import said_of_risk
from kg.graph.triples.arms import triples_for_arms
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, Value, decimal_of, describe, engine_words
from kg.model.numbers import split_p

_HETEROGENEITY = {"i2": TT.iSquared, "tau2": TT.tauSquared, "q": TT.cochranQ}
# The number of a p value, by the sign before it; of others no number is told.
_P_TERMS = {"=": TT.pValue, "<": TT.pValueBelow}


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
        words_of = engine_words if effect.is_usual else iris.words
        named = effect.measure_name
        yield from describe(
            subject,
            (RDF.type, TT.Effect),
            (TT.order, order),
            *said_by(effect, iris),
            (TT.measureName, None if named is None else words_of(named)),
            (TT.estimate, decimal_of(effect.value)),
            (TT.lowerBound, decimal_of(effect.low)),
            (TT.upperBound, decimal_of(effect.high)),
            (TT.confidenceLevel, decimal_of(effect.confidence)),
            # A decimal in the graph has no nought at its end; what is printed has.
            (TT.figures, effect.figures or None),
            (TT.armFigures, effect.arm_figures or None),
            (TT.weight, decimal_of(effect.weight)),
            (TT.printedWeight, None if effect.weight is None else f"{effect.weight:f}%"),
            *_said_of_p(effect.p),
            *_said_of_heterogeneity(effect.heterogeneity, iris),
            *said_of_risk(effect.absolute, iris),
        )
        yield from triples_for_place(subject, effect, iris)
        yield from triples_for_arms(effect.arms, effect.path, iris)


def _said_of_p(p: str | None) -> Iterator[tuple[NamedNode, Literal | None]]:
    """Yield what a p value says in numbers: what it is, or below what."""
    sign, number = split_p(p) if p else ("", None)
    if sign in _P_TERMS:
        yield _P_TERMS[sign], decimal_of(number)


def _said_of_heterogeneity(
    found: model.Heterogeneity | None, iris: Iris
) -> Iterator[tuple[NamedNode, Value]]:
    if found is not None:
        yield from said_by(found, iris)
        for name, term in _HETEROGENEITY.items():
            yield term, decimal_of(getattr(found, name))
        yield TT.heterogeneity, found.figures
