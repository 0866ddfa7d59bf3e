"""Where a record stands: a passage of the text, pages of the print, or both."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import OA, RDF, TT, describe


def triples_for_place(
    holder: NamedNode, record: model.Placed | model.Section, iris: Iris
) -> Iterator[Triple]:
    """Yield the pages of a record, and its passage at `<holder>#passage`, as Web Annotation has it.

    A passage is a part of the text of a document, found by the selector at `<holder>#span`. Offsets
    are in code points. A page is printed, and so no `page=` of RFC 8118: that counts the sheets of
    a PDF, of which the first is seldom printed 1.
    """
    yield from describe(holder, (TT.onPage, record.printed_pages))
    span = record.span
    if span is None:
        return
    # An IRI has one fragment, so the passage of a part of a record goes on where it ends.
    stem = f"{holder.value}{'-' if '#' in holder.value else '#'}"
    passage, selector = NamedNode(f"{stem}passage"), NamedNode(f"{stem}span")
    yield from describe(holder, (TT.hasPassage, passage))
    yield from describe(
        passage,
        (RDF.type, OA.SpecificResource),
        (OA.hasSource, iris.text),
        (OA.hasSelector, selector),
    )
    yield from describe(
        selector,
        (RDF.type, OA.TextPositionSelector),
        # The annotation vocabulary says xsd:nonNegativeInteger. The engine keeps every whole number
        # as xsd:integer, which has the same values, so no other type would come out again.
        (OA.start, span.start),
        (OA.end, span.end),
        (TT.passageDigest, span.sha256),
    )
