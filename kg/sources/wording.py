"""Passages and statements → places where a statement may say more, or less, than its passage.

A machine that counts words reads nothing. It asks: the passage has a *seems* and the statement has
none; the statement has an *always* and the passage has none; the statement begins with *this*. A
person answers, by mending the statement or by settling the words with a reason (`wording:`), which
holds until the passage or the statement changes. The word lists are data, one file a language.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import Location, Problem, Severity
from kg.model import Companion, Record, Settled, Span
from kg.model.marks import Worded, find_mark
from kg.sources.retelling import Retelling
from kg.sources.text import HeldText
from kg.sources.wordlists import Group, WordLists

_DIGITS = 12  # of a digest, as `Settled` keeps it
_GAP = " … "  # in place of words that are set aside, so that no phrase closes over them
_AROUND = 1500  # characters before and after a passage that are read with it: some paragraphs
# The share of a passage's words that a statement has. Under the first it is a summary, which leaves
# most of what hedges unsaid; from the second on it is taken to tell the whole.
_TOLD, _WHOLE = 0.35, 0.6


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


@dataclass(frozen=True, slots=True)
class Doubt:
    """The words to look at, and the question that they raise."""

    words: tuple[str, ...]
    question: str


def digest_of(text: str) -> str:
    """Return the start of the SHA-256 of a text, as `Settled` keeps it."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def find_doubts(
    statement: str, passage: str, lists: WordLists, around: str = ""
) -> Iterator[Doubt]:
    """Yield what to look at in a statement beside its passage, one doubt a group of words.

    `around` is the passage with what stands around it, if that is known.
    """
    for words in _find_lost(statement, passage, lists):
        said = "the passage says {}; the statement has too little like it"
        yield Doubt(words, said.format(_quoted(words)))
    for words in _find_added(statement, passage, around or passage, lists):
        yield Doubt(words, f"the statement says {_quoted(words)}; the passage has nothing like it")
    yield from _find_pointing(statement, lists)


def _find_lost(statement: str, passage: str, lists: WordLists) -> Iterator[tuple[str, ...]]:
    """Yield what a passage has and a statement lacks: by group, then any other modifier."""
    share = len(statement.split()) / max(len(passage.split()), 1)
    named: set[str] = set()
    for group in lists.kept:
        told = share >= _TOLD
        words = _find_unmatched(group, passage, statement, counted=share >= _WHOLE) if told else ()
        words = words or _find_lost_in_place(group, passage, statement, lists)
        named.update(*(word.split() for word in words))
        yield from [words] if words else []
    if lists.modifiers is not None and share >= _TOLD:
        lost = [*lists.modifiers.find_lost(statement, passage)]
        # What a group asks about was asked, and answered in more ways than the dictionary knows.
        asked = {word for word in lost if any(one.asks.fullmatch(word) for one in lists.kept)}
        yield from _only_new(lost, named | asked)
    if lists.modifiers is not None and share >= _WHOLE:
        numbers = lists.figures.find_lost(statement, passage)
        of_kept = (one for one, of in numbers if lists.modifiers.tells(of, statement))
        yield from _only_new(of_kept, named)


def _find_added(
    statement: str, passage: str, around: str, lists: WordLists
) -> Iterator[tuple[str, ...]]:
    """Yield what a statement has and its passage lacks: by group, then modifiers, then figures.

    The last two may stand around the passage: a sentence that stands alone names what it is about.
    """
    named: set[str] = set()
    for group in lists.earned:
        words = _find_unmatched(group, statement, passage, counted=False)
        named.update(*(word.split() for word in words))
        yield from [words] if words else []
    if lists.modifiers is not None:
        added = [*lists.modifiers.find_added(statement, passage, around)]
        yield from _only_new(added, named)
    yield from _only_new(lists.figures.find_added(statement, passage, around), named)


def _only_new(words: Iterable[str], named: set[str]) -> list[tuple[str, ...]]:
    """Return the words that are not named yet, together and once each, if there are any."""
    new = tuple(word for word in dict.fromkeys(words) if word not in named)
    return [new] if new else []


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _find_unmatched(group: Group, asking: str, answering: str, *, counted: bool) -> tuple[str, ...]:
    """Return the words that one text has and the other does not answer, in order.

    A word that both texts have answers itself and no other. Where they are `counted`, each of
    the rest needs an answer of its own: one hedge that was kept does not speak for one lost.
    """
    asking, answering = (group.aside.sub(_GAP, text) for text in (asking, answering))
    asked = _count_words(group.asks, asking)
    shared = asked & _count_words(group.asks, answering)
    elsewhere = _count_words(group.answers, group.asks.sub(_GAP, asking))
    answers = _count_words(group.answers, answering) - shared - elsewhere
    asked -= shared
    enough = answers.total() >= (asked.total() if counted else 1)
    return () if enough else tuple(asked)


def _find_lost_in_place(
    group: Group, passage: str, statement: str, lists: WordLists
) -> tuple[str, ...]:
    """Return the words that a statement leaves out where it tells of just their place."""
    if lists.modifiers is None:
        return ()
    retelling = Retelling(statement, lists.modifiers.stem, lists.modifiers.empty)
    aside = [match.span() for match in group.aside.finditer(passage)]
    return tuple(
        _plain(match.group())
        for match, stretch in retelling.find_stretches(passage, group.asks, leads=group.leads)
        if not any(start <= match.start() < end for start, end in aside)
        and not _is_in_a_name(match)
        and not _answers(group, stretch)
    )


def _answers(group: Group, text: str) -> bool:
    kept = group.aside.sub(_GAP, text)
    return bool(group.answers.search(kept) or group.asks.search(kept))


def _count_words(pattern: re.Pattern[str], text: str) -> Counter[str]:
    found = (match for match in pattern.finditer(text) if not _is_in_a_name(match))
    return Counter(_plain(match.group()) for match in found)


def _is_in_a_name(match: re.Match[str]) -> bool:
    """Say whether a word and the next both begin with a capital, as in *Every Child Matters*."""
    return match.group()[:1].isupper() and match.string[match.end() :].lstrip()[:2].istitle()


def _find_pointing(statement: str, lists: WordLists) -> Iterator[Doubt]:
    # Later sentences of a statement may point back at its first.
    first = re.split(r"(?<=[.;:?!])\s", statement, maxsplit=1)[0]
    nowhere = [match.span() for match in lists.pointing_nowhere.finditer(first)]
    found = (
        lists.at_the_start.match(first)
        or lists.near_the_start.match(first, _end_of_lead(first, lists))
        or lists.anywhere.search(first)
        or _find_lone_plural(first, lists)
    )
    if found and not any(begin <= found.start() < end for begin, end in nowhere):
        word = _plain(found.group())
        yield Doubt((word,), f"'{word}' points out of the sentence; name what it means")


def _find_lone_plural(sentence: str, lists: WordLists) -> re.Match[str] | None:
    """Return a *they* or *their* before which nothing is more than one, if there is one."""
    found = lists.plural.search(sentence)
    if found and not lists.more_than_one.search(sentence[: found.start()]):
        return found
    return None


def _end_of_lead(sentence: str, lists: WordLists) -> int:
    """Return where a sentence goes on after the words that lead into it, or its first word."""
    lead = lists.leads_in.match(sentence) or re.match(r"\w+", sentence)
    after = "" if lead is None else sentence[lead.end() :]
    return len(sentence) - len(after.lstrip())


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
