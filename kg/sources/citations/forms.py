"""The words by which a text with names and years cites a work: `able et al`, `able baker`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import Name, Reference
from kg.sources.citations.lists import PrintedList
from kg.sources.citations.works import Works
from kg.words import fold_text

Words = tuple[str, ...]
OTHERS = "et-al"
# What joins names and is none.
JOINING = frozenset({"and", "und", "et", "y", "e", "och", "og", "en", "i", "&"})
# What is no part of a name and is often printed with a small letter before it.
_PARTICLES = """
van von der den de del della di da dos das du la le los ter ten zu zur af av al el bin ibn st
"""
PARTICLES = frozenset(_PARTICLES.split())
YEAR = re.compile(
    r"(?<![\w./-])(?:(?P<year>1[4-9][0-9]{2}|20[0-9]{2})(?:/(?P<other>[0-9]{4}))?(?P<letter>[a-z])?"
    r"|(?P<words>n\.d\.|in press|forthcoming|in preparation|submitted|to appear)"
    r"(?:-?(?P<wordletter>[a-z]))?)(?![\w/])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# "and others" in texts of other languages. Each counts behind a name only: `(u.a. Able 2001)` is
# "among others Able".
_AND_OTHERS = re.compile(
    r"(?:(?:u\.[\s~\\]*a|e\.[\s~\\]*a|m\.[\s~\\]*fl|mfl|ym|i in|a kol|ve ark|vd|dkk|и др)\."
    r"|(?:et coll|[ye] cols?)\.|et alii|[ye] otros|e outros|e altri|und andere|med flere"
    r"|és mtsai\.?)(?!\w)"
)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_MOST_NAMES = 8
_FEWEST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name: folded, and where it stands."""

    word: str
    start: int
    end: int
    is_capital: bool


@dataclass(slots=True)
class Forms:
    """For each year, and the last word before it, the forms and the code of what they cite.

    `weak` forms (*et al.* of two names) count only where nothing else fits. What is `near` are the
    last words of a body's name, and its initials: they cite nothing until a person says so.
    `letters` are those that tell apart works of one year, `more_letters` those of a work's entries
    before its last one.
    """

    strong: dict[tuple[str, str], list[tuple[Words, str]]] = field(default_factory=dict)
    weak: dict[tuple[str, str], list[tuple[Words, str]]] = field(default_factory=dict)
    near: dict[tuple[str, str], list[tuple[Words, str]]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    more_letters: dict[str, set[str]] = field(default_factory=dict)


def tokens_of(text: str, start: int = 0) -> list[Token]:
    """Return the words of a text, without initials, joining words and possessive endings."""
    tokens: list[Token] = []
    for match in _words_in(text):
        word = _POSSESSIVE.sub("", match[0])
        folded = fold_text(word).replace("'", "").replace("’", "")
        place = (start + match.start(), start + match.end())
        capital = word[:1].isupper() or not (word.isupper() or word.islower())
        before = tokens[-1] if tokens else None
        if match.re is _AND_OTHERS:
            if before is not None and before.is_capital:
                tokens.append(Token(OTHERS, *place, is_capital=False))
        elif folded in {"al", "colleagues", "coworkers", "others"} and _joins(text, match.start()):
            tokens.append(Token(OTHERS, *place, is_capital=False))
        elif len(folded) == 1 and word.isupper() and (before is None or len(before.word) > 0):
            continue  # an initial
        elif (folded in JOINING and not capital) or _ends_others(text, match):
            continue
        else:
            tokens.append(Token(folded, *place, is_capital=capital))
    return tokens


def _words_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text, and what stands for several of them and means *and others*."""
    place = 0
    while match := _WORD.search(text, place):
        match = _AND_OTHERS.match(text, match.start()) or match
        yield match
        place = match.end()


def _ends_others(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is the ending of *et al.'s*, which a full stop parts from it."""
    return match[0] == "s" and text[max(match.start() - 2, 0) : match.start()] in {".'", ".’"}


def _joins(text: str, place: int) -> bool:
    """Say whether *et*, *and* or *&* stands before a place: *al* alone is a name."""
    before = text[max(place - 8, 0) : place].rstrip(" \t\n~\\.").lower()
    return before.endswith(("et", "and", "&", "und"))


def year_of(match: re.Match[str]) -> tuple[tuple[str, ...], str]:
    """Return the years that a match prints (`1890/1950` has two), and the letter after them."""
    if match["year"]:
        years = (match["year"], *([match["other"]] if match["other"] else []))
        return years, (match["letter"] or "").lower()
    return (match["words"].lower(),), (match["wordletter"] or "").lower()


def read_forms(works: Works, printed: PrintedList) -> Forms:
    """Index works by the forms in which names and year cite them; an alias is one more form."""
    forms = Forms(letters=dict(printed.letters), more_letters=printed.more_letters)
    for reference in works.references:
        years = [*_years_of(reference, forms)]
        for year in years:
            _take(reference, year, forms)
        for alias in reference.aliases:
            match = next(YEAR.finditer(alias), None)
            words = tuple(one.word for one in tokens_of(alias[: match.start()])) if match else ()
            if match is not None and words:
                found, letter = year_of(match)
                forms.strong.setdefault((found[0], words[-1]), []).append((words, reference.code))
                if letter:
                    forms.letters.setdefault(reference.code, letter)
    return forms


def _years_of(reference: Reference, forms: Forms) -> Iterator[str]:
    shown = reference.dated or (str(reference.year) if reference.year else "n.d.")
    found = False
    for match in YEAR.finditer(shown):
        found = True
        years, letter = year_of(match)
        if letter:
            forms.letters.setdefault(reference.code, letter)
        yield from years
    if not found:
        yield str(reference.year) if reference.year else shown.strip().lower()


def _take(reference: Reference, year: str, forms: Forms) -> None:
    kinds = (
        (forms.strong, _strong_forms(reference)),
        (forms.weak, _weak_forms(reference)),
        (forms.near, _near_forms(reference)),
    )
    for index, found in kinds:
        for words in dict.fromkeys(found):
            index.setdefault((year, words[-1]), []).append((words, reference.code))


def _strong_forms(reference: Reference) -> Iterator[Words]:
    names = reference.authors or reference.editors
    more = reference.more_authors if reference.authors else reference.more_editors
    for whole in (True, False):
        words = [_words_of(name, whole=whole) for name in names[:_MOST_NAMES]]
        if not words or not all(words):
            continue
        if len(names) <= _MOST_NAMES and not more:
            yield tuple(word for one in words for word in one)
        if len(names) > 2 or more:  # noqa: PLR2004 - two are both named
            for count in range(1, _MOST_NAMES):  # APA names as many as tell two works apart
                first = tuple(word for one in words[:count] for word in one)
                yield (*first, OTHERS)
    if not names:
        for text in (reference.publisher or "", reference.title):
            words_of = tuple(one.word for one in tokens_of(text))
            yield from (words_of[:count] for count in {len(words_of), 3, 4} if words_of[:count])
    for field_name in ("shortauthor", "shorthand", "label", "shorteditor"):
        short = tuple(one.word for one in tokens_of(reference.fields.get(field_name, "")))
        if short:
            yield short


def _weak_forms(reference: Reference) -> Iterator[Words]:
    names = reference.authors or reference.editors
    if names:
        for whole in (True, False):
            words = _words_of(names[0], whole=whole)
            if words:
                yield (*words, OTHERS)


def _near_forms(reference: Reference) -> Iterator[Words]:
    """Yield what a program prints that takes a body for a person, and how people shorten one.

    `Shire Tea Network` is then `Network`, as if the words before were given names, or `STN`.
    """
    names = reference.authors or reference.editors
    body = (reference.publisher or "") if not names else ""
    if names and not names[0].given:
        body = f"{names[0].particle} {names[0].family}"
    tokens = tokens_of(body)
    words = tuple(one.word for one in tokens)
    yield from (words[first:] for first in range(1, len(words)))
    initials = "".join(one.word[0] for one in tokens if one.is_capital)
    if len(initials) >= _FEWEST_INITIALS:
        yield (initials,)


def _words_of(name: Name, *, whole: bool) -> Words:
    """Return the words of a family name, with or without `van der`."""
    text = f"{name.particle} {name.family}" if whole else name.family
    return tuple(one.word for one in tokens_of(text))


def longest_match(
    tokens: list[Token], year: str, index: Mapping[tuple[str, str], list[tuple[Words, str]]]
) -> tuple[int, tuple[str, ...]]:
    """Return how many words at the end of tokens are a form, and the codes that it cites."""
    if not tokens:
        return 0, ()
    words = tuple(token.word for token in tokens[-40:])
    best: dict[str, None] = {}
    length = 0
    for form, code in index.get((year, words[-1]), ()):
        if len(form) >= length and words[-len(form) :] == form:
            if len(form) > length:
                best, length = {}, len(form)
            best[code] = None
    return length, tuple(best)
