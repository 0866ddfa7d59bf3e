"""A review, or a document beside it, and its text → every problem that the text proves."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Problem
from kg.model import Companion, Sources
from kg.sources.mentions import verify_mentions
from kg.sources.places.paging import verify_pages
from kg.sources.places.text import HeldText, verify_spans
from kg.sources.wording.quantities import verify_figures
from kg.sources.wording.vocabulary import verify_words


def prove_review(sources: Sources, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each passage, page, citation and word that its text has otherwise."""
    yield from verify_spans(sources, text)
    if sources.review.text is not None:
        yield from verify_pages(sources, text, sources.review.text)
    yield from verify_figures(sources, text)
    yield from verify_mentions(sources, text)
    yield from verify_words(sources.words, text)


def prove_companion(companion: Companion, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each passage and page of a companion that its text has otherwise."""
    yield from verify_spans(companion, text)
    if companion.text is not None:
        yield from verify_pages(companion, text, companion.text)
