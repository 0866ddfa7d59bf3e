"""A text, and files of a project → the runs of words that a file has from the text.

Facts carry over, and so do titles, headings, labels and what is quoted; sentences do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import Location, Problem, shorten_text
from kg.model import Record, Sources
from kg.sources.places.text import HeldText

# So many words in a row are no chance: shorter runs are names, titles and turns of phrase.
LEAST = 9
# Signs of scripts that leave no room between words count as words of their own.
_WORD = re.compile(r"[\ue000\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
# No run goes over these: the name of a field is ours, an address is a fact, and an id that is made
# of a heading (`tea-and-quarrels-in-small-kitchens`) names a record.
_BREAK = re.compile(
    r"https?://\S+|^[ \t]*(?:- )?[\w-]+[ \t]*[:=](?=\s)"
    r"|(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+){4,}(?![\w-])",
    re.MULTILINE,
)
# What records have as printed, besides the fields that say so themselves.
_PRINTED = {"printed", "title", "columns", "rows", "cells", "creators"}
_APOSTROPHES = str.maketrans("", "", "'\u2019")
_Run: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in order, folded, and the code point at which each begins."""

    words: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Words:
        """Read the words of a text, with their places there; an apostrophe does not part a word."""
        # It goes, and takes a place with it: what comes after is counted back below.
        gone = [place for place, sign in enumerate(text) if sign in "'\u2019"]
        plain = text.translate(_APOSTROPHES)
        found = [(match[0].casefold(), match.start()) for match in _WORD.finditer(plain)]
        places = [gone[index] - index for index in range(len(gone))]
        starts = (at + bisect_right(places, at) for _, at in found)
        return cls(tuple(word for word, _ in found), tuple(starts))

    def runs(self) -> Iterator[tuple[_Run, int]]:
        """Yield each run of so many words, with the number of its first word."""
        for first in range(len(self.words) - LEAST + 1):
            yield self.words[first : first + LEAST], first


def find_borrowed(sources: Sources, text: HeldText, files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each run of words of the review's text in some files, by their names."""
    known = _runs_of_prose(sources, text)
    for name, content in files.items():
        words = _Words.of(_BREAK.sub(_fill, content))
        lines = [match.end() for match in re.finditer("\n", content)]
        for first, last, at in _matches(words, known):
            start = words.starts[first]
            line = bisect_right(lines, start)
            column = start - (lines[line - 1] if line else 0) + 1
            said = shorten_text(" ".join(words.words[first:last]))
            message = (
                f"{last - first} words in a row stand in the text at line {text.place(at).line}: "
                f"'{said}'; say it in words of your own, or list it under may_stand"
            )
            yield Problem(Location(name, line + 1, column), "TXT024", message)


def _runs_of_prose(sources: Sources, text: HeldText) -> dict[_Run, int]:
    """Return the runs of the text that may not be repeated, and where each begins."""
    may = sources.review.may_stand
    named = {*may.sections} if may else set()
    spans = [one.span for one in sources.review.sections if one.id in named and one.span]
    free = [*_printed_in(sources), *(may.quotations if may else ())]
    facts = {run for one in free for run, _ in _Words.of(one).runs()}
    facts |= {run for one in spans for run, _ in _Words.of(text.passage(one)).runs()}
    prose: dict[_Run, int] = {}
    whole = _Words.of(text.text)
    for run, first in whole.runs():
        if run not in facts:
            prose.setdefault(run, whole.starts[first])
    return prose


def _printed_in(record: Record) -> Iterator[str]:
    """Yield what records say in the words of the print: titles, headings, entries, cells."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        said = record.says.get(name)
        if name in _PRINTED:
            yield " ".join(_texts_in(value))
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from _printed_in(item)
            elif isinstance(item, str) and said and not said.ours:
                yield item


def _texts_in(value: object) -> Iterator[str]:
    """Yield the words of a cell, of a row, of all rows."""
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, tuple):
            yield from _texts_in(item)
        elif item is not None and not isinstance(item, Record):
            yield str(item)


def _fill(found: re.Match[str]) -> str:
    """Return as many signs as were found; the first is a word of its own, which no text has."""
    return "\ue000".ljust(len(found[0]))


def _matches(words: _Words, known: Mapping[_Run, int]) -> Iterator[tuple[int, int, int]]:
    """Yield the first word, the one after the last and the place in the text of each match."""
    found: Sequence[tuple[int, int]] = [
        (first, known[run]) for run, first in words.runs() if run in known
    ]
    for group in _in_a_row(found):
        yield group[0][0], group[-1][0] + LEAST, group[0][1]


def _in_a_row(found: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield runs that begin one word after another together: they are one longer run."""
    group: list[tuple[int, int]] = []
    for one in found:
        if group and one[0] != group[-1][0] + 1:
            yield group
            group = []
        group.append(one)
    if group:
        yield group
