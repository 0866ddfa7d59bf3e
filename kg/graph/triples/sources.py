"""Everything that the files of a project say of its review, part after part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeAlias

from pyoxigraph import Triple

from kg import model
from kg.graph.cellnames import name_works_in_tables
from kg.graph.iris import Iris
from kg.graph.naming import names_of_rows
from kg.graph.triples import (
    agents,
    appendices,
    appraisals,
    claims,
    concepts,
    currency,
    effects,
    errata,
    flow,
    identifiers,
    index,
    mentions,
    practice,
    questions,
    references,
    review,
    search,
    studies,
)

# Functions with what they are called with: who knows what one gave for the same need not call it.
Piece: TypeAlias = "partial[Iterator[Triple]]"


def triples_for_sources(
    sources: model.Sources, authority: model.Authority, iris: Iris
) -> Iterator[Triple]:
    """Yield what the files say of the review; the companions have a graph of their own."""
    for piece in pieces_of(sources, authority, iris):
        yield from piece()


def pieces_of(sources: model.Sources, authority: model.Authority, iris: Iris) -> Iterator[Piece]:
    """Yield what gives the triples of each part of the review, in their order."""
    yield partial(agents.triples_for_authority, authority, iris, beside=False)
    yield partial(review.triples_for_review, sources.review, authority, iris)
    works, coded = tuple(work for _, work in sources.works), sources.review.has_codes
    yield partial(_triples_for_works, works, authority, iris, coded=coded)
    yield partial(references.triples_for_printings, sources.printings, sources.references, iris)
    yield partial(identifiers.triples_for_identifiers, sources.identifiers, iris, sources.applied)
    yield partial(mentions.triples_for_mentions, sources.mentions, iris)
    reports = sources.studies.reports
    for file in sources.claims:
        yield partial(claims.triples_for_claims, file, iris, reports)
    yield partial(claims.triples_for_debates, sources.debates, iris, reports)
    yield partial(studies.triples_for_schemes, sources.schemes, iris)
    yield partial(studies.triples_for_studies, sources.studies, iris)
    shown = name_works_in_tables(sources, iris.voice)
    for table, as_shown in zip(sources.tables.tables, shown, strict=True):
        # By the keys of works, which stay when what is known of a work is mended.
        names = tuple(names_of_rows(table.rows))
        yield partial(claims.triples_for_table, as_shown, iris, iris.review, names)
    yield partial(practice.triples_for_themes, sources.themes, iris)
    yield partial(practice.triples_for_tips, sources.tips, iris, reports)
    if sources.implications is not None:
        yield partial(practice.triples_for_implications, sources.implications, iris)
    if sources.appendices is not None:
        yield partial(appendices.triples_for_appendices, sources.appendices, iris)
    kinds = sources.schemes.concept_kinds
    yield partial(concepts.triples_for_concepts, sources.concepts, kinds, iris)
    if sources.index is not None:
        yield partial(index.triples_for_index, sources.index, iris)
    yield partial(errata.triples_for_errata, sources.errata, iris)
    yield partial(search.triples_for_leads, sources.synonyms, iris)
    # Whether the review uses a word is said to readers: a list of another text says nothing.
    text = sources.review.text
    if sources.words is not None and text is not None and sources.words.sha256 == text.sha256:
        yield partial(search.triples_for_words, sources.words, iris)
    yield partial(currency.triples_for_currency, sources.currency, iris)
    yield from _pieces_of_systematic(sources, iris)


def _pieces_of_systematic(sources: model.Sources, iris: Iris) -> Iterator[Piece]:
    """Yield what gives the parts that only systematic reviews have."""
    yield partial(questions.triples_for_questions, sources.questions, iris)
    yield partial(effects.triples_for_effects, sources.effects, iris)
    yield partial(appraisals.triples_for_appraisals, sources.appraisals, iris)
    yield partial(flow.triples_for_flow, sources.flow, iris)


def _triples_for_works(
    works: Iterable[model.Reference], authority: model.Authority, iris: Iris, *, coded: bool
) -> Iterator[Triple]:
    for work in works:
        yield from references.triples_for_reference(work, authority, iris, coded=coded)
