"""Notes of a text (`[^1]: See Able, Tea and sleep, 4.`), and works that they cite by title.

A note has no brackets around what it cites, and may say author and title where a text says a year.
The notes of a Word file stand in its text in this form, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from kg.sources.citations.found import Citation
from kg.sources.citations.lists import LEAST_TITLE, WORD, words_of
from kg.sources.citations.works import Works

_NOTE = re.compile(r"[ ]{0,3}\[\^(?P<name>[^\s\]]{1,99})\]:[ \t]*")
_MARK = re.compile(r"\[\^(?P<name>[^\s\]]{1,99})\](?!:)")
# What repeats the work of the note before it, if that has but one.
_IBID = re.compile(
    r"[\s*_]*(?:(?:see|cf\.?|vgl\.|voir)\s(?:also\s)?)?[*_]*"
    r"(?P<word>ib[ií]d(?:em)?\b\.?|ebd\.|ebenda\b)",
    re.IGNORECASE,
)
_SMALL = frozenset({"a", "an", "the", "der", "die", "das", "le", "la", "les", "el"})
_SHORT = 2  # words of a title, after its author's name, that say which it is
_APART = 4  # words at most between a name and the title: `Able and others (eds), Tea and sleep`


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its name, and the span of its words."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a text in their order, and where the marks of each stand.

    `cited` are the works that each cites in brackets, `named` all that it cites, by the place
    where it begins.
    """

    notes: tuple[Note, ...] = ()
    marks: dict[str, list[int]] = field(default_factory=dict)
    cited: dict[int, set[str]] = field(default_factory=dict)
    named: dict[int, set[str]] = field(default_factory=dict)

    def at(self, place: int) -> Note | None:
        """Return the note that holds a place."""
        index = bisect_right(self.notes, place, key=lambda one: one.start) - 1
        return self.notes[index] if index >= 0 and place < self.notes[index].end else None

    def take(self, citation: Citation, note: Note) -> Citation:
        """Return a citation in brackets of a note, which is sure where it means a work."""
        self.cited.setdefault(note.start, set()).update(citation.sources)
        return replace(citation, sure=bool(citation.sources))

    def belongs(self, place: int, body: tuple[int, int]) -> bool:
        """Say whether a place is in a note whose mark stands in a part of the text."""
        note = self.at(place)
        marks = self.marks.get(note.name, ()) if note else ()
        return any(body[0] <= mark < body[1] for mark in marks)


def find_notes(text: str) -> Notes:
    """Find the notes of a text; what is indented below one belongs to it."""
    notes: list[Note] = []
    marks: dict[str, list[int]] = {}
    for mark in _MARK.finditer(text):
        marks.setdefault(mark["name"], []).append(mark.start())
    start, is_blank = 0, False
    for line in text.splitlines(keepends=True):
        match = _NOTE.match(line)
        if match is not None:
            notes.append(Note(match["name"], start + match.end(), start + len(line)))
        elif (notes and line.strip() and notes[-1].end == start and (
            not is_blank or line.startswith(("    ", "\t"))
        )) or (notes and not line.strip() and notes[-1].end == start):  # fmt: skip
            notes[-1] = Note(notes[-1].name, notes[-1].start, start + len(line))
        is_blank = not line.strip()
        start += len(line)
    return Notes(tuple(notes), marks)


def find_repeats(text: str, notes: Notes) -> Iterator[Citation]:
    """Yield where a note repeats the one work of the note before it: `Ibid., 44`; none is sure.

    What repeats is repeated in turn, and a note without a work of the list leaves nothing.
    """
    last: tuple[str, ...] = ()
    for note in notes.notes:
        again = _IBID.match(text, note.start, note.end)
        if again is not None and len(last) == 1:
            shown, place = again["word"], again.span("word")
            yield Citation(*place, shown, shown, last, place, sure=False)
        named = tuple(notes.named.get(note.start, ()))
        last = named or (last if again is not None else ())


class Titles:
    """The titles of works, and the family names that stand before a short one."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._short: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for reference in works.references:
            words = tuple(word for word, _ in words_of(reference.title))
            if len(" ".join(words)) >= LEAST_TITLE:
                self._whole.setdefault(words[0], []).append((words, reference.code))
            core = words[1:] if words[:1] and words[0] in _SMALL else words
            for name in (*reference.authors, *reference.editors):
                family = [word for word, _ in words_of(name.family)]
                if family and len(core) >= _SHORT:
                    self._short.setdefault(family[-1], []).append((core, reference.code))

    def find_in(self, text: str, note: Note) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield where a note names works by title, and the references that each may mean."""
        found = words_of(text[note.start : note.end])
        words = tuple(word for word, _ in found)
        index = 0
        while index < len(words):
            size, codes = self._read(words, index)
            if not codes:
                index += 1
                continue
            last = WORD.match(text, note.start + found[index + size - 1][1])
            end = last.end() if last else note.end
            yield note.start + found[index][1], end, self._works.without_doubles(codes)
            index += size

    def _read(self, words: tuple[str, ...], index: int) -> tuple[int, tuple[str, ...]]:
        """Return how many words from one on name works, and which."""
        whole = [
            (len(title), code)
            for title, code in self._whole.get(words[index], ())
            if words[index : index + len(title)] == title
        ]
        short = [
            (skipped + shared, code)
            for title, code in self._short.get(words[index], ())
            for skipped in range(1, _APART + 1)
            if (shared := _shared(title, words, index + skipped)) >= _SHORT
        ]
        size = max((size for size, _ in whole or short), default=0)
        return size, tuple(code for one, code in whole or short if one == size)


def _shared(title: tuple[str, ...], words: tuple[str, ...], index: int) -> int:
    """Return how many words of a title's beginning stand from one word on."""
    pairs = zip(title, words[index : index + len(title)], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
