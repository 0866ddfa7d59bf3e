"""The review itself, its kinds of evidence and its outline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import triples_for_span
from kg.graph.vocab import (
    DCTERMS,
    DOCO,
    FABIO,
    FOAF,
    RDF,
    SKOS,
    TT,
    describe,
    ours,
    year_of,
)

KINDS_OF_EVIDENCE = {
    "primary-research": TT.PrimaryResearch,
    "secondary-research": TT.SecondaryResearch,
    "practice-commentary": TT.PracticeCommentary,
    "policy": TT.PolicyDocument,
    "other": TT.OtherEvidence,
}


def triples_for_review(review: model.Review, iris: Iris) -> Iterator[Triple]:
    """Yield the review, its evidence classes and its sections."""
    creators = [iris.of(f"agents/{name}") for name in map(_agent_slug, review.creators)]
    yield from describe(
        iris.review,
        (RDF.type, (TT.Review, FABIO.ReportDocument)),
        (DCTERMS.title, review.title),
        (TT.subtitle, review.subtitle),
        (DCTERMS.creator, creators),
        (TT.publisherName, review.publisher),
        (DCTERMS.issued, year_of(review.year)),
        (TT.series, review.series),
        (DCTERMS.language, review.language),
        (TT.printedIsbn, review.isbn_printed),
        (DCTERMS.rights, ours(review.rights)),
        (DCTERMS.description, ours(review.summary)),
        (TT.caution, ours(review.caution)),
        (TT.limits, None if review.limits is None else ours(review.limits)),
        (TT.sourceFile, review.text.file),
        (TT.sourceDigest, review.text.sha256),
    )
    for creator, name in zip(creators, review.creators, strict=True):
        yield from describe(creator, (RDF.type, FOAF.Agent), (FOAF.name, name))
    for position, item in enumerate(review.evidence_classes, start=1):
        yield from _triples_for_evidence_class(item, position, iris)
    for order, section in enumerate(review.sections, start=1):
        yield from _triples_for_section(section, order, iris)


def _agent_slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", " ".join(reversed(name.casefold().split(" ", 1)))))


def _triples_for_evidence_class(
    item: model.EvidenceClass, order: int, iris: Iris
) -> Iterator[Triple]:
    subject = iris.of(item.path)
    scheme = iris.of("evidence-classes")
    yield from describe(scheme, (RDF.type, SKOS.ConceptScheme), (SKOS.hasTopConcept, subject))
    yield from describe(
        subject,
        (RDF.type, (TT.EvidenceClass, SKOS.Concept)),
        (SKOS.inScheme, scheme),
        (SKOS.topConceptOf, scheme),
        (SKOS.notation, item.code),
        (SKOS.prefLabel, ours(item.label)),
        (SKOS.definition, ours(item.definition)),
        (TT.pluralLabel, ours(item.plural)),
        (TT.order, order),
        (TT.kindOfEvidence, KINDS_OF_EVIDENCE[item.kind]),
        (TT.printedText, item.printed_label),
        (TT.listHeading, item.list_heading),
    )
    yield from triples_for_span(subject, item.span)


def _triples_for_section(section: model.Section, order: int, iris: Iris) -> Iterator[Triple]:
    subject = iris.of(section.path)
    yield from describe(
        subject,
        (RDF.type, (TT.Section, DOCO.Section)),
        (TT.heading, section.heading),
        (TT.order, order),
        (TT.startPage, section.page),
        (TT.pageGivenBy, section.page_from),
        (DCTERMS.isPartOf, iris.one("sections", section.within) or iris.review),
    )
    yield from triples_for_span(subject, section.span)
