"""Numbers in round brackets that may count: `women (30)` in a text that cites by `(12)`.

No form tells the two apart. What the text shows is its order: most lists are numbered as works are
cited, and a number that comes long before its turn is none of a work. Behind those who are counted,
in the middle of a sentence, a number may be either, and a person is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from kg.sources.citations.found import Citation
from kg.sources.citations.rounds import LABELLED

# A list that is numbered in another order (by name) has far more works out of their turn.
_IN_TURN = 0.9
# By how many works a number has to come before its turn: people turn two or three of them round.
_LONG_BEFORE = 3
_COUNTED = """
adolescents adults babies boys carers caregivers cases children clients controls doctors families
females fathers girls households individuals infants inpatients males men mothers nurses outpatients
parents participants patients people persons physicians pupils respondents staff students subjects
teachers users volunteers women workers
"""
_PEOPLE = frozenset(_COUNTED.split())
# What is cited as often as it is numbered: `in a model (3)`, `by model (3)`.
_NUMBERED = """
model study aim question phase group item point stage part type level grade score
"""
_THINGS = frozenset(_NUMBERED.split()) | LABELLED
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[\"'”’»*_]*[ \t\n]?\Z")
# What goes on behind the bracket; at the end of a clause there is nearly always a citation.
_GOES_ON = re.compile(r"[ \t\n]+[^\W\d_]")
_WINDOW = 60


def find_counted(text: str, citations: Sequence[Citation]) -> Collection[tuple[int, int]]:
    """Return the brackets, of those of citations in reading order, that may only count."""
    early = _find_early(citations)
    doubtful, known = set(early), 0
    for group, numbers in _by_group(citations):
        if group in early:
            continue
        is_next = known < numbers[0] <= known + 1
        if len(numbers) == 1 and _may_count(text, group, is_next=is_next):
            doubtful.add(group)
        else:
            known = max(known, *numbers)
    return doubtful


def _may_count(text: str, group: tuple[int, int], *, is_next: bool) -> bool:
    """Say whether a bracket may be the number of a thing, or of people where a sentence goes on."""
    before = _WORD_BEFORE.search(text[max(group[0] - _WINDOW, 0) : group[0]])
    word = before["word"].lower() if before is not None else ""
    of_people = word in _PEOPLE and not is_next and _GOES_ON.match(text, group[1]) is not None
    return word in _THINGS or of_people


def _find_early(citations: Sequence[Citation]) -> set[tuple[int, int]]:
    """Return the brackets whose numbers come before their turn, where the works have turns."""
    early = set[tuple[int, int]]()
    groups = [*_by_group(citations)]
    while True:
        seen, firsts = set[int](), list[tuple[int, tuple[int, int]]]()
        for group, numbers in groups:
            new = [] if group in early else [one for one in numbers if one not in seen]
            seen.update(new)
            firsts += [(one, group) for one in new]
        kept = _in_turn([number for number, _ in firsts])
        out, turn = set[tuple[int, int]](), 0
        for place, (number, group) in enumerate(firsts):
            if place in kept:
                turn = number
            elif number > turn + _LONG_BEFORE:  # what comes late, or next but one, may still cite
                out.add(group)
        if len(kept) < _IN_TURN * len(firsts):
            return set()
        if not out:
            return early
        early |= out


def _by_group(citations: Sequence[Citation]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    numbers: dict[tuple[int, int], list[int]] = {}
    for one in citations:
        numbers.setdefault(one.group, []).append(int(one.key))
    yield from numbers.items()


def _in_turn(numbers: Sequence[int]) -> set[int]:
    """Return the places of the longest rising row among different numbers."""
    lows, ends = list[int](), list[int]()
    before = list[int]()
    for place, number in enumerate(numbers):
        length = bisect_left(lows, number)
        before.append(ends[length - 1] if length else -1)
        lows[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    kept, place = set[int](), ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
