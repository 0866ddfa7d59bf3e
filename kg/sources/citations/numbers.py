"""Citations by number: `[12]`, `[3–5, 9]`, `[1]–[3]`, superscripts (², `^12^`, `<sup>`), `(12)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.sources.citations.counted import find_counted
from kg.sources.citations.found import Citation
from kg.sources.citations.linked import ADDRESS, without_addresses
from kg.sources.citations.lists import PrintedList, read_list
from kg.sources.citations.masks import mask_code
from kg.sources.citations.rounds import find_rounds
from kg.sources.citations.spelling import read_spelling
from kg.sources.citations.works import Works

_DASH = r"(?:\\?-{1,2}|[\u2010-\u2015\u2212])"
_ITEM = re.compile(rf"(?P<low>[0-9]{{1,4}})(?:[ \t]?{_DASH}[ \t]?(?P<high>[0-9]{{1,4}}))?")
_BETWEEN = re.compile(r"[ \t]*[,;][ \t\n]*|[ \t]+(?:and|&)[ \t]+")
_BEFORE = re.compile(
    r"[ \t]*(?:(?:see also|see|e\.g\.|cf\.|reviewed in|refs?\.?|references?)[,: \t]+)*+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[ \t]*(?:[,:][ \t]*(?:pp?|ch|chap|fig|sec|tab|vol|eq)[a-z]*\.?[ \t]*[\w.–—-]+)?[ \t]*",
    re.IGNORECASE,
)
# An entry of the list as a note of Markdown, which `[^12]` and `[^3,4]` point to then.
_NOTED = re.compile(r"(?m)^[ ]{0,3}\[\^(?P<number>[0-9]{1,4})\]:")
_BRACKET = re.compile(
    r"(?<!!)\\?\[(?P<noted>\^?)(?P<list>[^\[\]\n\\]{1,200}+(?:\n[^\[\]\n\\]{1,200}+)?)\\?\]"
)
_JOIN = re.compile(rf"(?:{ADDRESS})?[ \t]?{_DASH}[ \t]?")
_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_PLAIN = str.maketrans(_SMALL, "0123456789-")
_RAISED = re.compile(
    r"<sup>(?P<html>[^<>]{1,200}+)</sup>|\^(?P<pandoc>[0-9][0-9,; \u2013\u2014-]{0,99}+)\^"
    r"|\$\^\{(?P<math>[0-9][0-9,; \u2013\u2014-]{0,99}+)\}\$"
    r"|\\textsuperscript\{(?P<latex>[^{}]{1,200}+)\}"
    r"|(?P<small>[⁰¹²³⁴-⁹]++(?:[,⁻\u2013\u2014-][ ]?[⁰¹²³⁴-⁹]++)*)"
)
# `¹Department of Tea`, `^2^ School of Pots`: where an author works.
_AFFILIATION = re.compile(
    r"(?m)^[ ]{0,3}(?:\^(?P<pandoc>[0-9]{1,2})\^|<sup>(?P<html>[0-9]{1,2})</sup>"
    r"|(?P<small>[⁰¹²³⁴-⁹]{1,2}))[ \t]*(?=[^\W\d_])"
)
_LONGEST_FRONT = 10_000  # characters
# A word that a raised 2 makes a measure or a statistic of.
_MEASURES = """
chi eta tau rho phi beta omega sigma epsilon lambda theta gamma delta alpha min sec mol day inch
feet foot mile miles acre metre metres meter meters
"""
_RAISES = frozenset(_MEASURES.split())
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,40}+\Z")
_LEAST = 3  # letters of a word that a raised number does not make a measure of
_LONGEST_RANGE = 100
_YEARS = range(1400, 2101)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What each number means; a `guess` where only the order of the references tells."""

    codes: Mapping[int, tuple[str, ...]]
    guess: bool

    @property
    def highest(self) -> int:
        return max(self.codes, default=0)


def find_numbers(text: str, works: Works) -> Iterator[Citation]:
    """Yield a citation for each number in brackets or raised, each number of a range too."""
    plain = mask_code(text)
    printed = read_list(read_spelling(text), works)
    numbers = _numbers_of(works, printed)
    brackets = [*_brackets_in(plain, printed)]
    found = [*_join_brackets(plain, brackets, numbers)]
    front = _end_of_affiliations(plain, min(printed.heads, default=len(plain)))
    for match in _RAISED.finditer(plain, front):
        name = str(match.lastgroup)
        content = match[name].translate(_PLAIN) if name == "small" else match[name]
        # Of a link around it, what stands before the link tells.
        is_linked = plain.startswith("](", match.end())
        if _is_measure(plain, match.start() - (is_linked and plain[match.start() - 1] == "[")):
            continue
        items = _items_of(content, match.start(name))
        found += [one for item in items for one in _citations(item, plain, match.span(), numbers)]
    if not numbers.guess and not any(one.sources for one in found):
        found += _find_rounds(plain, printed, numbers)
    yield from sorted(found, key=lambda one: one.start)


def _find_rounds(text: str, printed: PrintedList, numbers: _Numbers) -> list[Citation]:
    """Return the citations in round brackets, where nothing else cites and most works are cited."""
    found: list[Citation] = []
    for match in find_rounds(text[: min(printed.heads, default=len(text))]):
        group = (match.start("list") - 1, match.end())
        for item in _items_of(match["list"], match.start("list")):
            found += _citations(item, text, group, numbers)
    counted = find_counted(text, found)
    found = [replace(one, sure=bool(one.sources) and one.group not in counted) for one in found]
    cited = {int(one.key) for one in found if one.sure} & numbers.codes.keys()
    return found if 2 * len(cited) >= len(numbers.codes) else []


def _end_of_affiliations(text: str, listed: int) -> int:
    """Return where the raised numbers end that lead from authors to their affiliations.

    These stand each before a line, from 1 on, where the text begins; its list is none of them.
    """
    end, expected = 0, 1
    for match in _AFFILIATION.finditer(text, 0, min(listed, _LONGEST_FRONT)):
        raised = match["pandoc"] or match["html"] or match["small"].translate(_PLAIN)
        if int(raised) == expected:
            end, expected = match.end(), expected + 1
    return end


def _numbers_of(works: Works, printed: PrintedList) -> _Numbers:
    """Return what numbers mean: by code or alias, by the text's own list, or by order."""
    codes: dict[int, dict[str, None]] = {}
    told = set[str]()
    for reference in works.references:
        for name in (reference.code, *reference.aliases):
            if re.fullmatch(r"[0-9]{1,4}", name):
                codes.setdefault(int(name), {})[reference.code] = None
                told.add(reference.code)
    for code, number in printed.numbers.items():
        if code not in told:  # a short title may stand in the entry of another work
            codes.setdefault(number, {}).setdefault(code)
    for number, code in printed.again.items():
        codes.setdefault(number, {code: None})
    guess = not codes
    if guess:
        codes = {place: {one.code: None} for place, one in enumerate(works.references, start=1)}
    return _Numbers(
        {number: works.without_doubles(found) for number, found in codes.items()}, guess
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """A number or a range, where it stands."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Bracket:
    span: tuple[int, int]
    items: tuple[_Item, ...]


def _brackets_in(text: str, printed: PrintedList) -> Iterator[_Bracket]:
    listed = min(printed.places, default=len(text))
    noted = {int(one["number"]) for one in _NOTED.finditer(text) if one.start() in printed.places}
    for match in _BRACKET.finditer(text):
        begins_line = match.start() == 0 or text[match.start() - 1] == "\n"
        # `[12]: address` defines a link, and at the head of an entry the number is its own.
        defines = begins_line and text.startswith(":", match.end())
        if defines or (begins_line and match.start() >= listed):
            continue
        items = _items_of(match["list"], match.start("list"))
        # Any other note is no citation.
        if match["noted"] and not all({one.low, one.high} <= noted for one in items):
            continue
        if items:
            yield _Bracket(match.span(), items)


def _items_of(content: str, start: int) -> tuple[_Item, ...]:
    """Return the numbers and ranges of a list; nothing where it is anything else."""
    begin = _BEFORE.match(content)
    place = begin.end() if begin else 0
    items: list[_Item] = []
    while match := _ITEM.match(content, place):
        low, high = int(match["low"]), int(match["high"] or match["low"])
        if not 0 < low <= high <= low + _LONGEST_RANGE:
            return ()
        items.append(_Item(start + match.start(), start + match.end(), low, high))
        between = _BETWEEN.match(content, match.end())
        if between is None or not _ITEM.match(content, between.end()):
            rest = _AFTER.fullmatch(content, match.end())
            return tuple(items) if rest is not None else ()
        place = between.end()
    return ()


def _join_brackets(text: str, brackets: list[_Bracket], numbers: _Numbers) -> Iterator[Citation]:
    """Yield the citations of brackets; `[1]–[3]` is one range."""
    waiting = list(reversed(brackets))
    while waiting:
        one = waiting.pop()
        other = waiting[-1] if waiting else None
        if other is not None and _is_range(text, one, other):
            waiting.pop()
            start, end = one.span[0], other.span[1]
            item = _Item(start, end, one.items[0].low, other.items[0].high)
            yield from _citations(item, text, (start, end), numbers)
        else:
            for item in one.items:
                yield from _citations(item, text, one.span, numbers)


def _is_range(text: str, one: _Bracket, other: _Bracket) -> bool:
    if len(one.items) != 1 or len(other.items) != 1:
        return False
    if not _JOIN.fullmatch(text, one.span[1], other.span[0]):
        return False
    return one.items[0].high < other.items[0].low <= one.items[0].low + _LONGEST_RANGE


def _citations(
    item: _Item, text: str, group: tuple[int, int], numbers: _Numbers
) -> Iterator[Citation]:
    printed = without_addresses(text[item.start : item.end])
    for number in range(item.low, item.high + 1):
        sources = numbers.codes.get(number, ())
        sure = bool(sources) or number not in _YEARS or number <= numbers.highest
        yield Citation(
            item.start, item.end, printed, str(number), sources, group,
            sure=sure, guess=numbers.guess,
        )  # fmt: skip


def _is_measure(text: str, place: int) -> bool:
    """Say whether what is raised here is an exponent: m², 10³, R², χ²."""
    before = text[max(place - 40, 0) : place]
    if not before or before[-1].isdigit() or before[-1].isspace():
        return True
    word = _WORD_BEFORE.search(before)
    if word is None:
        return before[-1] not in ".,;:!?)]}”’\"'*_"
    return len(word[0]) < _LEAST or word[0].lower() in _RAISES
