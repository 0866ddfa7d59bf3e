"""A text was edited: each span → where its passage stands now, and what a person has to read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.model import Companion, Named, Record, Section, Span
from kg.sources.moving.alignment import Alignment, align_texts
from kg.sources.places.anchors import Surroundings, span_of
from kg.sources.places.text import HeldText

# Marks that one typesetter writes for another: quotes, dashes and hyphens, and what does not show.
_QUOTES = str.maketrans(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2010\u2011", "''\"\"----", "\u00ad\u200b"
)
# A short form in brackets says nothing new: "machine learning (ML)".
_SHORT_FORM = re.compile(r"\s?\((?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{2,10}\)")
_AROUND = 60  # characters on either side by which a short passage is known
State = Literal["kept", "moved", "waits", "gone"]


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of a span: `span` is the one to write.

    One that `waits` has the place where its passage stood, and the digest of what was read there:
    `kg verify` goes on naming it. `before` and `after` are the passages then.
    """

    record: str
    old: Span
    span: Span
    state: State
    before: str = ""
    after: str = ""
    is_outline: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """Two versions of a text, the old one only where it is at hand, and what they share."""

    new: HeldText
    old: HeldText | None = None
    alignment: Alignment = field(default_factory=lambda: Alignment(()))
    surroundings: Surroundings | None = None

    @classmethod
    def of(cls, new: HeldText, old: HeldText | None) -> Texts:
        """Compare two versions; without the old one only the words around a passage lead to it."""
        if old is None:
            return cls(new, surroundings=Surroundings.of(new))
        return cls(new, old, align_texts(old.text, new.text))


def plan_moves(record: Record, texts: Texts) -> Iterator[Moved]:
    """Yield what becomes of each span of a record; a companion counts in a text of its own."""
    return _moves_in(record, texts, "")


def _moves_in(record: Record, texts: Texts, path: str) -> Iterator[Moved]:
    here = record.path if isinstance(record, Named) else path
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Span):
                is_outline = isinstance(record, Section)
                moved = move_span(here, item, texts, is_outline=is_outline)
                yield replace(moved, is_outline=is_outline)
            elif isinstance(item, Record) and not isinstance(item, Companion):
                yield from _moves_in(item, texts, here)


def move_span(record: str, span: Span, texts: Texts, *, is_outline: bool) -> Moved:
    """Return what becomes of a span. The outline holds its text, whatever is edited within it."""
    old = texts.old
    if old is not None and old.holds(span):
        return _move_between(record, span, old, texts, is_outline=is_outline)
    if texts.new.holds(span):
        # It was moved before: then the old text may still tell what waits.
        return Moved(record, span, span_of(texts.new.text, span.start, span.end), "kept")
    return _look_for(record, span, texts)


def _move_between(
    record: str, span: Span, old: HeldText, texts: Texts, *, is_outline: bool
) -> Moved:
    text, passage = texts.new.text, old.passage(span)
    start, end = texts.alignment.bounds(span.start, span.end)
    if is_outline:
        end = _end_of_section(span, old.text, text, texts.alignment, end)
        if _first_line(text[start:end]) == _first_line(passage):
            return Moved(record, span, span_of(text, start, end), "moved")
    if start < end and says_the_same(passage, text[start:end]):
        return Moved(record, span, span_of(text, start, end), "moved")
    elsewhere = _find_elsewhere(span, old.text, text)
    if elsewhere is not None:
        return Moved(record, span, span_of(text, elsewhere, elsewhere + len(passage)), "moved")
    return _waiting(record, span, (start, end), text, passage)


def _find_elsewhere(span: Span, old: str, new: str) -> int | None:
    """Return where a passage stands elsewhere as it was: a paragraph went to another chapter.

    A short one, such as the number of a citation, is known by the words of its line around it.
    """
    begin, end = old.rfind("\n", 0, span.start) + 1, old.find("\n", span.end)
    line = (begin, end if end >= 0 else len(old))
    near = (max(span.start - _AROUND, begin), min(span.end + _AROUND, line[1]))
    for start, stop in ((span.start, span.end), line, near):
        words = old[start:stop]
        place = new.find(words)
        is_one = place >= 0 and new.find(words, place + 1) < 0
        if is_one and ((start, stop) == (span.start, span.end) or old.count(words) == 1):
            return place + span.start - start
    return None


def _waiting(record: str, span: Span, place: tuple[int, int], text: str, passage: str) -> Moved:
    """Return a span at the place where its passage stood, with the digest of what it was."""
    start = min(place[0], max(len(text) - 1, 0))
    end = max(place[1], start + 1)
    kept = span_of(text, start, end).model_copy(update={"sha256": span.sha256})
    after = text[place[0] : place[1]]
    return Moved(record, span, kept, "waits" if after.strip() else "gone", passage, after)


def _look_for(record: str, span: Span, texts: Texts) -> Moved:
    """Return what becomes of a span whose passage neither text holds where it says."""
    around = texts.surroundings
    if around is None:
        turned = texts.alignment.turned().bounds(span.start, span.end)
        assert texts.old is not None
        before = texts.old.text[slice(*turned)]
        return Moved(record, span, span, "waits", before, texts.new.passage(span))
    place = around.find(span)
    if place is not None:
        return Moved(record, span, span_of(texts.new.text, *place), "moved")
    between = around.between(span)
    if between is None:
        return Moved(record, span, span, "gone")
    return _waiting(record, span, between, texts.new.text, "")


def _end_of_section(span: Span, old: str, new: str, alignment: Alignment, default: int) -> int:
    """Return where a section ends: before that with which the text goes on after it."""
    rest = old[span.end :]
    if not rest.strip():
        return len(new.rstrip())
    place = alignment.place(span.end + len(rest) - len(rest.lstrip()))
    return default if place is None else len(new[:place].rstrip())


def _first_line(passage: str) -> str:
    return _plain(passage.lstrip().partition("\n")[0])


def says_the_same(old: str, new: str) -> bool:
    """Say whether two passages have the same words: a person need not read them again.

    Line ends, quotes and dashes may differ, and the new one may have a short form in brackets more.
    """
    if _plain(old) == _plain(new):
        return True
    added = [match[0].strip() for match in _SHORT_FORM.finditer(new)]
    for match in _SHORT_FORM.finditer(old):
        if match[0].strip() not in added:
            return False
        added.remove(match[0].strip())
    return _plain(_SHORT_FORM.sub("", old)) == _plain(_SHORT_FORM.sub("", new))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())
