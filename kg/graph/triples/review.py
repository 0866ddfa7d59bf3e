"""The review itself, its kinds of evidence and its outline."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.agents import triples_for_names, triples_for_publishers
from kg.graph.triples.base import KINDS_OF_EVIDENCE, said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import (
    DCTERMS,
    DOCO,
    FABIO,
    RDF,
    SKOS,
    TT,
    describe,
    engine_words,
    year_of,
)


def triples_for_review(
    review: model.Review, authority: model.Authority, iris: Iris
) -> Iterator[Triple]:
    """Yield the review, its evidence classes and its sections."""
    creators = tuple(authority.name_in(creator) for creator in review.creators)
    yield from describe(
        iris.review,
        (RDF.type, (TT.Review, FABIO.ReportDocument)),
        *said_by(review, iris),
        *(said_by(review.codes, iris) if review.codes else ()),
        (DCTERMS.issued, year_of(review.year)),
        (TT.sourceFile, review.text.file if review.text else None),
        (TT.sourceDigest, review.text.sha256 if review.text else None),
    )
    yield from triples_for_names(creators, "author", iris.review, authority, iris)
    yield from triples_for_publishers(review.publisher, iris.review, authority, iris)
    for position, item in enumerate(review.evidence_classes, start=1):
        yield from _triples_for_evidence_class(item, position, iris)
    for order, section in enumerate(review.sections, start=1):
        yield from _triples_for_section(section, order, iris)


def _triples_for_evidence_class(
    item: model.EvidenceClass, order: int, iris: Iris
) -> Iterator[Triple]:
    subject = iris.of(item.path)
    scheme = iris.of("evidence-classes")
    # Classes of the review, so concepts of a scheme of its own; `tt:kindOfEvidence` is what lets
    # one question be put to two reviews.
    yield from describe(
        scheme,
        (RDF.type, SKOS.ConceptScheme),
        (DCTERMS.title, engine_words("Kinds of evidence")),
        (SKOS.hasTopConcept, subject),
    )
    yield from describe(
        subject,
        (RDF.type, (TT.EvidenceClass, SKOS.Concept)),
        (SKOS.inScheme, scheme),
        (SKOS.topConceptOf, scheme),
        *said_by(item, iris),
        (TT.order, order),
        (TT.kindOfEvidence, KINDS_OF_EVIDENCE[item.kind]),
    )
    yield from triples_for_place(subject, item, iris)


def _triples_for_section(section: model.Section, order: int, iris: Iris) -> Iterator[Triple]:
    subject = iris.of(section.path)
    yield from describe(
        subject,
        (RDF.type, (TT.Section, DOCO.Section)),
        *said_by(section, iris),
        (TT.order, order),
        (DCTERMS.isPartOf, iris.one("sections", section.within) or iris.review),
    )
    yield from triples_for_place(subject, section, iris)
