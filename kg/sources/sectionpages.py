"""Records that stand on a page alone, held against the pages of the section that they name.

Where there is a span, the graph compares the passages (`queries/checks/record-outside-section.rq`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.errors import Location, Problem
from kg.memory import Recall, call
from kg.model import ClaimFile, Companion, Named, Placed, Record, Reference, Section, Sources
from kg.model.places import count_of_page


@dataclass(frozen=True, slots=True)
class _Extent:
    """From which page to which a section goes; `last` is None where nothing tells it."""

    kind: str
    first: int
    last: int | None

    def may_hold(self, pages: str) -> bool:
        """Say whether pages may be of the section; those that are counted otherwise may."""
        first, _, end = pages.partition("-")
        counts = count_of_page(first), count_of_page(end or first)
        numbers = [count[1] for count in counts if count is not None and count[0] == self.kind]
        last = self.last if self.last is not None else max(numbers, default=0)
        return all(self.first <= number <= last for number in numbers)

    def __str__(self) -> str:
        """Return it in the words of a message."""
        if self.last is None:
            return f"from page {self.first}"
        return f"page {self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def check_section_pages(
    sources: Sources, known: Mapping[str, Sequence[Location]], recall: Recall = call
) -> Iterator[Problem]:
    """Yield a problem for each record whose page is none of the section that it names."""
    extents = _extents_of(sources.review.sections)
    for record, section in chain(*(recall(_on_pages, file) for file in _files_of(sources))):
        extent, pages = extents.get(section), record.printed_pages
        if pages and extent and not extent.may_hold(pages):
            path = record.path if isinstance(record, Named) else ""
            place = min(known.get(path, [Location("data")]))
            message = f"page {pages} is not in the section '{section}' ({extent}); mend one of them"
            yield Problem(place, "TXT006", message)


def _extents_of(sections: Sequence[Section]) -> dict[str, _Extent]:
    """Return how far each section goes that says a page; one without its end ends at the next."""
    within = {one.id: one.within for one in sections}
    extents: dict[str, _Extent] = {}
    for place, section in enumerate(sections):
        first, _, end = (section.pages or str(section.page or "")).partition("-")
        start = count_of_page(first) if first else None
        if start is None:
            continue
        last = count_of_page(end or first) if section.pages else None
        if not section.pages:
            following = (one for one in sections[place + 1 :] if not _holds(section, one, within))
            last = next((_start_of(one) for one in following), None)
        known = last[1] if last is not None and last[0] == start[0] else None
        extents[section.id] = _Extent(start[0], start[1], known)
    return extents


def _start_of(section: Section) -> tuple[str, int] | None:
    """Return the page that a section starts on: the one before it may end there, too."""
    first = (section.pages or str(section.page or "")).partition("-")[0]
    return count_of_page(first) if first else None


def _holds(whole: Section, part: Section, within: Mapping[str, str | None]) -> bool:
    """Say whether a section lies in another, at any depth; an outline may be a circle."""
    above, seen = part.within, {part.id}
    while above is not None and above not in seen:
        if above == whole.id:
            return True
        seen.add(above)
        above = within.get(above)
    return False


def _files_of(sources: Sources) -> Iterator[Record]:
    """Yield what stands in each file that may name sections; companions have their own."""
    for name in type(sources).model_fields:
        value = getattr(sources, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record) and not isinstance(item, Companion | Reference):
                yield item


def _on_pages(file: Record) -> list[tuple[Placed, str]]:
    """Return the records of a file that stand on a page alone, each with its section."""
    within = file.section if isinstance(file, ClaimFile) else ""
    return [
        (record, section) for record, section in _placed_in(file, within) if record.span is None
    ]


def _placed_in(record: Record, section: str) -> Iterator[tuple[Placed, str]]:
    """Yield the records that have a place and name a section, or are claims of a file that does."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if not isinstance(item, Record) or isinstance(item, Companion | Section):
                continue
            named = getattr(item, "section", None) or section
            if isinstance(item, Placed) and named:
                yield item, named
            yield from _placed_in(item, named if isinstance(item, ClaimFile) else "")
