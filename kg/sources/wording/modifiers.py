"""Adjectives and adverbs of a statement and of its passage → those that only one of the two has.

A list of judgements is never whole: *strict*, *costly* and *well-run* can be put into a sentence as
easily as any other. So it is asked the other way round: each adjective and adverb of a statement is
looked up in a dictionary, and one that is of no family with a word of the passage was added. One
that stands in the passage before a word which the statement has too, was lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from snowballstemmer import stemmer

from kg.sources.wording.patterns import pattern_of

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = (".", ":", ";", "?", "!")

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Modifiers:
    """A language's adjectives and adverbs, and the words that are near each in meaning.

    `plain` adds what a plain word may stand for. `let_be` neither judge nor grade. `judging` are
    first halves of compounds that do, as in *well-run*. `participles` are modifiers only right
    before a noun, after one of the words `before` or another modifier: *a damning report*. `empty`
    words tell nothing by standing in both texts. In the phrases `aside` a word is no such modifier,
    as in *to close*. `spelt` finds in a word what is spelt in two ways, and says the other.
    """

    near: Mapping[str, str]
    participles: frozenset[str]
    before: frozenset[str]
    plain: Mapping[str, re.Pattern[str]]
    let_be: frozenset[str]
    judging: frozenset[str]
    empty: frozenset[str]
    aside: re.Pattern[str]
    spelt: tuple[tuple[re.Pattern[str], str], ...]
    stem_of: Callable[[str], str]
    _stems: dict[str, str] = field(default_factory=dict)

    def find_added(self, statement: str, passage: str, around: str) -> Iterator[str]:
        """Yield the modifiers of a statement that nothing in its passage is like, in order.

        A word itself may come from `around`; for one that is only near it, that is too far off.
        """
        said, held = self._stems_in(around), self._stems_in(passage)
        for before, match, after in _in_threes(self.aside.sub(" … ", statement)):
            word = match.group().lower()
            if (
                self._asks(before, match, after)
                and not _is_named(match)
                and self.stem(word) not in said
            ):
                plain = self.plain.get(word)
                if self._is_far_from(held, word) and not (plain and plain.search(around)):
                    yield word

    def find_lost(self, statement: str, passage: str) -> Iterator[str]:
        """Yield the modifiers of words that a statement has too, where it has nothing like them."""
        held = self._stems_in(statement)
        near = {self.stem(one) for word in _words_of(statement) for one in self._near(word)}
        plain = [self.plain[word] for word in _words_of(statement) if word in self.plain]
        for before, match, after in _in_threes(self.aside.sub(" … ", passage)):
            word = match.group().lower()
            asks = word not in self.participles and self._asks(before, match, after)
            if asks and not _is_named(match) and after and self._is_kept(match, after, held):
                stem = self.stem(word)
                own = [self.plain[word].search(statement)] if word in self.plain else []
                like = stem in held | near or any((*own, *(one.match(word) for one in plain)))
                if not like and self._is_far_from(held, word):
                    yield word

    def tells(self, word: str, statement: str) -> bool:
        """Say whether a word tells something, and a statement has it or a form of it."""
        return word not in self.empty and self.stem(word) in self._stems_in(statement)

    def _is_kept(self, match: re.Match[str], after: re.Match[str], held: set[str]) -> bool:
        """Say whether the very next word is one that tells something, and the statement has it."""
        word = after.group().lower()
        return _is_joined(match, after) and word not in self.empty and self.stem(word) in held

    def _is_far_from(self, held: set[str], word: str) -> bool:
        return held.isdisjoint(map(self.stem, self._near(word)))

    def _near(self, word: str) -> list[str]:
        return [] if word in self.let_be else self.near.get(word, "").split()

    def _stems_in(self, text: str) -> set[str]:
        return {
            self.stem(spelling)
            for word in _words_of(text)
            for part in (word, *_parts(word))
            for spelling in (part, *(found.sub(other, part) for found, other in self.spelt))
        }

    def _asks(self, before: Match | None, match: Match, after: Match | None) -> bool:
        word = match.group().lower()
        if word in self.let_be:
            return False
        if word in self.participles:
            return self._is_before_a_noun(before, match, after)
        return word in self.near or ("-" in word and _parts(word)[0] in self.judging)

    def _is_before_a_noun(self, before: Match | None, match: Match, after: Match | None) -> bool:
        """Say whether a form of a verb stands where an adjective does: *the damning report*."""
        if after is None or not _is_joined(match, after) or after.group().lower() in self.empty:
            return False
        if before is None:
            return False
        if not _is_joined(before, match):
            return match.string[before.end() : match.start()].strip() == ","
        word = before.group().lower()
        return word in self.before or (word in self.near and word not in self.participles)

    def stem(self, word: str) -> str:
        """Return the stem of a word in lower case."""
        # A stemmer in pure Python takes longer over a word than a dictionary over the whole text.
        if word not in self._stems:
            self._stems[word] = self.stem_of(word)
        return self._stems[word]


def read_modifiers(path: Path, settings: Mapping[str, Any]) -> Modifiers:
    """Read lines such as `strict: severe hard`, with what the word lists say of modifiers."""
    lines = path.read_text(encoding="utf-8").splitlines()
    listed = [line.split(":", 1) for line in lines if not line.startswith("#")]
    return Modifiers(
        near={word.removesuffix("~"): near for word, near in listed},
        participles=frozenset(word.removesuffix("~") for word, _ in listed if word.endswith("~")),
        before=frozenset(settings["before"]),
        plain={word: pattern_of(like) for word, like in settings["plain"].items()},
        let_be=frozenset(settings["let_be"]),
        judging=frozenset(settings["judging"]),
        empty=frozenset(settings["let_be"]) | frozenset(settings["empty"]),
        aside=pattern_of(settings["aside"]),
        spelt=tuple((re.compile(found), other) for found, other in settings["spelt"].items()),
        stem_of=stemmer(settings["stemmer"]).stemWord,
    )


def _in_threes(text: str) -> Iterator[tuple[Match | None, Match, Match | None]]:
    """Yield each word of a text with the ones before and after it."""
    words = [*_WORD.finditer(text)]
    yield from zip([None, *words], words, [*words[1:], None], strict=False)


def _is_joined(match: Match, after: Match) -> bool:
    return not match.string[match.end() : after.start()].strip()


def _words_of(text: str) -> set[str]:
    return {match.group().lower() for match in _WORD.finditer(text)}


def _parts(word: str) -> list[str]:
    return re.split(r"[-'’]", word)


def _is_named(match: re.Match[str]) -> bool:
    """Say whether a word has a capital that no beginning of a sentence gave it."""
    before = match.string[: match.start()].rstrip()
    return match.group()[:1].isupper() and before != "" and not before.endswith(_END)
