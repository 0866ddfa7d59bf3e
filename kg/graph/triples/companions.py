"""The documents that stand beside the review."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.labels import render_byline, render_short_label, render_source_key
from kg.graph.naming import Equals, part_of_path
from kg.graph.triples.agents import (
    triples_for_names,
    triples_for_periodical,
    triples_for_publishers,
)
from kg.graph.triples.base import said_by
from kg.graph.triples.claims import CLAIM_CLASSES, STANCES, triples_for_table
from kg.graph.triples.identifiers import triples_for_identifiers
from kg.graph.triples.places import triples_for_place
from kg.graph.triples.references import class_of
from kg.graph.vocab import DCTERMS, RDF, TT, Value, describe, year_of


def triples_for_companion(
    companion: model.Companion, authority: model.Authority, iris: Iris, *, coded: bool
) -> Iterator[Triple]:
    """Yield a companion document: a source with claims, tables, stages and tools of its own."""
    subject, iris = iris.of(companion.path), iris.reading(companion.path)
    when = "" if companion.year is None else f"{companion.year}"
    short = render_short_label(companion.authors, when, companion.title, iris.voice)
    yield from describe(
        subject,
        # A source, so that its claims can be evidence like those of any other.
        (RDF.type, (TT.Source, TT.CompanionDocument)),
        (RDF.type, class_of(companion)),
        *said_by(companion, iris),
        (DCTERMS.title, Literal(companion.title, language=companion.language)),
        (DCTERMS.issued, year_of(companion.year)),
        (TT.byline, render_byline(companion.authors, when, iris.voice)),
        (TT.shortLabel, short),
        (TT.sortKey, render_source_key(companion.code, short, coded=coded)),
        (TT.sourceFile, companion.text.file if companion.text else None),
        (TT.sourceDigest, companion.text.sha256 if companion.text else None),
    )
    yield from triples_for_names(companion.authors, "author", subject, authority, iris)
    yield from triples_for_publishers(companion.publisher, subject, authority, iris)
    yield from triples_for_periodical(companion.journal, subject, authority, iris)
    if companion.journal is None:
        yield from describe(subject, (TT.containerTitle, companion.container))
    yield from triples_for_identifiers(
        model.IdentifierFile(identifiers=companion.identifiers), iris
    )
    yield from _triples_for_parts(companion, subject, iris)


def _triples_for_parts(
    companion: model.Companion, subject: NamedNode, iris: Iris
) -> Iterator[Triple]:
    """Yield the stages, claims, tables and tools of a companion."""
    for order, stage in enumerate(companion.stages, start=1):
        yield from _triples_for_part(
            stage, order, iris, (RDF.type, TT.Stage), (DCTERMS.isPartOf, subject)
        )
    for order, claim in enumerate(companion.claims, start=1):
        # No claim of the review: who asks for its findings must not be given those of others.
        yield from _triples_for_part(
            claim,
            order,
            iris,
            (RDF.type, TT.CompanionClaim),
            (TT.claimKind, CLAIM_CLASSES[claim.kind]),
            (TT.inDocument, subject),
        )
        yield from _triples_for_bearings(claim, iris)
    for table in companion.tables:
        yield from triples_for_table(table, iris, subject)
    for order, tool in enumerate(companion.tools, start=1):
        yield from _triples_for_part(
            tool, order, iris, (RDF.type, TT.Tool), (DCTERMS.isPartOf, subject)
        )


def _triples_for_part(
    part: model.Stage | model.CompanionClaim | model.Tool,
    order: int,
    iris: Iris,
    *own: tuple[NamedNode, Value],
) -> Iterator[Triple]:
    """Yield a record of a companion: `own` is what not every kind says, its kind and its whole."""
    subject = iris.of(part.path)
    yield from describe(subject, *own, (TT.order, order), *said_by(part, iris))
    yield from triples_for_place(subject, part, iris)


def _triples_for_bearings(claim: model.CompanionClaim, iris: Iris) -> Iterator[Triple]:
    equals = Equals()
    for number, bearing in enumerate(claim.bears, start=1):
        on_tip = bearing.on.startswith("tips/")
        yield from describe(
            iris.of(equals.name(f"{claim.path}#bears-on", part_of_path(bearing.on))),
            (RDF.type, TT.CompanionLine),
            (TT.order, number),
            (TT.forTip if on_tip else TT.onClaim, iris.named([bearing.on])),
            (TT.fromClaim, iris.of(claim.path)),
            (TT.stance, STANCES[bearing.stance]),
            (TT.stanceBasis, TT.read),  # a companion does not speak of the review: we link
            *said_by(bearing, iris),
        )
