"""Citations by number: `[12]`, `[3–5, 9]`, `[1]–[3]`, superscripts (², `^12^`, `<sup>`), `(12)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from kg.model import Reference
from kg.sources.citations.counted import find_counted
from kg.sources.citations.found import Citation
from kg.sources.citations.linked import ADDRESS, without_addresses
from kg.sources.citations.lists import PrintedList, read_list
from kg.sources.citations.masks import mask_code
from kg.sources.citations.raised import PLAIN, RAISED, join_raised, weigh
from kg.sources.citations.rounds import find_doubtful_rounds, find_rounds
from kg.sources.citations.spelling import read_spelling
from kg.sources.citations.works import Works
from kg.words import fold_text

_DASH = r"(?:\\?-{1,2}|[\u2010-\u2015\u2212])"
_ITEM = re.compile(rf"(?P<low>[0-9]{{1,4}})(?:[ \t]?{_DASH}[ \t]?(?P<high>[0-9]{{1,4}}))?")
_BETWEEN = re.compile(r"[ \t]*[,;][ \t\n]*|[ \t]+(?:and|&)[ \t]+")
_BEFORE = re.compile(
    r"[ \t]*(?:(?:see also|see|e\.g\.|cf\.|reviewed in|refs?\.?|references?)[,: \t]+)*+",
    re.IGNORECASE,
)
# `refs. 8 and 9`: no number of a page or a figure stands behind these words.
_IN_WORDS = re.compile(
    r"(?<![^\W_])(?:[Rr]efs?\.?|[Rr]eferences?)[ \u00a0~](?:nos?\.?[ ])?(?P<list>[0-9]{1,3}"
    rf"(?:(?:[ ]?{_DASH}[ ]?|,?[ ](?:and|&)[ ]|,[ ]?)[0-9]{{1,3}})*)(?![^\W_]|[.,]\d)"
)
_AFTER = re.compile(
    r"[ \t]*(?:[,:][ \t]*(?:(?:pp?|ch|chap|fig|sec|tab|vol|eq|app|suppl|annex|art|para|theorem)"
    r"[a-z]*\.?[ \t]*[\w.–—-]+|(?:online )?(?:appendix|supplement(?:ary)?|annex)))?[ \t]*",
    re.IGNORECASE,
)
# An entry of the list as a note of Markdown, which `[^12]` and `[^3,4]` point to then.
_NOTED = re.compile(r"(?m)^[ ]{0,3}\[\^(?P<number>[0-9]{1,4})\]:")
_BRACKET = re.compile(
    r"(?<!!)\\?\[(?P<noted>\^?)(?P<list>[^\[\]\n\\]{1,200}+(?:\n[^\[\]\n\\]{1,200}+)?)\\?\]"
)
_JOIN = re.compile(rf"(?:{ADDRESS})?[ \t]?{_DASH}[ \t]?")
# `¹Department of Tea`, `^2^ School of Pots`: where an author works.
_AFFILIATION = re.compile(
    r"(?m)^[ ]{0,3}(?:\^(?P<pandoc>[0-9]{1,2})\^|<sup>(?P<html>[0-9]{1,2})</sup>"
    r"|(?P<small>[⁰¹²³⁴-⁹]{1,2}))[ \t]*(?=[^\W\d_])"
)
_LONGEST_FRONT = 10_000  # characters
# `Able et al., 2001`, `Able (2001)`.
_NAMED = re.compile(r"(?P<names>[^\n|(\[]*?),?\s\(?(?P<year>(?:19|20)[0-9]{2})[a-z]?\)?\s?\Z")
_WINDOW = 80
_HEAD = re.compile(r"(?m)^#{1,6}[ \t]")
_LEAST_SPACED = 2
_LONGEST_RANGE = 100
_YEARS = range(1400, 2101)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What each number means; a `guess` where only the order of the references tells."""

    codes: Mapping[int, tuple[str, ...]]
    guess: bool
    named: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        return max(self.codes, default=0)

    def follows_its_name(self, citation: Citation, text: str) -> bool:
        """Say whether the first author and the year of its work stand before a number."""
        before = _NAMED.search(text[max(citation.group[0] - _WINDOW, 0) : citation.group[0]])
        if before is None or len(citation.sources) != 1:
            return False
        family, year = self.named.get(citation.sources[0], ("", None))
        words = {*re.findall(r"[^\W\d_]+", fold_text(before["names"]))}
        is_named = bool(family) and {*re.findall(r"[^\W\d_]+", family)} <= words
        return is_named and str(year) == before["year"]


def find_numbers(text: str, works: Works) -> Iterator[Citation]:
    """Yield a citation for each number in brackets or raised, each number of a range too."""
    # A blank of Markdown at which no line breaks is a blank: `[2,\ 6]`.
    plain = join_raised(mask_code(text)).replace("\\ ", "  ")
    printed = read_list(read_spelling(text), works)
    numbers = _numbers_of(works, printed)
    brackets = [*_brackets_in(plain, printed)]
    found = [*_join_brackets(plain, brackets, numbers)]
    front = _end_of_affiliations(plain, min(printed.heads, default=len(plain)))
    found += _find_raised(plain, front, numbers)
    if not numbers.guess and not any(one.sources and one.sure for one in found):
        found += _find_rounds(plain, printed, numbers)
    found += _find_in_words(plain, min(printed.heads, default=len(plain)), found, numbers)
    yield from sorted(found, key=lambda one: one.start)


def _find_in_words(
    text: str, end: int, found: Iterable[Citation], numbers: _Numbers
) -> Iterator[Citation]:
    """Yield what may be cited in words (`refs. 8 and 9`), for a person to judge."""
    groups = sorted({one.group for one in found})
    for match in _IN_WORDS.finditer(text, 0, end):
        if any(first < match.end() and match.start() < last for first, last in groups):
            continue
        for item in _items_of(match["list"], match.start("list")):
            cited = _citations(item, text, match.span(), numbers)
            yield from (replace(one, sure=False) for one in cited if one.sources)


def _find_raised(text: str, front: int, numbers: _Numbers) -> Iterator[Citation]:
    """Yield the citations of raised numbers; what may be an exponent is asked about.

    Behind a blank they cite where a text has most of them so, below a heading of its own.
    """
    found: dict[str, list[Citation]] = {"cites": [], "spaced": [], "asks": []}
    for match in RAISED.finditer(text, front):
        name = str(match.lastgroup)
        content = match[name].translate(PLAIN) if name == "small" else match[name]
        items = _items_of(content, match.start(name))
        # Of a link around it, what stands before the link tells.
        is_linked = text.startswith("](", match.end())
        place = match.start() - (is_linked and text[match.start() - 1] == "[")
        listed = dict.fromkeys(one for item in items for one in (item.low, item.high))
        weight = weigh(text, place, tuple(listed)) if items else "measures"
        cited = [one for item in items for one in _citations(item, text, match.span(), numbers)]
        found.get(weight, []).extend(cited)
    heads = [one.start() for one in islice(_HEAD.finditer(text), 2)]
    spaced = [one for one in found["spaced"] if one.sources]
    is_manner = len(heads) > 1 and len(spaced) > max(len(found["cites"]), _LEAST_SPACED)
    yield from found["cites"]
    for one in (*found["asks"], *spaced):
        is_sure = is_manner and one in spaced and one.start > heads[1]
        if one.sources:
            yield replace(one, sure=is_sure or numbers.follows_its_name(one, text))


def _find_rounds(text: str, printed: PrintedList, numbers: _Numbers) -> list[Citation]:
    """Return the citations in round brackets, where nothing else cites and most works do so."""
    body = text[: min(printed.heads, default=len(text))]
    found = [*_of_brackets(find_rounds(body), text, numbers)]
    counted = find_counted(text, found)
    found = [replace(one, sure=bool(one.sources) and one.group not in counted) for one in found]
    cited = {int(one.key) for one in found if one.sure} & numbers.codes.keys()
    if 2 * len(cited) < len(numbers.codes):
        return []
    groups = {one.group for one in found}
    for one in _of_brackets(find_doubtful_rounds(body), text, numbers):
        if one.sources and one.group not in groups:
            found.append(replace(one, sure=numbers.follows_its_name(one, text)))
    # A year in round brackets is one.
    return [one for one in found if one.sources or int(one.key) not in _YEARS]


def _of_brackets(
    brackets: Iterable[re.Match[str]], text: str, numbers: _Numbers
) -> Iterator[Citation]:
    for match in brackets:
        group = (match.start("list") - 1, match.end())
        for item in _items_of(match["list"], match.start("list")):
            yield from _citations(item, text, group, numbers)


def _end_of_affiliations(text: str, listed: int) -> int:
    """Return where the raised numbers end that lead from authors to their affiliations.

    These stand each before a line, from 1 on, where the text begins; its list is none of them.
    """
    end, expected = 0, 1
    for match in _AFFILIATION.finditer(text, 0, min(listed, _LONGEST_FRONT)):
        raised = match["pandoc"] or match["html"] or match["small"].translate(PLAIN)
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
        {number: works.without_doubles(found) for number, found in codes.items()},
        guess,
        {one.code: (_family_of(one), one.year) for one in works.references},
    )


def _family_of(reference: Reference) -> str:
    return fold_text(reference.authors[0].family or "") if reference.authors else ""


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
    is_of_years = item.low in _YEARS and item.high in _YEARS and item.low > numbers.highest
    # `2001–2019` is no list of works, and asked about once.
    for number in range(item.low, item.low + 1 if is_of_years else item.high + 1):
        sources = numbers.codes.get(number, ())
        sure = bool(sources) or number not in _YEARS or number <= numbers.highest
        yield Citation(
            item.start, item.end, printed, str(number), sources, group,
            sure=sure, guess=numbers.guess,
        )  # fmt: skip
