"""Citations by name and year: `(Able & Baker, 2001; Cook et al., 2004a, b)`, `Able (2001)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.sources.citations.forms import (
    JOINING,
    OTHERS,
    PARTICLES,
    YEAR,
    Forms,
    Token,
    longest_match,
    read_forms,
    tokens_of,
    year_of,
)
from kg.sources.citations.found import Citation
from kg.sources.citations.linked import open_links, without_links
from kg.sources.citations.lists import read_list
from kg.sources.citations.masks import mask_code
from kg.sources.citations.notes import Notes, Titles, find_notes, find_repeats
from kg.sources.citations.rounds import close_after
from kg.sources.citations.spelling import read_spelling
from kg.sources.citations.works import Works

_GROUP = re.compile(
    r"[(\uff08](?P<round>[^()\uff08\uff09]*+)[)\uff09]|\\?\[(?P<square>[^\[\]]*+)\]"
)
_MORE = re.compile(
    r"[ \t]*[,&][ \t]*(?:(?:and|&)[ \t]+)?(?P<letter>[a-z])(?![\w.])"
    r"|[ \t]+and[ \t]+(?P<other>[a-z])(?![\w.])"
)
# What may part names from the bracket with their year: `*et al.* (`, `Tea Board [TB] (`.
_BEFORE_BRACKET = re.compile(r"(?:\.['’]s)?[\s.~\\*_\]]*")  # Able et al.'s (2001)
_SAME = re.compile(r"[\s,;:&.–—-]*(?:and|und|et|or)?[\s,;:]*")
# A bracket of more is a paragraph, and names that stand farther away are not those of a year.
_LONGEST_GROUP = 3000
_WINDOW = 200
_BEFORE_YEARS = """
january february march april may june july august september october november december spring
summer autumn winter fall since until between before after during in from by at on version table
figure chapter section appendix box the
"""
_NO_NAMES = frozenset(_BEFORE_YEARS.split())


@dataclass(frozen=True, slots=True)
class _Work:
    """What names and a year mean: the codes that they cite, or else those that they resemble."""

    key: str
    codes: tuple[str, ...]
    like: tuple[str, ...]


@dataclass(slots=True)
class _Stretch:
    """The years of one set of names, which are printed as one: `Able, 2001, 2002`."""

    start: int
    end: int
    works: list[_Work]
    sure: bool


def find_names(text: str, works: Works) -> Iterator[Citation]:
    """Yield a citation for each work that names and years in brackets, or in a note, cite."""
    plain = open_links(read_spelling(mask_code(text)))
    printed = read_list(read_spelling(text), works)
    forms = read_forms(works, printed)
    notes = find_notes(plain)
    for match in _GROUP.finditer(plain):
        name = "round" if match["round"] is not None else "square"
        if len(match[name]) > _LONGEST_GROUP:
            continue
        stretches = [*_stretches_of(plain, match.span(), match.span(name), forms)]
        # In a note a place and a year of print stand in brackets, too: `(Leeds: Pot, 2001)`.
        note = notes.at(match.start())
        for one in stretches:
            if one.start in printed.heads:
                continue
            is_before = one.start < match.start()
            end = match.end() if is_before and len(stretches) == 1 else one.end
            if name == "square" and not is_before:  # `[Able (2001)]`
                end = close_after(plain, one.start, end)
            group = (min(one.start, match.start()), match.end())
            for citation in _citations_of(text, one, end, group, works):
                yield notes.take(citation, note) if note else citation
    yield from _find_in_notes(text, plain, notes, forms, works)


def _find_in_notes(
    text: str, plain: str, notes: Notes, forms: Forms, works: Works
) -> Iterator[Citation]:
    """Yield what notes cite without brackets: by name and year, or by title."""
    bare = _GROUP.sub(lambda match: " " * len(match[0]), plain) if notes.notes else ""
    titles = Titles(works) if notes.notes else None
    for note in notes.notes:
        span, taken = (note.start, note.end), notes.cited.get(note.start, set())
        for one in _stretches_of(bare, span, span, forms):
            for citation in _citations_of(text, one, one.end, (one.start, one.end), works):
                taken.update(citation.sources)
                yield replace(citation, sure=bool(citation.sources))
        named = notes.named.setdefault(note.start, {*taken})
        for start, end, codes in titles.find_in(plain, note) if titles else ():
            if taken.isdisjoint(codes):
                shown = " ".join(text[start:end].split())
                yield Citation(start, end, shown, shown, codes, (start, end))
            named.update(codes)
    yield from find_repeats(text, notes)


def _citations_of(
    text: str, one: _Stretch, end: int, group: tuple[int, int], works: Works
) -> Iterator[Citation]:
    """Yield a citation for each work of the years of one set of names."""
    printed = without_links(" ".join(text[one.start : end].split()))
    for work in one.works:
        yield Citation(
            one.start,
            end,
            printed,
            work.key,
            works.without_doubles(work.codes),
            group,
            sure=bool(work.codes) or one.sure,
            like=works.without_doubles(work.like),
        )


def _stretches_of(
    text: str, whole: tuple[int, int], inner: tuple[int, int], forms: Forms
) -> Iterator[_Stretch]:
    place = inner[0]
    stretch: _Stretch | None = None
    tokens: list[Token] = []
    for match in YEAR.finditer(text, *inner):
        if match.start() < place:
            continue
        if not _SAME.fullmatch(text, place, match.start()):
            if stretch is not None:
                yield stretch
            tokens, stretch = tokens_of(text[place : match.start()], place), None
            in_brackets = True
        elif stretch is None:
            # Nothing stands before the year: the names stand before the bracket.
            begin = max(whole[0] - _WINDOW, 0)
            tokens = _names_before(text, begin, whole[0])
            in_brackets = False
        found = _read_year(text, match, tokens, forms, in_brackets=in_brackets)
        place = match.end()
        if found is None:
            tokens = [] if stretch is None else tokens
            continue
        if stretch is None:
            stretch = found
        else:
            stretch.works += found.works
            stretch.end = found.end
        place = stretch.end
    if stretch is not None:
        yield stretch


def _names_before(text: str, begin: int, end: int) -> list[Token]:
    """Return the words before a bracket; none where anything but a blank parts them from it."""
    tokens = tokens_of(text[begin:end], begin)
    if not tokens or not _BEFORE_BRACKET.fullmatch(text, tokens[-1].end, end):
        return []
    return tokens


def _read_year(
    text: str, match: re.Match[str], tokens: list[Token], forms: Forms, *, in_brackets: bool
) -> _Stretch | None:
    """Return what names and a year cite, or None where they are none."""
    years, letter = year_of(match)
    letters, end = _letters_after(text, match.end(), letter)
    length, codes = 0, tuple[str, ...]()
    for year in years:
        for index in (forms.strong, forms.weak):
            if not codes:
                length, codes = longest_match(tokens, year, index)
    if not codes and _is_short_form(text, tokens):
        return _read_year(text, match, tokens[:-1], forms, in_brackets=in_brackets)
    if codes and _goes_before(text, tokens, length, in_brackets=in_brackets):
        codes = ()
    like = tuple[str, ...]()
    if codes:
        start = _with_particles(tokens, length)
        sure = True
    else:
        shape = _shape_of_names(text, tokens, match.start(), in_brackets=in_brackets)
        if shape is None:
            return None
        length, sure = shape
        near, like = _resembled(tokens, years, forms)
        length = near or length
        start = tokens[-length].start
        # `(Europe, 2001)` is then a citation, but in a sentence one word may be a place: Europe.
        printed = text[start : tokens[-1].end]
        sure = sure or (bool(like) and (in_brackets or near > 1 or printed.isupper()))
    names = " ".join(token.word for token in tokens[-length:])
    works = [
        _Work(f"{names} {years[0]}{one}", _by_letter(codes, one, forms), like)
        for one in letters or [""]
    ]
    return _Stretch(start, end, works, sure)


def _is_short_form(text: str, tokens: list[Token]) -> bool:
    """Say whether the last word is short for those before it: `World Tea Board [WTB]`."""
    if len(tokens) < 2:  # noqa: PLR2004
        return False
    begin = tokens[-1].start
    between, letters = text[tokens[-2].end : begin], text[begin : begin + 2]
    return between.strip() in {"[", "("} and letters.isupper()


def _resembled(
    tokens: list[Token], years: tuple[str, ...], forms: Forms
) -> tuple[int, tuple[str, ...]]:
    """Return how many words before a year are a part of a body's name, and whose works fit."""
    for year in years:
        length, codes = longest_match(tokens, year, forms.near)
        if codes and tokens[-length].is_capital:
            return length, codes
    return 0, ()


def _letters_after(text: str, place: int, first: str) -> tuple[list[str], int]:
    """Return the letters of a year, `2004a, b` has two, and where they end."""
    if not first:
        return [], place
    letters = [first]
    while match := _MORE.match(text, place):
        letters.append(match["letter"] or match["other"])
        place = match.end()
    return letters, place


def _by_letter(codes: tuple[str, ...], letter: str, forms: Forms) -> tuple[str, ...]:
    """Return those of some works that have a letter; where nothing tells, all of them."""
    if not letter:
        return codes
    known = [code for code in codes if forms.letters.get(code) == letter]
    known = known or [code for code in codes if letter in forms.more_letters.get(code, ())]
    return tuple(known or [code for code in codes if code not in forms.letters])


def _goes_before(text: str, tokens: list[Token], length: int, *, in_brackets: bool) -> bool:
    """Say whether one more name stands before those that fit: `Able, Baker & Cook, 2001`.

    In a sentence a comma may part two of its clauses.
    """
    if length >= len(tokens):
        return False
    before, first = tokens[-length - 1], tokens[-length]
    if text[before.start - 1 : before.start].isdecimal():  # `3PSM` is nobody
        return False
    between = text[before.end : first.start].strip()
    joined = between.lstrip(", ") in JOINING or between.endswith("&")
    joined = joined or (between == "," and in_brackets)
    return joined and before.is_capital and before.word not in _NO_NAMES


def _with_particles(tokens: list[Token], length: int) -> int:
    """Return where names begin, `van der` before a family name included."""
    first = len(tokens) - length
    while first > 0 and tokens[first - 1].word in PARTICLES and not tokens[first - 1].is_capital:
        first -= 1
    return tokens[first].start


def _shape_of_names(
    text: str, tokens: list[Token], year: int, *, in_brackets: bool
) -> tuple[int, bool] | None:
    """Return how many words before a year look like names that nobody knows, and how surely."""
    if not tokens:
        return None
    last = tokens[-1]
    if last.word == OTHERS:
        return (2, True) if len(tokens) > 1 and tokens[-2].is_capital else None
    if not last.is_capital or last.word in _NO_NAMES or len(last.word) < 2:  # noqa: PLR2004
        return None
    if len(tokens) > 1 and tokens[-2].is_capital and tokens[-2].word not in _NO_NAMES:
        between = text[tokens[-2].end : last.start]
        if re.fullmatch(rf"\s*,?\s*(?:{'|'.join(JOINING)})\s+(?:[^\W\d_]\.\s*)*", between):
            return 2, True
    if not in_brackets:
        return 1, False
    return 1, text[last.end : year].strip() == ","
