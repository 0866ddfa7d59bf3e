"""What a review expects to happen in so many people: a part of its effect."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.vocab import TT, Value, decimal_of

_RISK = {
    "baseline": TT.baselineRisk,
    "risk": TT.expectedRisk,
    "low": TT.expectedRiskLowerBound,
    "high": TT.expectedRiskUpperBound,
    "difference": TT.riskDifference,
    "difference_low": TT.riskDifferenceLowerBound,
    "difference_high": TT.riskDifferenceUpperBound,
    "confidence": TT.riskConfidenceLevel,
}


def said_of_risk(
    found: model.AbsoluteEffect | None, iris: Iris
) -> Iterator[tuple[NamedNode, Value]]:
    """Yield what an effect has of it: its numbers, and a line as printed for each part."""
    if found is not None:
        yield from said_by(found, iris)
        for name, term in _RISK.items():
            yield term, decimal_of(getattr(found, name))
        yield TT.baselineFigures, found.baseline_figures
        yield TT.expectedRiskFigures, found.risk_figures
        yield TT.riskDifferenceFigures, found.difference_figures
