"""Two versions of a text → which characters of the one are which of the other.

Runs of words that stand once in both are anchors (the manner of a patience diff); what lies between
two anchors is compared word by word. So time grows with the text, and a text that was only wrapped
anew is the same words still.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|[^\w\s]")
_RUN = 6  # tokens of an anchor: fewer stand twice too often, more are cut by each edit
# Between two anchors: more than this on both sides is another text, and no edit.
_MOST = 4000


@dataclass(frozen=True, slots=True)
class Block:
    """Characters that stand in both texts: `length` of them, from `old` and from `new` on."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The blocks that two texts share, in order."""

    blocks: tuple[Block, ...]

    def place(self, offset: int) -> int | None:
        """Return where a character of the old text stands in the new one, or None."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.old) - 1
        if index < 0:
            return None
        block = self.blocks[index]
        inside = offset - block.old
        return block.new + inside if inside < block.length else None

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the old text begins and ends in the new one.

        An end that is gone is where the text goes on as it did; both may be one place.
        """
        first, last = self.place(start), self.place(end - 1)
        if first is None:
            index = bisect_right(self.blocks, start, key=lambda block: block.old) - 1
            block = self.blocks[index] if index >= 0 else Block(0, 0, 0)
            first = block.new + block.length
        if last is None:
            index = bisect_left(self.blocks, end, key=lambda block: block.old)
            stop = self.blocks[index].new if index < len(self.blocks) else None
            return first, first if stop is None else max(stop, first)
        return first, max(last + 1, first)

    def turned(self) -> Alignment:
        """Return the same alignment from the new text to the old one."""
        return Alignment(tuple(Block(one.new, one.old, one.length) for one in self.blocks))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and marks of a text, and where each begins and ends."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def align_texts(old: str, new: str) -> Alignment:
    """Return the blocks of characters that two texts share, in order."""
    olds, news = _words_of(old), _words_of(new)
    blocks: list[Block] = []
    for i, j in _pairs(olds.words, news.words):
        (start, end), at = olds.spans[i], news.spans[j][0]
        last = blocks[-1] if blocks else None
        if last is not None:
            gap = old[last.old + last.length : start]
            if gap == new[last.new + last.length : at] and not gap.strip():
                blocks[-1] = Block(last.old, last.new, end - last.old)
                continue
        blocks.append(Block(start, at, end - start))
    return Alignment(tuple(blocks))


def _words_of(text: str) -> _Words:
    found = [*_TOKEN.finditer(text)]
    return _Words(tuple(one[0] for one in found), tuple(one.span() for one in found))


def _pairs(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the words that the texts share, by their numbers, in order."""
    i = j = 0
    for at, to in (*_anchors(olds, news), (len(olds), len(news))):
        if at < i or to < j:
            continue
        yield from _compare(olds, news, (i, at), (j, to))
        while at < len(olds) and to < len(news) and olds[at] == news[to]:
            yield at, to
            at, to = at + 1, to + 1  # noqa: PLW2901 - the run goes on from the anchor
        i, j = at, to


def _compare(
    olds: Sequence[str], news: Sequence[str], first: tuple[int, int], second: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the words that two stretches share; what is too much for an edit shares its ends."""
    (i, stop), (j, end) = first, second
    while i < stop and j < end and olds[i] == news[j]:
        yield i, j
        i, j = i + 1, j + 1
    same = 0
    while same < min(stop - i, end - j) and olds[stop - same - 1] == news[end - same - 1]:
        same += 1
    middle = (olds[i : stop - same], news[j : end - same])
    if all(middle) and max(map(len, middle)) <= _MOST:
        for one in SequenceMatcher(None, *middle).get_matching_blocks():
            for step in range(one.size):
                yield i + one.a + step, j + one.b + step
    for step in range(same, 0, -1):
        yield stop - step, end - step


def _anchors(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs that stand once in both texts and in the same order, by where they begin."""
    before, after = _single_runs(olds), _single_runs(news)
    pairs = [(at, after[run]) for run, at in before.items() if run in after]
    # The longest series that rises on both sides (patience sorting).
    tops: list[int] = []
    heads: list[int] = []
    links: list[int] = []
    for number, (_, to) in enumerate(pairs):
        pile = bisect_left(tops, to)
        links.append(heads[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(to)
            heads.append(number)
        else:
            tops[pile], heads[pile] = to, number
    series: list[tuple[int, int]] = []
    number = heads[-1] if heads else -1
    while number >= 0:
        series.append(pairs[number])
        number = links[number]
    return series[::-1]


def _single_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return each run of words that stands once in a text, with where it begins, in order."""
    places: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - _RUN + 1):
        run = tuple(words[start : start + _RUN])
        places[run] = -1 if run in places else start
    return {run: start for run, start in places.items() if start >= 0}
