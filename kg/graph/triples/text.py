"""The review and its text: sections, spans, citations, evidence classes, index, faults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import (
    BIBO,
    DCTERMS,
    DOCO,
    FABIO,
    FOAF,
    OA,
    RDF,
    RDFS,
    SKOS,
    TT,
    XSD,
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


def triples_for_span(holder: NamedNode, span: model.Span | None) -> Iterator[Triple]:
    """Yield the selector of a passage, at `<holder>#span` (offsets in code points)."""
    if span is None:
        return
    separator = "-" if "#" in holder.value else "#"
    selector = NamedNode(f"{holder.value}{separator}span")
    yield Triple(holder, OA.hasSelector, selector)
    yield from describe(
        selector,
        (RDF.type, OA.TextPositionSelector),
        (OA.start, Literal(str(span.start), datatype=XSD.nonNegativeInteger)),
        (OA.end, Literal(str(span.end), datatype=XSD.nonNegativeInteger)),
        (TT.passageDigest, span.sha256),
    )


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


def triples_for_mentions(file: model.MentionFile, iris: Iris) -> Iterator[Triple]:
    """Yield each in-text citation, and why a source has none."""
    for mention in file.mentions:
        subject = iris.of(mention.path)
        yield from describe(
            subject,
            (RDF.type, TT.Mention),
            (TT.order, mention.order),
            (TT.printedCode, mention.printed),
            (TT.scannedText, mention.scanned),
            (TT.mentionsSource, iris.one("sources", mention.source)),
            (TT.inSection, iris.one("sections", mention.section)),
            (TT.explainedBy, iris.one("errata", mention.erratum)),
        )
        yield from triples_for_span(subject, mention.span)
    for uncited in file.uncited:
        source = iris.of(f"sources/{uncited.source}")
        yield from describe(source, (TT.uncitedReason, ours(uncited.reason)))


def triples_for_index(file: model.IndexFile, iris: Iris) -> Iterator[Triple]:
    """Yield the back-of-book index, in its order, and the pages that it covers."""
    yield from describe(iris.review, (TT.firstPage, file.first_page), (TT.lastPage, file.last_page))
    for order, entry in enumerate(file.entries, start=1):
        subject = iris.of(entry.path)
        yield from describe(
            subject,
            (RDF.type, TT.IndexEntry),
            (TT.order, order),
            (TT.headingText, entry.heading),
            (TT.pageLocator, entry.locators),
            (TT.scannedText, entry.scanned),
            (TT.subEntryOf, iris.one("index", entry.within)),
            (TT.seeEntry, iris.all("index", entry.see)),
            (TT.indexes, iris.all("concepts", entry.concepts)),
        )
        yield from triples_for_span(subject, entry.span)


def triples_for_errata(file: model.ErratumFile, iris: Iris) -> Iterator[Triple]:
    """Yield the proved faults, and the suspected ones as what they are."""
    for erratum in file.errata:
        subject = iris.of(erratum.path)
        proved = erratum.status == "proved"
        yield from describe(
            subject,
            (RDF.type, TT.Erratum if proved else TT.SuspectedFault),
            (DCTERMS.identifier, erratum.id),
            (TT.faultKind, erratum.kind),
            (TT.arisesIn, ORIGINS[erratum.arises_in]),
            (TT.printedText, erratum.printed),
            (TT.correctedText, erratum.corrected),
            (TT.proof, ours(erratum.proof)),
            (TT.witness, map(NamedNode, erratum.witnesses)),
            (TT.inSection, iris.one("sections", erratum.section)),
            (TT.affects, map(iris.of, erratum.touches)),
        )
        yield from triples_for_span(subject, erratum.span)


ORIGINS = {
    "print": TT.PrintedText,
    "digitisation": TT.Digitisation,
    "ours": TT.OurData,
    "unknown": TT.UnknownOrigin,
}


def triples_for_identifiers(file: model.IdentifierFile, iris: Iris) -> Iterator[Triple]:
    """Yield identifiers and corrections, each with its outside witness, beside what is printed."""
    counts: dict[str, int] = {}

    def number(name: str) -> int:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]

    for identifier in file.identifiers:
        source = f"sources/{identifier.source}"
        node = iris.of(f"{source}#identifier-{number(source)}")
        yield from _triples_for_identifier(identifier, iris.of(source), node)
    for item in file.corrections:
        source = f"sources/{item.source}"
        node = iris.of(f"{source}#correction-{number(f'{source}#')}")
        yield from describe(iris.of(source), (TT.hasCorrection, node))
        yield from describe(
            node,
            (RDF.type, TT.Correction),
            (TT.ofField, item.field),
            (TT.correctionKind, item.kind),
            (TT.printedText, item.printed),
            (TT.correctedText, item.corrected),
            (TT.witness, NamedNode(item.witness)),
            (TT.explainedBy, iris.one("errata", item.erratum)),
            (RDFS.comment, ours(item.note)),
        )


_DIRECT = {
    "doi": BIBO.doi,
    "isbn10": BIBO.isbn10,
    "isbn13": BIBO.isbn13,
    "pmid": BIBO.pmid,
    "report-number": BIBO.number,
}


def _triples_for_identifier(
    item: model.Identifier, source: NamedNode, node: NamedNode
) -> Iterator[Triple]:
    yield from describe(source, (TT.hasIdentifier, node))
    yield from describe(
        node,
        (RDF.type, TT.Identifier),
        (TT.scheme, item.scheme),
        (TT.value, item.value),
        (TT.identifies, item.of),
        (TT.witness, NamedNode(item.witness)),
        (RDFS.comment, ours(item.note)),
    )
    if item.of == "work" and item.scheme in _DIRECT:
        yield from describe(source, (_DIRECT[item.scheme], item.value))
