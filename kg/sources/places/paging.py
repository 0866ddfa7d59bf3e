"""A passage of a text whose pages are known → the printed pages that it stands on.

Form feeds part the pages of such a text, and `text: {pages: [i-xii, 1-240]}` numbers them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import Problem, UsageError
from kg.model import Companion, Named, Placed, Record, Section, SourceText
from kg.model.pagination import UNNUMBERED, list_pages
from kg.sources.places.text import HeldText

_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Paging:
    """The label of each page of a text, and the code point at which each begins."""

    labels: tuple[str, ...]
    starts: tuple[int, ...]

    def pages_of(self, start: int, end: int) -> str | None:
        """Return the page of a passage, or its pages (12-14); None where one has no number."""
        first = self.labels[bisect_right(self.starts, start) - 1]
        last = self.labels[bisect_right(self.starts, end - 1) - 1]
        if UNNUMBERED in {first, last}:
            return None
        return first if first == last else f"{first}-{last}"


def number_pages(text: HeldText, ranges: Sequence[str]) -> Paging | None:
    """Return how the pages of a text are numbered, or None where nobody says.

    Raises UsageError where what is said cannot be counted, or is of another number of pages.
    """
    if not ranges:
        return None
    try:
        labels = list_pages(ranges)
    except ValueError as error:
        raise UsageError(f"text: pages: {error}") from None
    starts = [0, *(place + 1 for place, sign in enumerate(text.text) if sign == _BREAK)]
    if len(labels) != len(starts):
        raise UsageError(
            f"{text.shown} has {len(starts)} pages (form feeds part them), and text: pages numbers "
            f"{len(labels)}; mend it there"
        )
    return Paging(tuple(labels), tuple(starts))


def verify_pages(record: Record, text: HeldText, wanted: SourceText) -> Iterator[Problem]:
    """Yield a problem for each passage of a record that stands on other pages than it says."""
    paging = number_pages(text, wanted.pages)
    if paging is not None:
        for path, placed in _find_placed(record):
            if placed.span is None or placed.span.end > len(text.text):
                continue
            found = paging.pages_of(placed.span.start, placed.span.end)
            said = _said_by(placed)
            if found is not None and said not in {None, *_forms_of(found, placed)}:
                message = f"{path}: its passage stands on page {found}, not {said}; mend the page"
                yield Problem(text.place(placed.span.start), "TXT023", message)


def _said_by(placed: Placed | Section) -> str | None:
    start = placed.page if isinstance(placed, Section) and placed.pages is None else None
    return placed.printed_pages if start is None else str(start)


def _forms_of(pages: str, placed: Placed | Section) -> set[str]:
    """Return the ways to say pages: the page of a section alone is the one that it starts on."""
    first, _, last = pages.partition("-")
    if isinstance(placed, Section) and placed.pages is None:
        return {first}
    return {pages, f"{first}-{last or first}"}


def _find_placed(record: Record, path: str = "") -> Iterator[tuple[str, Placed | Section]]:
    """Yield every record that has a place, with the path of the nearest one that has one."""
    here = record.path if isinstance(record, Named) else path
    if isinstance(record, Placed | Section):
        yield here, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record) and not isinstance(item, Companion):
                yield from _find_placed(item, here)
