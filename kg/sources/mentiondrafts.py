"""A text and its references → the first draft of `data/mentions.yaml`.

Each citation that can mean one reference only becomes a record. What is entered already stays as it
stands, whoever entered it: a draft only adds, and a second one adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kg.codes import errors_among
from kg.errors import Problem, ProblemsFound, Severity, UsageError
from kg.model import (
    IdentifierFile,
    Mention,
    MentionFile,
    Record,
    Review,
    Section,
    SectionFile,
    Uncited,
)
from kg.sources.citations.faults import doubt_of_citation, fault_of_citation, fault_of_stray
from kg.sources.citations.found import Citation
from kg.sources.citations.leading import codes_of_work
from kg.sources.citations.listedonly import find_listed
from kg.sources.citations.textreferences import find_section_printing
from kg.sources.citations.works import Works, read_works
from kg.sources.folder.files import replace_text
from kg.sources.folder.layout import REFERENCES
from kg.sources.folder.project import Project
from kg.sources.listing import add_records, read_listing, render_text
from kg.sources.mentions import citations_of, match_mentions, scheme_of
from kg.sources.outcome import Reading
from kg.sources.places.anchors import render_span, span_of
from kg.sources.places.text import HeldText, read_held_text
from kg.sources.reading import read_sources

R = TypeVar("R", bound=Record)
FILE = "data/mentions.yaml"
_LISTED = "The text has it in its list of references (nocite) and cites it nowhere."
_HEAD = "# Every in-text citation. `kg mentions --draft` adds records and changes none.\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text cites: the new records, and what a person has to look at.

    `open` are citations that lead to no reference or may mean several, `doubtful` those that may be
    none, `unplaced` those that stand in no section; `kept` counts those that are entered already.
    `unread` are faults of the references: what cites one of those leads nowhere yet. `unlisted`
    counts works that the Word file of the text cites and no reference is. `listed` are works that
    the text names to be listed without being cited, `unknown` its keys of those that none is.
    `late` counts new records that stand in the text before one which has a lower number; `stray`
    are records in whose place the text cites nothing.
    """

    citations: tuple[Citation, ...]
    new: tuple[Mention, ...] = ()
    kept: int = 0
    open: tuple[Citation, ...] = ()
    doubtful: tuple[Citation, ...] = ()
    unplaced: tuple[Citation, ...] = ()
    excluded: tuple[Citation, ...] = ()
    unread: tuple[Problem, ...] = ()
    unlisted: int = 0
    listed: tuple[Uncited, ...] = ()
    unknown: tuple[str, ...] = ()
    late: int = 0
    stray: tuple[Mention, ...] = ()


def draft_mentions(review: Review, works: Works, file: MentionFile, held: HeldText) -> Draft:
    """Return a record for each citation that means one reference and has none yet."""
    text = held.text
    citations = citations_of(review, works, held)
    matching = match_mentions(citations, file, text)
    # In a library that was brought in, entries stand in the order of their keys: a guess is none.
    clear = [one for one in matching.open if len(one.sources) == 1 and not one.guess]
    places = [(one, find_section_printing(review.sections, text, one.start)) for one in clear]
    listed, unknown = find_listed(text, scheme_of(review).style, works)
    cited = {code for one in citations for code in one.sources}
    first = max((mention.order for mention in file.mentions), default=0) + 1
    placed = [(one, section) for one, section in places if section is not None]
    last = max((one.span.start for one in file.mentions if one.span is not None), default=0)
    return Draft(
        citations=tuple(citations),
        new=tuple(
            _mention_of(citation, section, order, text, is_own=scheme_of(review).is_own)
            for order, (citation, section) in enumerate(placed, start=first)
        ),
        kept=len(matching.pairs),
        open=tuple(one for one in matching.open if len(one.sources) != 1 or one.guess),
        doubtful=matching.doubtful,
        unplaced=tuple(one for one, section in places if section is None),
        excluded=matching.excluded,
        stray=tuple(matching.stray),
        listed=_uncited_among(listed, cited, works, file),
        unknown=unknown,
        late=sum(one.start < last for one, _ in placed),
        unlisted=sum(not codes_of_work(work, works) for work in held.cited.works),
    )


def _uncited_among(
    listed: Iterable[str], cited: set[str], works: Works, file: MentionFile
) -> tuple[Uncited, ...]:
    """Return a record for each work that is listed, cited nowhere and spoken of in no record."""
    told = {
        *cited,
        *(one.source for one in file.mentions),
        *(one.source for one in file.uncited),
        *(one.source for one in file.not_evidence),
    }
    return tuple(
        Uncited(source=one, reason=_LISTED)
        for one in listed
        if one not in told and works.doubles.get(one) not in told
    )


def _mention_of(
    citation: Citation, section: Section, order: int, text: str, *, is_own: bool
) -> Mention:
    # A code of the review's own is what a reader knows; it may be damaged, or within a range.
    is_read = is_own and citation.key != citation.printed
    return Mention(
        order=order,
        printed=citation.key if is_read else citation.printed,
        scanned=citation.printed if is_read else None,
        source=citation.sources[0],
        section=section.id,
        span=span_of(text, citation.start, citation.end),
    )


def problems_of_draft(draft: Draft, review: Review, text: HeldText) -> Iterator[Problem]:
    """Yield what a draft leaves to a person, at its place in the text, as `kg verify` tells it."""
    yield from draft.unread
    for one, more in _told_once(draft.open):
        fault = fault_of_citation(one, scheme_of(review))
        again = f"; it stands in {more} more place{'' if more == 1 else 's'}" if more else ""
        yield Problem(text.place(one.start), "TXT011", f"{fault}{again}")
    for one in draft.unplaced:
        message = f"'{one.printed}' stands in no section; enter the outline (data/sections.yaml)"
        yield Problem(text.place(one.start), "TXT011", message)
    yield from (fault_of_stray(one, text) for one in draft.stray)
    for one, more in _alike(draft.doubtful):
        place = text.place(one.start)
        again = f"; it stands in {more} more place{'' if more == 1 else 's'}" if more else ""
        yield Problem(place, "TXT011", f"{doubt_of_citation(one)}{again}", Severity.NOTE)


def _alike(found: Iterable[Citation]) -> Iterator[tuple[Citation, int]]:
    """Yield of what is printed alike and may mean the same the first, and how many more are."""
    printed: dict[tuple[str, tuple[str, ...]], list[Citation]] = {}
    for one in found:
        printed.setdefault((one.printed, one.sources or one.like), []).append(one)
    yield from ((same[0], len(same) - 1) for same in printed.values())


def _told_once(found: Iterable[Citation]) -> Iterator[tuple[Citation, int]]:
    """Yield each citation, and how often it stands again where one name for a work mends all."""
    unknown: dict[str, list[Citation]] = {}
    for one in found:
        if one.guess:  # numbers for all works mend all of these
            unknown.setdefault("", []).append(one)
        elif one.sources:
            yield one, 0
        else:
            unknown.setdefault(one.key, []).append(one)
    yield from ((same[0], len(same) - 1) for same in unknown.values())


def draft_project(
    project: Project, given: Path | None = None, *, write: bool = True
) -> tuple[Draft, Review, HeldText]:
    """Draft the citations of a project's text, and write the new ones unless told not to.

    `given` is the text or its folder; without it the text is in the project. Raise ProblemsFound
    where the review, its references or its mentions cannot be read, UsageError without the text, or
    where the review does not say how it cites.
    """
    reading = read_sources(project)
    review, file = _parts_of(reading, project)
    if review.text is None:
        message = "data/review.yaml names no text, so there is none to look for citations in"
        raise UsageError(f"{message}; enter them by hand, each with its page")
    scheme_of(review)  # before the text is asked for: without it nothing can be found in one
    text = read_held_text(given or project.folder, review.text)
    works = read_works(reading.references, _first(reading, "identifiers", IdentifierFile))
    unread = (one for one in errors_among(reading.problems) if one.location.path == REFERENCES)
    draft = replace(draft_mentions(review, works, file, text), unread=tuple(unread))
    if write and (draft.new or draft.listed):
        path = project.check_inside(project.folder / FILE)
        content = read_listing(path, FILE)
        if draft.new:
            content = add_mentions(content, draft.new)
        replace_text(path, add_uncited(content, draft.listed) if draft.listed else content)
    return draft, review, text


def _parts_of(reading: Reading, project: Project) -> tuple[Review, MentionFile]:
    """Return the parts that a draft needs; the rest of a project may still be full of faults."""
    review = _first(reading, "review", Review)
    outline = _first(reading, "sections", SectionFile)
    file = _first(reading, "mentions", MentionFile)
    unread = file is None and (project.folder / FILE).exists()
    if review is None or not reading.references or unread:
        raise ProblemsFound(reading.problems)
    if outline is not None and outline.sections:
        review = review.model_copy(update={"sections": outline.sections})
    return review, file or MentionFile()


def _first(reading: Reading, name: str, kind: type[R]) -> R | None:
    return next((one for one in reading.records.get(name, ()) if isinstance(one, kind)), None)


def add_mentions(content: str, mentions: Iterable[Mention]) -> str:
    """Return the text of `mentions.yaml` with records after those that it has.

    Nothing else of it changes. Raise UsageError where its list stands in square brackets.
    """
    return add_records(content, "mentions", [[*_lines_of(one)] for one in mentions], FILE, _HEAD)


def add_uncited(content: str, listed: Iterable[Uncited]) -> str:
    """Return the text of `mentions.yaml` with works that the text lists and does not cite."""
    lines = [[f"source: {render_text(one.source)}", f"reason: {one.reason}"] for one in listed]
    return add_records(content, "uncited", lines, FILE, _HEAD)


def _lines_of(mention: Mention) -> Iterator[str]:
    yield f"order: {mention.order}"
    yield f"printed: {render_text(mention.printed)}"
    if mention.scanned:
        yield f"scanned: {render_text(mention.scanned)}"
    yield f"source: {render_text(mention.source)}"
    yield f"section: {mention.section}"
    yield f"span: {render_span(mention.passage)}"
