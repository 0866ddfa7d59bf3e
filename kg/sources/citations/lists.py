"""The reference list that a text ends with → which number or letter stands before which work.

A review that cites by number says in its own list what 12 is, and one that cites by year which of
two works is 2004a. An entry is found by its title, whatever the style of the list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.sources.citations.works import Works
from kg.words import fold_text

WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(
    # Pandoc writes `[\[1\] ]{.csl-left-margin}` before an entry.
    r"[ \t]*(?:\[(?=\\\[))?"
    r"(?:\\?\[\^?(?P<framed>[0-9]{1,4})\\?\]:?|(?P<plain>[0-9]{1,4})[.)]?)[ \t]"
)
_DATED = re.compile(r"(?<![0-9])(?:1[4-9]|20)[0-9]{2}(?P<letter>[a-z])?(?![a-z0-9])")
# A shorter title may be words of a sentence.
LEAST_TITLE = 12
_FIRST = 3  # words of a title by which it is looked for
# Lines from an entry's first to the one where its title begins, and characters after it.
_LINES = 8
_AFTER = 400


@dataclass(frozen=True, slots=True)
class PrintedList:
    """Number and letter of each reference, by code, as far as the list of a text tells.

    A list may have one work twice: `again` and `more_letters` are of its entries before the last.
    `places` are where its numbers stand and `heads` where the lines of its titles begin: what
    stands there is the head of an entry and cites nothing.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    again: dict[int, str] = field(default_factory=dict)
    more_letters: dict[str, set[str]] = field(default_factory=dict)
    places: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


def read_list(text: str, works: Works) -> PrintedList:
    """Find the entries of a text's own reference list: the last place where each title stands."""
    starts = _line_starts(text)
    numbers: dict[str, int] = {}
    letters: dict[str, str] = {}
    labels: set[int] = set()
    heads: set[int] = set()
    places = _title_places(text, works)
    for code, (*_, place) in places.items():
        label, begin = _label_before(text, place, starts)
        if label is not None:
            numbers[code] = label
            labels.add(begin)
        heads.add(text.rfind("\n", 0, place) + 1)
        letter = _letter_of(text, begin, place)
        if letter is not None:
            letters[code] = letter
    printed = PrintedList(numbers, letters, places=frozenset(labels), heads=frozenset(heads))
    return _with_doubles(printed, _find_doubles(text, works, places, starts), text)


def _find_doubles(
    text: str, works: Works, places: Mapping[str, Sequence[int]], starts: list[int]
) -> list[tuple[str, int | None, int, int]]:
    """Return works with entries before their last one: number, where it begins, and the title.

    A title alone may be told within the entry of another work: the first author stands there, too.
    """
    found: list[tuple[str, int | None, int, int]] = []
    for reference in works.references:
        names = reference.authors or reference.editors
        for place in places.get(reference.code, ())[:-1] if names else ():
            label, begin = _label_before(text, place, starts)
            words = {word for word, _ in words_of(text[begin:place])}
            if words.issuperset(word for word, _ in words_of(names[0].family)):
                found.append((reference.code, label, begin, place))
    return found


def _with_doubles(
    printed: PrintedList, doubles: list[tuple[str, int | None, int, int]], text: str
) -> PrintedList:
    """Return a list with the numbers and letters of works that stand in it twice."""
    taken = {*printed.numbers.values()}
    found: dict[int, list[tuple[str, int]]] = {}
    more: dict[str, set[str]] = {}
    for code, label, begin, place in doubles:
        if label is not None and label not in taken:
            found.setdefault(label, []).append((code, begin))
        if letter := _letter_of(text, begin, place):
            more.setdefault(code, set()).add(letter)
    clear = {number: one for number, (one, *others) in found.items() if not others}
    return replace(
        printed,
        again={number: code for number, (code, _) in clear.items()},
        more_letters=more,
        places=printed.places | {begin for _, begin in clear.values()},
    )


def _letter_of(text: str, begin: int, place: int) -> str | None:
    """Return the letter after the year of an entry: the last before its title, or the next."""
    before = [*_DATED.finditer(text, begin, place)]
    match = before[-1] if before else _DATED.search(text, place, _end_of_entry(text, place))
    return match["letter"] if match is not None else None


def _title_places(text: str, works: Works) -> dict[str, list[int]]:
    """Return where the title of each reference stands, by code; one pass over the text."""
    titles: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
    for reference in works.references:
        title = tuple(word for word, _ in words_of(reference.title))
        if len(" ".join(title)) >= LEAST_TITLE:
            titles.setdefault(title[:_FIRST], []).append((title, reference.code))
    found = words_of(text)
    words = tuple(word for word, _ in found)
    places: dict[str, list[int]] = {}
    for index, (_, place) in enumerate(found):
        for length in range(1, _FIRST + 1):
            for title, code in titles.get(words[index : index + length], ()):
                if words[index : index + len(title)] == title:
                    places.setdefault(code, []).append(place)
    return places


def words_of(text: str) -> list[tuple[str, int]]:
    """Return the folded words of a text, and where each begins."""
    return [(fold_text(match[0]), match.start()) for match in WORD.finditer(text)]


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _label_before(text: str, place: int, starts: list[int]) -> tuple[int | None, int]:
    """Return the number that begins the entry of a title, and where the entry begins."""
    begin = place
    for start in _lines_before(place, starts):
        if not text[start:place].strip("\n"):
            continue
        match = _LABEL.match(text, start)
        if match is not None and match.end() <= place:
            number = match["framed"] or match["plain"]
            return int(number), start + len(match[0]) - len(match[0].lstrip())
        if not text[start : text.find("\n", start)].strip():
            break
        begin = start
    return None, begin


def _lines_before(place: int, starts: list[int]) -> Iterator[int]:
    """Yield where the line of a place starts, and those before it, as far as an entry may go."""
    index = bisect_right(starts, place) - 1
    yield from reversed(starts[max(index - _LINES, 0) : index + 1])


def _end_of_entry(text: str, place: int) -> int:
    blank = text.find("\n\n", place, place + _AFTER)
    line = text.find("\n", place, place + _AFTER)
    ends = [end for end in (blank, line) if end >= 0]
    return max(ends) if ends else min(place + _AFTER, len(text))
