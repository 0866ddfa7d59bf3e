"""What any record may have: a passage of the text."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.vocab import OA, RDF, TT, describe


def triples_for_span(holder: NamedNode, span: model.Span | None) -> Iterator[Triple]:
    """Yield the selector of a passage, at `<holder>#span` (offsets in code points)."""
    if span is None:
        return
    separator = "-" if "#" in holder.value else "#"
    selector = NamedNode(f"{holder.value}{separator}span")
    yield from describe(holder, (OA.hasSelector, selector))
    yield from describe(
        selector,
        (RDF.type, OA.TextPositionSelector),
        # The annotation vocabulary says xsd:nonNegativeInteger. The engine keeps every whole number
        # as xsd:integer, which has the same values, so no other type would come out again.
        (OA.start, span.start),
        (OA.end, span.end),
        (TT.passageDigest, span.sha256),
    )
