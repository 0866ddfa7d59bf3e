"""A place of a passage → the stretch of a statement that tells of it again, if one does.

A statement may keep one *may* and lose another. So a word of a passage is looked for where it
belongs: near the words that stood around it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GAP = " … "
_BREAK = re.compile(r"[.?!]\s")
_BEFORE, _AFTER = 4, 5  # so many telling words around a place stand for it
_ALONE = 7  # and so many after one that has nothing to do with what is before it
_ENOUGH, _SHARE = 4, 0.6  # of these words a sentence must have so many, and such a share
_LOOSE = 0.4  # with no more than such a share, the whole sentence tells of the place
_SOME = 2  # and so many a sentence next to it, to tell of the same
_MARGIN = 4  # words before the first of them and after the last that still belong to it


@dataclass(frozen=True, slots=True)
class Told:
    """A word that tells something: its stem, and where its own text has it."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Retelling:
    """A statement, sentence by sentence, as words that tell something.

    `empty` words tell nothing; `stem_of` gives the stem of a word in lower case.
    """

    statement: str
    stem_of: Callable[[str], str]
    empty: Collection[str]

    def find_stretches(
        self, passage: str, asks: re.Pattern[str], *, leads: bool
    ) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each match in a passage, with the stretch of the statement that tells of its place.

        Where a word `leads` into what it is about, as *argues that* does, only that stands for it.
        """
        matches = [one for one in asks.finditer(passage) if not (leads and _is_set_off(one))]
        sentences = [*self._sentences(self.statement)] if matches else []
        for match in matches:
            around = self._around(passage, match, leads=leads)
            best = max(sentences, key=lambda one: len(around & {told.stem for told in one}))
            shared = [told for told in best if told.stem in around]
            many = len({told.stem for told in shared})
            if many >= _ENOUGH and many >= _LOOSE * len(around):
                loose = many < _SHARE * len(around)
                stretch = self._stretch(best, shared, whole=leads or loose)
                beside = self._beside(best, sentences, passage, match)
                yield match, _GAP.join((stretch, *beside))

    def _beside(
        self, best: list[Told], sentences: list[list[Told]], passage: str, match: re.Match[str]
    ) -> Iterator[str]:
        """Yield the sentence before and after, where one tells of the same sentence too."""
        own = {told.stem for told in [*self._sentences(passage[: match.start()])][-1]}
        own |= {told.stem for told in next(self._sentences(passage[match.end() :]))}
        at = sentences.index(best)
        for one in (*sentences[max(at - 1, 0) : at], *sentences[at + 1 : at + 2]):
            if len(own & {told.stem for told in one}) >= _SOME:
                yield self._stretch(one, one, whole=True)

    def _around(self, passage: str, match: re.Match[str], *, leads: bool) -> set[str]:
        before = self._sentences(passage[: match.start()])
        after = self._sentences(passage[match.end() :])
        behind = [] if leads else [*before][-1][-_BEFORE:]
        ahead = next(after)[: _ALONE if leads else _AFTER]
        return {told.stem for told in (*behind, *ahead)}

    def _sentences(self, text: str) -> Iterator[list[Told]]:
        """Yield the words of each sentence that tell something."""
        start = 0
        for end in [*(found.end() for found in _BREAK.finditer(text)), len(text)]:
            words = ((one.group().lower(), one) for one in _WORD.finditer(text, start, end))
            yield [
                Told(self.stem_of(word), one.start(), one.end())
                for word, one in words
                if word not in self.empty
            ]
            start = end

    def _stretch(self, sentence: list[Told], shared: list[Told], *, whole: bool) -> str:
        """Return what stands around the shared words, with the empty words at its ends."""
        text = self.statement
        breaks = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
        start = max(at for at in breaks if at <= sentence[0].start)
        end = min(at for at in breaks if at >= sentence[-1].end)
        first = sentence.index(shared[0]) - _MARGIN - 1
        last = sentence.index(shared[-1]) + _MARGIN + 1
        if not whole and first >= 0:
            start = sentence[first].end
        if not whole and last < len(sentence):
            end = sentence[last].start
        return text[start:end]


def _is_set_off(match: re.Match[str]) -> bool:
    """Say whether a comma parts a word from what follows: *by this argument, tea is good*."""
    return match.string[match.end() : match.end() + 1] in {",", ";"}
