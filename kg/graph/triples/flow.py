"""How a systematic review came to its studies, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_words
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, describe

# Field of a flow → what its numbers count, in PRISMA's order.
STEPS: dict[str, NamedNode] = {
    "identified": TT.identified,
    "removed": TT.removedBeforeScreening,
    "screened": TT.screened,
    "excluded": TT.excludedAtScreening,
    "sought": TT.soughtForRetrieval,
    "not_retrieved": TT.notRetrieved,
    "assessed": TT.assessedForEligibility,
    "excluded_with_reasons": TT.excludedWithReason,
    "included": TT.includedReports,
}


def triples_for_flow(file: model.FlowFile, iris: Iris) -> Iterator[Triple]:
    """Yield each way to the studies with its numbers, then what is in by all of them."""
    for order, flow in enumerate(file.flows, start=1):
        subject = iris.of(flow.path)
        yield from describe(
            subject, (RDF.type, TT.SearchFlow), (TT.order, order), *said_by(flow, iris)
        )
        for field, kind in STEPS.items():
            value: tuple[model.FlowPart, ...] | model.FlowNumber | None = getattr(flow, field)
            yield from _triples_for_step(value, kind, subject, iris)
    for found, kind in ((file.studies, TT.includedStudies), (file.reports, TT.includedReports)):
        yield from _triples_for_step(found, kind, iris.review, iris)


def _triples_for_step(
    value: tuple[model.FlowPart, ...] | model.FlowNumber | None,
    kind: NamedNode,
    whole: NamedNode,
    iris: Iris,
) -> Iterator[Triple]:
    """Yield the numbers of a step of a flow, or of the whole review."""
    parts = value if isinstance(value, tuple) else (value,)
    stem = f"{whole.value}#{kind.value.removeprefix(TT.base).lower()}"
    equals = Equals()
    for number, part in enumerate(parts, start=1):
        if part is None:
            continue
        # A part of a number has its own words; what is one number has the name of its step.
        words = [part_of_words(part.label)] if isinstance(part, model.FlowPart) else []
        node = NamedNode(equals.name(stem, *words))
        yield from describe(
            node,
            (RDF.type, TT.FlowStep),
            (TT.ofFlow, whole),
            (TT.stepKind, kind),
            (TT.order, number),
            *said_by(part, iris),
        )
        yield from triples_for_place(node, part, iris)
