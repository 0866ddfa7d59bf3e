"""A word of a passage and its neighbour → the sentence of a statement that keeps the neighbour.

*Potential gains* become *gains*, and *will help* becomes *helps*. Whatever else in a statement may
speak for the lost word: where it has the very next word, it is asked there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s)[^.?!]*)*[.?!]*")
_STOP = re.compile(r"[.?!;:,(–—]")  # what follows is no neighbour any more
_BETWEEN = 2  # so many empty words may stand between the two: *attempt to be clear*
_LEAST = 3  # letters of a word that may be a neighbour
_BEHIND, _AHEAD = 5, 6  # so many telling words on each side of a place say what it is about
_NEAR = 8  # and one of them must stand so near to the neighbour in the statement


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences of a statement, each with the stems of its words in order.

    `empty` words are nobody's neighbour; `stem_of` gives the stem of a word in lower case.
    """

    sentences: tuple[tuple[str, tuple[str, ...]], ...]
    stem_of: Callable[[str], str]
    empty: Collection[str]

    @classmethod
    def of(
        cls, statement: str, stem_of: Callable[[str], str], empty: Collection[str]
    ) -> Neighbours:
        """Read a statement once, to ask of it about many words."""
        found = (match.group().strip() for match in _SENTENCE.finditer(statement))
        sentences = ((one, tuple(map(stem_of, _words_of(one)))) for one in found)
        return cls(tuple(sentences), stem_of, empty)

    def find_sentences(
        self, passage: str, asks: re.Pattern[str]
    ) -> Iterator[tuple[re.Match[str], list[str]]]:
        """Yield each match in a passage, with the sentences that have its next word.

        A word that the statement lacks, or has in another matter, is no neighbour of the match.
        """
        for match in asks.finditer(passage):
            stem = self._next_stem(passage, match.end())
            having = [one for one in self.sentences if stem in one[1]]
            about = self._around(passage, match) - {stem} if having else set()
            if any(self._is_told(stems, stem, about) for _, stems in having):
                yield match, [text for text, _ in having]

    def _next_stem(self, passage: str, end: int) -> str:
        stop = _STOP.search(passage, end)
        words = _words_of(passage[end : stop.start() if stop else len(passage)])
        for word in words[: _BETWEEN + 1]:
            if word not in self.empty and len(word) >= _LEAST:
                return self.stem_of(word)
        return ""

    def _around(self, passage: str, match: re.Match[str]) -> set[str]:
        before, after = passage[: match.start()], passage[match.end() :]
        behind = [word for word in _words_of(before) if word not in self.empty][-_BEHIND:]
        ahead = [word for word in _words_of(after) if word not in self.empty][:_AHEAD]
        return {*map(self.stem_of, behind), *map(self.stem_of, ahead)}

    def _is_told(self, stems: tuple[str, ...], stem: str, about: set[str]) -> bool:
        places = (at for at, one in enumerate(stems) if one == stem)
        return any(about & {*stems[max(at - _NEAR, 0) : at + _NEAR]} for at in places)


def _words_of(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]
