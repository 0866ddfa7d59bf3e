r"""Entries in the manners of printed styles → names, title, and where the work appeared.

What parts the names from the title is a year (`Able, Ann, and Bea Baker. 2001. A title.`), a colon
(`Able, A., Baker, B.: A title.`), a comma (`A. Able, B. Baker, A title.`), or nothing but the last
initial (`Able, A. & Baker, B. A title. J. Sleep 4, 11–19 (2001).`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.imports.references.readers.bblnames import CAPITAL, FAMILY

_SMALL = "[a-zß-öø-ÿ]"
_INITIALS = rf"{CAPITAL}\.(?:[\s~-]?{CAPITAL}\.(?!\s{_SMALL})){{0,3}}"
_TURNED = rf"{FAMILY},\s{_INITIALS}(?:,?\s(?:Jr|Sr|I{{2,3}})\.?)?"
_FORWARD = rf"{_INITIALS}[\s~]{FAMILY}"
_SHORT = rf"{FAMILY}\s{CAPITAL}(?:-?{CAPITAL}){{0,3}}"
_WHOLE_TURNED = rf"{FAMILY},\s{CAPITAL}[^\W\d_]+(?:[\s-]{CAPITAL}(?:\.|[^\W\d_]+))*"
_WHOLE = rf"{CAPITAL}[^\W\d_]+(?:[\s-]{CAPITAL}\.?)*\s{FAMILY}"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)[a-z]?"
_DATED = rf"[.,]?\s\(?{_YEAR}\)?[.,:]?\s+(?:\\?[-\u2013]\s+)?"


def _after(person: str, end: str) -> re.Pattern[str]:
    """Return what an entry looks like that begins with such people, and goes on behind an end."""
    more = rf"(?:(?:,|\s?;)\s(?!and\s|\\?&){person})*(?:(?:,|\s?;)?\s(?:and|\\?&)\s{person})?"
    others = r"(?:[,;]?\s(?:\\emph\{)?et al\.?\}?)?"
    return re.compile(rf"(?P<names>{person}{more}{others})(?:{end})(?P<rest>[^\s(&,].*)", re.DOTALL)


# In this order: what names a year goes before what may begin a title.
_MANNERS = (
    *(_after(one, _DATED) for one in (_TURNED, _SHORT, _FORWARD, _WHOLE_TURNED, _WHOLE)),
    *(_after(one, r":\s") for one in (_TURNED, _SHORT, _FORWARD, _WHOLE_TURNED)),
    _after(_FORWARD, r",\s"),
    _after(_TURNED, r"\s"),
)
_PAGES = r"(?P<pages>[A-Za-z]?\d+(?:\s*(?:--?|\u2013)\s*[A-Za-z]?\d+)?)"
_NUMBER = r"(?P<volume>\d+)(?:\s?\((?P<number>[^()]{1,12})\))?"
# A title that a comma ends: `A title, J. Tea 4 (2001) 1–9`, `A title, J. Tea, 4, 1–9, 2001`.
_IN_COMMAS = tuple(
    re.compile(rf"(?P<title>[^.?!]+),\s(?P<journal>[^,]+?){behind}\.?\s*")
    for behind in (
        rf"\s{_NUMBER}\s\({_YEAR}\)\s{_PAGES}",
        rf",\s{_NUMBER},\s{_PAGES}(?:,\s*)+{_YEAR}",
    )
)
_ENDS_IN_YEAR = re.compile(rf"\((?:(?P<publisher>[^()]+),\s)?{_YEAR}\)\.?\s*\Z")
_STOP = re.compile(
    r"(?<=[^\W\d_]{2}\.)(?<!\svs\.)\s(?=\S)|(?<=[\d)”'}]\.)\s(?=\S)|(?<=[?!])\s(?=\S)"
)
_IN_BOOK = re.compile(r"(?:\\emph\{)?[Ii]n\b")
# As German styles have it: `In: Somnologie Bd. 4 (2001), S. 11`.
_IN_JOURNAL = re.compile(r"^In:\s(?=\\emph\{[^{}]+\}\s(?:Bd|Jg|vol)\b)")
# A year as a sentence of its own, behind names that have none.
_SENTENCE = re.compile(rf"(?P<names>[^\d“”\"()]{{3,600}}\.)\s{_YEAR}\.\s+(?P<rest>\S.*)", re.DOTALL)
_YEAR_BEHIND = re.compile(r"(?<=[.,])\s(?:1[4-9]|20)\d\d[a-z]?[.,]?\s*\Z")


class Parts(NamedTuple):
    """The names of an entry, its title, and what follows, its year too."""

    names: str
    title: str
    rest: str


# Brazil's and France's: `ABLE, A. B.; BELL, B. Chá no trabalho. Revista do Chá, …`
_BIG = r"[^\W\d_a-zß-öø-ÿ]"
_ONE_LARGE = rf"{_BIG}[A-ZÀ-ÖØ-Þ' -]+, (?:{_BIG}\. ?){{1,4}}"
_LARGE_NAMES = re.compile(
    rf"((?:{_ONE_LARGE}; )*{_ONE_LARGE})((?:[^\W\d_]{{2}}|\\emph).*)", re.DOTALL
)


def part_manner(words: str) -> Parts | None:
    """Return the parts of an entry in one of these manners; None of any other."""
    if (found := _LARGE_NAMES.fullmatch(words)) and (parts := _cut(found[1], found[2], "")):
        return parts
    for manner in _MANNERS:
        found = manner.fullmatch(words)
        parts = _parts(found) if found else None
        if parts is not None and parts.title:
            return parts
    return None


def _parts(found: re.Match[str]) -> Parts | None:
    names, rest = found["names"], found["rest"]
    told = found.groupdict().get("year") or ""
    for form in _IN_COMMAS:
        if (inner := form.fullmatch(rest)) is not None and not told:
            number = f"({inner['number']})" if inner["number"] else ""
            where = f"{inner['journal']} {inner['volume']}{number}, {inner['pages']}"
            return Parts(names, inner["title"], f"{where} {inner['year']}")
    end = _ENDS_IN_YEAR.search(rest)
    if not told and (end is None or _IN_BOOK.match(rest)):
        # Without a year at its end the entry may be in another manner.
        return _cut(names, rest, "") if found.re in _MANNERS[5:9] else None
    if end is not None and end["publisher"] and not told:
        title = rest[: end.start()].strip()
        shown = title if "\\emph" in title else rf"\emph{{{title}}}"
        return Parts(names, shown, f"{end['publisher']}, {end['year']}")
    return _cut(names, rest, told)


def _cut(names: str, rest: str, year: str) -> Parts | None:
    """Return the parts of an entry whose title ends at a full stop."""
    stop = next((one for one in _STOP.finditer(rest) if _is_even(rest[: one.start()])), None)
    if stop is None:
        return None
    where = _IN_JOURNAL.sub("", rest[stop.end() :])
    where = where if not year or year in where else f"{where} {year}"
    return Parts(names, rest[: stop.start()].rstrip("."), where)


def _is_even(words: str) -> bool:
    return words.count("{") == words.count("}")


def part_dated(words: str) -> tuple[str, str, str] | None:
    """Return names, year and the rest of an entry that has the year between two full stops."""
    found = _SENTENCE.fullmatch(words)
    return (found["names"], found["year"], found["rest"]) if found else None


def without_year(names: str) -> str:
    """Return names without the year that stands behind them as a sentence of its own."""
    return _YEAR_BEHIND.sub("", names)
