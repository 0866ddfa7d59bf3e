"""A statement and its passage → the words to look at: lost, added, or pointing out of it.

What is asked, and in what order, is here; where a word is looked for in the other text is known to
`retelling.py` (its place), `neighbours.py` (the word after it), `modifiers.py` and `figures.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.sources.wording.modifiers import Modifiers
from kg.sources.wording.neighbours import Neighbours
from kg.sources.wording.retelling import Retelling
from kg.sources.wording.wordlists import Group, WordLists

# A word with a capital, just before another.
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]*[a-z][ \n]$")
_LONGEST_WORD = 40
_GAP = " … "  # in place of words that are set aside, so that no phrase closes over them
# The share of a passage's words that a statement has. Under the first it is a summary, which leaves
# most of what hedges unsaid; from the second on it is taken to tell the whole.
_TOLD, _WHOLE = 0.35, 0.6


@dataclass(frozen=True, slots=True)
class Doubt:
    """The words to look at, and the question that they raise."""

    words: tuple[str, ...]
    question: str


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
    for words in _find_lost_of_groups(statement, passage, lists, share):
        named.update(*(word.split() for word in words))
        yield words
    if lists.modifiers is not None and share >= _TOLD:
        lost = [*lists.modifiers.find_lost(statement, passage)]
        # What a group asks about was asked, and answered in more ways than the dictionary knows.
        asked = {word for word in lost if any(one.asks.fullmatch(word) for one in lists.kept)}
        yield from _only_new(lost, named | asked)
    if lists.modifiers is not None and share >= _WHOLE:
        numbers = lists.figures.find_lost(statement, passage)
        of_kept = (one for one, of in numbers if lists.modifiers.tells(of, statement))
        yield from _only_new(of_kept, named)


def _find_lost_of_groups(
    statement: str, passage: str, lists: WordLists, share: float
) -> Iterator[tuple[str, ...]]:
    """Yield the words of each group that a passage has and a statement lacks."""
    modifiers = lists.modifiers
    beside = modifiers and Neighbours.of(statement, modifiers.stem, modifiers.empty)
    for group in lists.kept:
        words: tuple[str, ...] = ()
        if share >= _TOLD and not group.beside:
            words = _find_unmatched(
                group, passage, statement, counted=share >= _WHOLE, modifiers=modifiers
            )
        if modifiers and not group.beside:
            words = words or _find_lost_in_place(group, passage, statement, modifiers)
        if modifiers and beside and share >= _TOLD and not group.leads:
            words = words or _find_lost_beside(group, passage, statement, modifiers, beside)
        if words:
            yield words


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


def _find_unmatched(
    group: Group, asking: str, answering: str, *, counted: bool, modifiers: Modifiers | None = None
) -> tuple[str, ...]:
    """Return the words that one text has and the other does not answer, in order.

    A word that both texts have answers itself and no other. Where they are `counted`, each of
    the rest needs an answer of its own: one hedge that was kept does not speak for one lost.
    With `modifiers`, which know stems, a form of a word counts as the word.
    """
    # What is set aside takes the most time to find, and most texts have no word of most groups.
    if not group.asks.search(asking):
        return ()
    asking, answering = (group.aside.sub(_GAP, text) for text in (asking, answering))
    asked = _count_words(group.asks, asking)
    shared = asked & _count_words(group.asks, answering)
    elsewhere = _count_words(group.answers, group.asks.sub(_GAP, asking))
    answers = _count_words(group.answers, answering) - shared - elsewhere
    if modifiers:
        # *It is possible* tells of the passage's *possibility* again, and not of its *can*.
        stem = modifiers.stem
        own = {stem(part) for word in asked for part in word.split()}
        told = {stem(word) for word in elsewhere} - own
        answers = Counter({word: n for word, n in answers.items() if stem(word) not in told})
    asked -= shared
    enough = answers.total() >= (asked.total() if counted else 1)
    return () if enough else tuple(asked)


def _find_lost_in_place(
    group: Group, passage: str, statement: str, modifiers: Modifiers
) -> tuple[str, ...]:
    """Return the words that a statement leaves out where it tells of just their place."""
    retelling = Retelling(statement, modifiers.stem, modifiers.empty)
    stretches = [*retelling.find_stretches(passage, group.asks, leads=group.leads)]
    aside = _find_aside(group, passage) if stretches else []
    return tuple(
        _plain(match.group())
        for match, stretch in stretches
        if not any(start <= match.start() < end for start, end in aside)
        and not _is_in_a_name(match)
        and not _answers(group, stretch)
    )


def _find_lost_beside(
    group: Group, passage: str, statement: str, modifiers: Modifiers, neighbours: Neighbours
) -> tuple[str, ...]:
    """Return the words that a statement leaves out where it has just the word after them.

    A word that it has as often as the passage does is kept, wherever it went.
    """
    found = [*neighbours.find_sentences(passage, group.asks)]
    if not found:
        return ()
    aside = _find_aside(group, passage)
    had, has = (_count_stems(group.asks, text, modifiers) for text in (passage, statement))
    lost = had - has
    return tuple(
        _plain(match.group())
        for match, sentences in found
        if not any(start <= match.start() < end for start, end in aside)
        and not _is_in_a_name(match)
        and modifiers.stem(_plain(match.group())) in lost
        and not any(_answers(group, sentence) for sentence in sentences)
    )


def _find_aside(group: Group, passage: str) -> list[tuple[int, int]]:
    return [match.span() for match in group.aside.finditer(passage)]


def _count_stems(pattern: re.Pattern[str], text: str, modifiers: Modifiers) -> Counter[str]:
    return Counter(modifiers.stem(_plain(match.group())) for match in pattern.finditer(text))


def _answers(group: Group, text: str) -> bool:
    kept = group.aside.sub(_GAP, text)
    return bool(group.answers.search(kept) or group.asks.search(kept))


def _count_words(pattern: re.Pattern[str], text: str) -> Counter[str]:
    found = (match for match in pattern.finditer(text) if not _is_in_a_name(match))
    return Counter(_plain(match.group()) for match in found)


def _is_in_a_name(match: re.Match[str]) -> bool:
    """Say whether a word and one beside it begin with a capital: *Every Child Matters*.

    Before it that tells something within a sentence alone: *the United States*.
    """
    if not match.group()[:1].isupper():
        return False
    text = match.string
    before = text[max(match.start() - _LONGEST_WORD, 0) : match.start()]
    return text[match.end() :].lstrip()[:2].istitle() or bool(_NAME_BEFORE.search(before))


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
    lead = (
        lists.leads_in_by_name.match(sentence)
        or lists.leads_in.match(sentence)
        or re.match(r"\w+", sentence)
    )
    after = "" if lead is None else sentence[lead.end() :]
    return len(sentence) - len(after.lstrip())


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()
