"""What any record may have: fields that say what they are, and a passage of the text."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import OA, RDF, TT, Value, describe, term_of

KINDS_OF_EVIDENCE = {
    "primary-research": TT.PrimaryResearch,
    "secondary-research": TT.SecondaryResearch,
    "practice-commentary": TT.PracticeCommentary,
    "policy": TT.PolicyDocument,
    "other": TT.OtherEvidence,
}


def said_by(record: model.Record, iris: Iris) -> Iterator[tuple[NamedNode, Value]]:
    """Yield a term and its values for each field that is marked with one (see `kg.model.marks`).

    A link leads to the record that it names. What is empty, or not so, is not said.
    """
    for name, says in record.says.items():
        value, to = getattr(record, name), record.links.get(name)
        items = value if isinstance(value, tuple) else (value,)
        said = [item for item in items if item is not None and item is not False]
        if to is not None:
            yield term_of(says.term), [iris.of(to.path_of(item)) for item in said]
        elif says.ours:
            yield term_of(says.term), [iris.words(item) for item in said]
        else:
            yield term_of(says.term), said


def triples_for_span(holder: NamedNode, span: model.Span | None) -> Iterator[Triple]:
    """Yield the selector of a passage, at `<holder>#span` (offsets in code points)."""
    if span is None:
        return
    # An IRI has one fragment, so the passage of a part of a record goes on where it ends.
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
