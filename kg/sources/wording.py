"""Passages and statements → places where a statement may say more, or less, than its passage.

A machine that counts words reads nothing. It asks: the passage has a *seems* and the statement has
none; the statement has an *always* and the passage has none; the statement begins with *this*. A
person answers, by mending the statement or by settling the words with a reason (`wording:`), which
holds until the passage or the statement changes. The word lists are data, one file a language.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Location, Problem, Severity
from kg.model import Companion, Record, Settled, Span
from kg.model.marks import Worded, find_mark
from kg.sources.text import HeldText

LISTS = Path(__file__).parent / "wordlists"
_DIGITS = 12  # of a digest, as `Settled` keeps it


@dataclass(frozen=True, slots=True)
class Group:
    """One shade of meaning: where a text matches `asks`, its other must match `answers`."""

    name: str
    asks: re.Pattern[str]
    answers: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words of a language that say how sure, how many, how much, and that point back."""

    kept: tuple[Group, ...]
    earned: tuple[Group, ...]
    at_the_start: re.Pattern[str]
    anywhere: re.Pattern[str]
    pointing_nowhere: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement in our words, its passage, and what a curator has settled about the two.

    `path` is that of the nearest record with one; `statement` and `passage` are texts.
    """

    path: str
    statement: str
    passage: str
    settled: tuple[Settled, ...]

    def is_settled(self, word: str) -> bool:
        """Say whether a curator has settled a word for just this passage and this statement."""
        # Both: a reason that was good for one wording says nothing of the next.
        now = (digest_of(self.passage), digest_of(self.statement))
        return any(
            word in one.words and (one.passage, one.statement) == now for one in self.settled
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word to look at, and the question that it raises."""

    word: str
    question: str


def digest_of(text: str) -> str:
    """Return the start of the SHA-256 of a text, as `Settled` keeps it."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def read_word_lists(language: str) -> WordLists | None:
    """Read the lists of a language tag such as `en-GB`, or return None where there are none."""
    path = LISTS / f"{language.partition('-')[0].lower()}.toml"
    if not path.is_file():
        return None
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    pointing = found["pointing"]
    return WordLists(
        kept=tuple(_group(one, "passage", "kept") for one in found["kept"]),
        earned=tuple(_group(one, "statement", "borne") for one in found["earned"]),
        at_the_start=_pattern(pointing["at_the_start"]),
        anywhere=_pattern(pointing["anywhere"]),
        pointing_nowhere=_pattern([*pointing["dummy"], *pointing["named"]]),
    )


def _group(words: dict[str, list[str]], asks: str, answers: str) -> Group:
    return Group(str(words["name"]), _pattern(words[asks]), _pattern(words[answers]))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words and phrases; a star is any ending, or a few words in a phrase."""
    # The longest first, so that a match is the whole phrase and not its beginning.
    parts = [_part(word) for word in sorted(words, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _part(word: str) -> str:
    pieces = []
    for piece in word.split():
        if piece == "*":
            pieces.append(r"\w+(?:\W+\w+){0,3}?")
        else:
            pieces.append(re.escape(piece).replace(r"\*", r"\w*"))
    return r"\s+".join(pieces)


def find_doubts(statement: str, passage: str, lists: WordLists) -> Iterator[Doubt]:
    """Yield what to look at in a statement beside its passage, one doubt a group of words."""
    for group in lists.kept:
        there = group.asks.search(passage)
        if there and not group.answers.search(statement):
            word = _plain(there.group())
            yield Doubt(word, f"the passage says '{word}'; the statement has nothing like it")
    for group in lists.earned:
        here = group.asks.search(statement)
        if here and not group.answers.search(passage):
            word = _plain(here.group())
            yield Doubt(word, f"the statement says '{word}'; the passage has nothing like it")
    yield from _find_pointing(statement, lists)


def _find_pointing(statement: str, lists: WordLists) -> Iterator[Doubt]:
    # Later sentences of a statement may point back at its first.
    first = re.split(r"(?<=[.;:?!])\s", statement, maxsplit=1)[0]
    nowhere = [match.span() for match in lists.pointing_nowhere.finditer(first)]
    start = lists.at_the_start.match(first)
    found = start if start is not None else lists.anywhere.search(first)
    if found and not any(begin <= found.start() < end for begin, end in nowhere):
        word = _plain(found.group())
        yield Doubt(word, f"'{word}' points out of the sentence; name what it means")


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


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
                yield Wording(here, value, text.passage(span), settled)
    for name in fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            # A companion is another text: its spans do not count in this one.
            if isinstance(item, Record) and not isinstance(item, Companion):
                yield from find_wordings(item, text, here)


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
        for doubt in find_doubts(wording.statement, wording.passage, lists):
            if wording.is_settled(doubt.word):
                settled += 1
            else:
                message = _message(wording, doubt)
                problems.append(Problem(place, "WRD001", message, Severity.WARNING))
    return WordingCheck(statements, settled, sorted(problems))


def _message(wording: Wording, doubt: Doubt) -> str:
    digests = f"passage: {digest_of(wording.passage)}, statement: {digest_of(wording.statement)}"
    settle = f"{{words: [{doubt.word}], kept: …, {digests}}}"
    return f"{wording.path}: {doubt.question}; mend it, or settle it under wording: {settle}"
