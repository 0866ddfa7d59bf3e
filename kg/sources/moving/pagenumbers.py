"""Two versions of a text → how the pages of each are numbered, and which has become which."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.errors import UsageError
from kg.model import Span
from kg.model.pagination import UNNUMBERED, list_pages
from kg.sources.moving.alignment import Alignment
from kg.sources.moving.spans import Moved, Texts
from kg.sources.places.paging import Paging, number_pages
from kg.sources.places.text import HeldText

_WORD = re.compile(r"\w+")
SpanKey: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """On which pages the words of an old page stand now, and whether all of them still do."""

    pages: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Turning:
    """How the pages of a text are numbered now, how they were, and which has become which.

    `turns` is None where a page alone is not to be touched, for nobody knows what it counts in.
    """

    new: Paging
    old: Paging | None = None
    turns: Mapping[str, Turn] | None = None
    # The places of spans in the old text, by the spans as they are now.
    places: Mapping[SpanKey, Span] = field(default_factory=dict)


def plan_turning(
    texts: Texts, said: Sequence[str], moves: Iterable[Moved], *, is_first: bool
) -> Turning | None:
    """Return how the pages of a text turn, or None where nobody says how they are numbered.

    `said` is how the data number them; the first time a text is moved, that is of the old one.
    Raises UsageError where it cannot be known how the new ones are numbered.
    """
    new = _number_new(texts.new, said)
    if new is None:
        return None
    if texts.old is None or not is_first:
        return Turning(new)
    old = number_pages(texts.old, said)
    if old is None:
        return Turning(new)
    done = tuple(moves)
    # Some count in the new text already: a move was cut off, and pages may have turned with it.
    was_cut_off = any(one.state == "kept" for one in done)
    turns = None if was_cut_off else turn_pages(texts.old, old, new, texts.alignment)
    return Turning(new, old, turns, {key_of(one.span): one.old for one in done})


def key_of(span: Span) -> SpanKey:
    """Return what tells a span from others, whatever it keeps to be found again."""
    return span.start, span.end, span.sha256


def _number_new(new: HeldText, said: Sequence[str]) -> Paging | None:
    """Return how the pages of the new text are numbered: as it says itself, or as they were."""
    wanted = new.pages or said
    if not wanted:
        return None
    there = new.text.count("\f") + 1
    try:
        labels = len(list_pages(wanted))
    except ValueError as error:
        raise UsageError(f"--pages: {error}") from None
    if labels == there:
        return number_pages(new, wanted)
    told = f"{', '.join(wanted)} are {labels}"
    raise UsageError(
        f"{new.shown} has {there} pages (form feeds part them), and {told}; say how they are "
        "numbered now, with --pages i-xii,1-240 (or --pages unnumbered, if it has none any more)"
    )


def turn_pages(text: HeldText, old: Paging, new: Paging, alignment: Alignment) -> dict[str, Turn]:
    """Return what has become of each page of a text. A number that two pages have tells nothing."""
    ends = [*old.starts[1:], len(text.text)]
    turns: dict[str, Turn] = {}
    for label, start, end in zip(old.labels, old.starts, ends, strict=True):
        is_one = label not in turns and label != UNNUMBERED
        turns[label] = _turn_of(text.text, (start, end), new, alignment) if is_one else Turn()
    return turns


def _turn_of(text: str, page: tuple[int, int], new: Paging, alignment: Alignment) -> Turn:
    """Return where the words of a page stand now. Its first and last lines may hold its number."""
    words = text[slice(*page)].strip()
    start = text.index(words, page[0])
    lines = words.split("\n")
    inner = (start + len(lines[0]), start + len(words) - len(lines[-1]))
    if len(lines) < 3:  # noqa: PLR2004 - no line stands between a head and a foot
        inner = (start, start + len(words))
    pages: dict[str, None] = {}
    is_whole = True
    for word in _WORD.finditer(text, start, start + len(words)):
        place = alignment.place(word.start())
        if place is not None:
            pages[new.labels[bisect_right(new.starts, place) - 1]] = None
        elif inner[0] <= word.start() < inner[1]:
            is_whole = False
    return Turn(tuple(pages), is_whole=is_whole and bool(pages))
