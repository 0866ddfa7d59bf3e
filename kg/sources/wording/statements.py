"""Passages and statements → places where a statement may say more, or less, than its passage.

A machine that counts words reads nothing. It asks: the passage has a *seems* and the statement has
none; the statement has an *always* and the passage has none; the statement begins with *this*. A
person answers, by mending the statement or by settling the words with a reason (`wording:`), which
holds until the passage or the statement changes. The word lists are data, one file a language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import Location, Problem, Severity
from kg.model import Companion, Record, Settled, Span
from kg.model.marks import Worded, find_mark
from kg.sources.places.text import HeldText
from kg.sources.wording.doubts import Doubt, find_doubts
from kg.sources.wording.wordlists import WordLists

_DIGITS = 12  # of a digest, as `Settled` keeps it
_AROUND = 1500  # characters before and after a passage that are read with it: some paragraphs


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement in our words, its passage, and what a curator has settled about the two.

    `path` is that of the nearest record with one; `statement` and `passage` are texts, and so is
    `around`: the passage with what stands before and after it.
    """

    path: str
    statement: str
    passage: str
    settled: tuple[Settled, ...]
    around: str = ""

    def is_settled(self, words: Iterable[str]) -> bool:
        """Say whether a curator has settled words for just this passage and this statement."""
        # Both: a reason that was good for one wording says nothing of the next.
        now = (digest_of(self.passage), digest_of(self.statement))
        known = {
            word
            for one in self.settled
            if (one.passage, one.statement) == now
            for word in one.words
        }
        return known.issuperset(words)


def digest_of(text: str) -> str:
    """Return the start of the SHA-256 of a text, as `Settled` keeps it."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def find_wordings(record: Record, text: HeldText, path: str = "") -> Iterator[Wording]:
    """Yield the statements of a record, and of all it holds, that have a passage of their own."""
    here = getattr(record, "path", "") or path
    fields = type(record).model_fields
    span = getattr(record, "span", None)
    if isinstance(span, Span) and text.holds(span):
        settled = getattr(record, "wording", ())
        for name, field in fields.items():
            value = getattr(record, name)
            if find_mark(field, Worded) and isinstance(value, str):
                around = read_around(text, span.start, span.end)
                yield Wording(here, value, text.passage(span), settled, around)
    for name in fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            # A companion is another text: its spans do not count in this one.
            if isinstance(item, Record) and not isinstance(item, Companion):
                yield from find_wordings(item, text, here)


def read_around(text: HeldText, start: int, end: int) -> str:
    """Return a passage with what stands before and after it."""
    return text.text[max(start - _AROUND, 0) : end + _AROUND]


@dataclass(frozen=True, slots=True)
class WordingCheck:
    """What the check of wording came to: how much it looked at, and what is still open."""

    statements: int
    settled: int
    problems: Sequence[Problem]


def check_wording(wordings: Iterable[tuple[Location, Wording]], lists: WordLists) -> WordingCheck:
    """Check statements against their passages; each stands with its place in the data.

    A problem names the statement's place, the word, and the line that settles it.
    """
    problems: list[Problem] = []
    statements = settled = 0
    for place, wording in wordings:
        statements += 1
        for doubt in find_doubts(wording.statement, wording.passage, lists, wording.around):
            if wording.is_settled(doubt.words):
                settled += 1
            else:
                message = _message(wording, doubt)
                problems.append(Problem(place, "WRD001", message, Severity.WARNING))
    return WordingCheck(statements, settled, sorted(problems))


def _message(wording: Wording, doubt: Doubt) -> str:
    digests = f"passage: {digest_of(wording.passage)}, statement: {digest_of(wording.statement)}"
    settle = f"{{words: [{', '.join(doubt.words)}], kept: …, {digests}}}"
    return f"{wording.path}: {doubt.question}; mend it, or settle it under wording: {settle}"
