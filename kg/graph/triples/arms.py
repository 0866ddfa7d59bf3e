"""The groups of an effect, and what was counted and measured in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_words
from kg.graph.triples.base import said_by
from kg.graph.vocab import RDF, TT, decimal_of, describe

# What is measured in an arm, by its field.
_MEASURED = {
    "mean": TT.mean,
    "sd": TT.standardDeviation,
    "se": TT.standardError,
    "low": TT.meanLowerBound,
    "high": TT.meanUpperBound,
    "confidence": TT.meanConfidenceLevel,
    "median": TT.median,
    "q1": TT.lowerQuartile,
    "q3": TT.upperQuartile,
    "min": TT.smallestValue,
    "max": TT.largestValue,
}


def triples_for_arms(arms: Sequence[model.Arm], path: str, iris: Iris) -> Iterator[Triple]:
    """Yield the groups of the effect that has a path."""
    equals = Equals()
    for number, arm in enumerate(arms, start=1):
        node = iris.of(equals.name(f"{path}#arm", part_of_words(arm.label)))
        yield from describe(iris.of(path), (TT.hasArm, node))
        yield from describe(
            node,
            (RDF.type, TT.Arm),
            (TT.order, number),
            *said_by(arm, iris),
            *((term, decimal_of(getattr(arm, name))) for name, term in _MEASURED.items()),
            (TT.figures, arm.figures),
        )
