"""Everything that the files of a project say of its review, part after part."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
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


def triples_for_sources(
    sources: model.Sources, authority: model.Authority, iris: Iris
) -> Iterator[Triple]:
    """Yield what the files say of the review; the companions have a graph of their own."""
    yield from agents.triples_for_authority(authority, iris, beside=False)
    yield from review.triples_for_review(sources.review, authority, iris)
    for _printed, work in sources.works:
        yield from references.triples_for_reference(work, authority, iris)
    yield from references.triples_for_printings(sources.printings, sources.references, iris)
    yield from identifiers.triples_for_identifiers(sources.identifiers, iris, sources.applied)
    yield from mentions.triples_for_mentions(sources.mentions, iris)
    for file in sources.claims:
        yield from claims.triples_for_claims(file, iris)
    yield from claims.triples_for_debates(sources.debates, iris)
    yield from studies.triples_for_schemes(sources.schemes, iris)
    yield from studies.triples_for_studies(sources.studies, iris)
    for table in sources.tables.tables:
        yield from claims.triples_for_table(table, iris, iris.review)
    yield from practice.triples_for_themes(sources.themes, iris)
    yield from practice.triples_for_tips(sources.tips, iris)
    if sources.implications is not None:
        yield from practice.triples_for_implications(sources.implications, iris)
    if sources.appendices is not None:
        yield from appendices.triples_for_appendices(sources.appendices, iris)
    kinds = sources.schemes.concept_kinds
    yield from concepts.triples_for_concepts(sources.concepts, kinds, iris)
    if sources.index is not None:
        yield from index.triples_for_index(sources.index, iris)
    yield from errata.triples_for_errata(sources.errata, iris)
    yield from search.triples_for_leads(sources.synonyms, iris)
    # Whether the review uses a word is said to readers: a list of another text says nothing.
    text = sources.review.text
    if sources.words is not None and text is not None and sources.words.sha256 == text.sha256:
        yield from search.triples_for_words(sources.words, iris)
    yield from currency.triples_for_currency(sources.currency, iris)
    yield from questions.triples_for_questions(sources.questions, iris)
    yield from effects.triples_for_effects(sources.effects, iris)
    yield from appraisals.triples_for_appraisals(sources.appraisals, iris)
    yield from flow.triples_for_flow(sources.flow, iris)
