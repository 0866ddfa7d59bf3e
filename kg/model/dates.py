"""Dates of works as their references write them → the year that is known, and words for a reader.

Extended Date/Time Format (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/), as biblatex
reads it, and what people write in its place: *in press*, *n.d.*, `c. 1982`, `March 2005`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from kg.languages import MONTHS_ABROAD

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON_NAMES = {name: number for number, name in _SEASONS.items()} | {"fall": "23"}
# What stands where a year would be. Each says that there is none yet, or none to be known.
_NO_YEAR = re.compile(
    r"in press|forthcoming|to appear|submitted|accepted|in preparation|under review|unpublished|"
    r"in print|early view|online first|ahead of print|n\.?\s?d\.?|no\s?date|undated|"
    r"s\.?\s?[adf]\.?|o\.\s?j\.|sans date|sin fecha|"
    r"inpress|inpreparation|prepublished|in prep\.?|in review|in revision|work in progress|unknown",
    re.IGNORECASE,
)
# Works are older than any press only in an EDTF year; elsewhere that is a slip of the hand.
_YEAR = r"(?:1\d|20)\d\d"
# A year of the print, and in brackets that of the first one.
_REPRINT = re.compile(
    rf"[\[(]{_YEAR}[\])]\s*(?P<new>{_YEAR})|(?P<print>{_YEAR})\s*[\[(]{_YEAR}[\])]", re.ASCII
)
# The year, and how many pages: the standard of Russia has them side by side.
_EXTENT = re.compile(rf"(?P<year>{_YEAR})\s*\.\s*[–—-]*\s*\d+\s?\w{{1,3}}\.?")
# 2004年3月12日, and digits as wide as those signs.
_CHINESE = re.compile(
    rf"(?P<year>{_YEAR})\s*年(?:\s*(?P<month>\d\d?)\s*月(?:\s*(?P<day>\d\d?)\s*日)?)?", re.ASCII
)
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}
_BEFORE = re.compile(r"(?P<year>\d{1,4})\s*B\.?\s?C\.?(?:\s?E\.?)?", re.ASCII | re.IGNORECASE)
# What says no more of a year than that it is one.
_SAID = frozenset({"cited", "published", "printed", "issued", "revised", "updated", "copyright"})
# A year of copyright, as libraries write it: c2004, cop. 2004.
_COPYRIGHT = re.compile(rf"(?:c|\(c\)|cop\.|copyright)\s*(?P<year>{_YEAR})", re.IGNORECASE)
_DECADE = re.compile(r"(?P<first>(?:1\d|20)\d)0s", re.ASCII)
# 31.12.2005, 12/31/2005 and 12/2005: the day is known by its point, or by being no month.
_NUMBERS = re.compile(
    rf"(?:(?P<one>\d\d?)(?P<sign>[./])\s?)?(?P<two>\d\d?)(?(sign)(?P=sign)|[./-])\s?(?P<year>{_YEAR})",
    re.ASCII,
)
# No day and no month, as some databases write it; open, as the drafts of EDTF had it.
_NOTHING = re.compile(r"(?<=\d)-00-00$|(?<=\d-\d\d)-00$")
# 2022 Nov 2
_AS_PUBMED = re.compile(rf"^({_YEAR}) ([^\W\d]+)\.? (\d\d?)$", re.ASCII)
# An issue of several days or months: 1986 Apr 17-23, 1986 Apr 30-May 6, 1986 Dec-1987 Jan.
_DAYS = re.compile(
    rf"(?P<year>{_YEAR}) (?P<month>[^\W\d]+)\.?(?: (?P<day>\d\d?))?\s?[–-]\s?"
    rf"(?:(?P<next>{_YEAR}) )?(?P<last>[^\W\d]+)?\.?(?: ?(?P<end>\d\d?))?",
    re.ASCII,
)
# Of days in one month programs write the second like a year: 1986-05-15/0021.
_DAY_AS_YEAR = re.compile(rf"^({_YEAR}-\d\d)-(\d\d)/00(\d\d)$", re.ASCII)
_OPEN = re.compile(r"(?<=/)(?:open|unknown)$|^(?:open|unknown)(?=/)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|approx\.?|approximately)\s*(?=\d)", re.IGNORECASE)
_EDTF = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T[\d:.Z+-]+)?(?P<doubt>[?~%]?)",
    re.ASCII,
)
_WORDS = re.compile(
    rf"(?P<before>(?:\d\d? )?[^\d]*?(?:\d\d?, )?)(?P<year>{_YEAR})(?P<letter>[a-z]?)"
    r"(?P<after>[^\d]*)",
    re.ASCII,
)
# A serial that goes on, or of which nobody knows when it began.
_OPEN_YEARS = re.compile(rf"(?P<first>{_YEAR})\s*(?:-{{1,3}}|[–—])|(?:--|[–—])\s*(?P<last>{_YEAR})")
_YEARS = re.compile(rf"(?P<first>{_YEAR})\s*(?:-{{1,3}}|[–—/])\s*(?P<last>{_YEAR}|\d\d)", re.ASCII)
_MONTH_OR_YEAR = re.compile(r"(?:1\d|20)(?P<first>\d\d)-(?P<last>\d\d)", re.ASCII)
_LATEST = 2099
_LAST_DAY = 31
_LEAP = 2000
_CENTURY = 100
_PAIR = 2  # May/June
_SHORTEST = 3  # no month is known by two letters


@dataclass(frozen=True, slots=True)
class Dated:
    """When a work came out: `year` is the first that is known, `shown` stands in its place.

    `edtf` is the date for machines, empty where there is none.
    """

    shown: str
    year: int | None = None
    edtf: str = ""


def parse_date(text: str) -> Dated | None:
    """Return when a work came out, or None where the text says nothing of the kind."""
    text = re.sub(r"\s*/\s*", "/", text.strip().translate(_WIDE))
    if _NO_YEAR.fullmatch(text.strip("()[]")):
        return Dated(text)
    text = _AS_PUBMED.sub(r"\3 \2 \1", _OPEN.sub("..", _NOTHING.sub("", text)))
    text = _DAY_AS_YEAR.sub(r"\1-\2/\1-\3", text)
    if text.count("/") == 1 and (found := _range_of(*text.split("/", 1))):
        return found
    return (
        _edtf_of(text)
        or _years_of(text)
        or _decade_of(text)
        or _words_of(text)
        or _days_of(text)
        or _signed_of(text)
    )


def may_be_years(text: str) -> bool:
    """Say whether a month may be meant as a year: `2010-12` is December, or 2010 to 2012."""
    match = _MONTH_OR_YEAR.fullmatch(text.strip())
    return match is not None and int(match["first"]) < int(match["last"]) <= len(_MONTHS)


def _range_of(first: str, last: str) -> Dated | None:
    """Return an interval of two dates, either of which may be open: nothing, or two dots."""
    ends = [None if end in {"", ".."} else _edtf_of(end) for end in (first, last)]
    opened = [end in {"", ".."} for end in (first, last)]
    if all(opened) or any(
        end is None and not open_ for end, open_ in zip(ends, opened, strict=True)
    ):
        return None
    start, stop = ends
    if start and stop and (stop.year or _LATEST) < (start.year or 0):
        return None
    shown = f"{start.shown if start else ''}–{stop.shown if stop else ''}"
    if start and stop and start.year == stop.year and start.year is not None:
        shown = f"{start.year}"  # from May to June: the year is enough in its place
    return Dated(shown, start.year if start else None, f"{first}/{last}")


def _edtf_of(text: str) -> Dated | None:
    # ISO 8601-2 has X where the drafts of it had u, and some programs write 2018/08/01.
    text = re.sub(r"(?<=[\d-])u+", lambda found: "X" * len(found.group()), text)
    if match := re.fullmatch(rf"({_YEAR})([/-])(\d{{1,2}})\2(\d{{1,2}})", text, re.ASCII):
        text = f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}"
    match = _EDTF.fullmatch(text)
    if match is None or (month := match["month"] or "") not in _MONTH_NUMBERS:
        return None
    year = match["year"]
    if not _is_day(year, month, match["day"] or "XX"):
        return None
    if "X" in year:
        return Dated(f"{year.replace('X', '0')}s", edtf=text)
    number = int(year)
    if number > _LATEST:
        return None
    if number <= 0:  # astronomers count a year 0, which nobody else does
        return Dated(f"{1 - number} BCE", edtf=text)
    season = f"{_SEASONS[month]} " if month in _SEASONS else ""
    about = {"~": "c. ", "%": "c. "}.get(match["doubt"], "")
    doubt = "?" if match["doubt"] in {"?", "%"} else ""
    return Dated(f"{about}{season}{number}{doubt}", number, text)


def _is_day(year: str, month: str, day: str) -> bool:
    """Say whether a month has such a day: no year has a 30th of February."""
    if not day.isdecimal():
        return True
    leap = int(year) if year.isdecimal() and int(year) > 0 else _LEAP
    months = int(month) if month.isdecimal() and int(month) <= len(_MONTHS) else 1
    return 1 <= int(day) <= monthrange(leap, months)[1]


_MONTH_NUMBERS = frozenset({"", "XX", *_SEASONS, *(f"{one:02d}" for one in range(1, 13))})


def _years_of(text: str) -> Dated | None:
    """Return two years with a dash or slash between them: `1982/83`, `c. 1850–1855`."""
    about = _ABOUT.match(text)
    match = _YEARS.fullmatch(text[about.end() :] if about else text)
    if match is None:
        return None if about else _open_years_of(text)
    first, last = match["first"], match["last"]
    whole = last if len(last) == len(first) else first[:2] + last
    if int(whole) - int(first) == 1 - _CENTURY:  # 1999/00
        whole = str(int(first) + 1)
    shown = text.replace("--", "–").replace("–-", "–")
    doubt = "~" if about else ""
    return Dated(shown, int(first), f"{first}{doubt}/{whole}{doubt}") if whole > first else None


def _open_years_of(text: str) -> Dated | None:
    """Return years without an end or a beginning: `2004–`."""
    match = _OPEN_YEARS.fullmatch(text)
    return match and _range_of(match["first"] or "", match["last"] or "")


def _decade_of(text: str) -> Dated | None:
    """Return a decade, or a century: `1850s`, `1900s`."""
    match = _DECADE.fullmatch(text)
    if match is None:
        return None
    first = match["first"]
    return _edtf_of(f"{first[:2]}XX" if first.endswith("0") else f"{first}X")


def _signed_of(text: str) -> Dated | None:
    """Return a year beside that of a first print, or with signs of its own, or before our era."""
    if (match := _NUMBERS.fullmatch(text)) and (found := _numbered(match)):
        return found
    if match := _COPYRIGHT.fullmatch(text):
        return Dated(text, int(match["year"]), match["year"])
    if match := _EXTENT.fullmatch(text):
        return Dated(text, int(match["year"]), match["year"])
    if match := _CHINESE.fullmatch(text):
        parts = "-".join(f"{int(part):02d}" for part in match.groups() if part)
        return Dated(match["year"], int(match["year"]), parts) if _edtf_of(parts) else None
    if match := _REPRINT.fullmatch(text):
        year = match["new"] or match["print"]
        return Dated(text, int(year), year)
    match = _BEFORE.fullmatch(text)
    before = int(match["year"]) - 1 if match else -1
    return None if before < 0 else _edtf_of(f"-{before:04d}" if before else "0000")


def _days_of(text: str) -> Dated | None:
    """Return the days, or the months, of an issue as PubMed has them."""
    match = _DAYS.fullmatch(text)
    if match is None or (match["day"] is None) != (match["end"] is None):
        return None
    months = [month_of(match["month"]), month_of(match["last"] or match["month"])]
    years, days = (match["year"], match["next"] or match["year"]), (match["day"], match["end"])
    first, last = (
        "-".join([year, month, *([f"{int(day):02d}"] if day else [])])
        for year, month, day in zip(years, months, days, strict=True)
    )
    return _range_of(first, last) if all(months) and first < last else None


def _numbered(match: re.Match[str]) -> Dated | None:
    """Return a day, or a month, that is written in numbers alone; None where it may be two."""
    one, two, year = match["one"], match["two"], match["year"]
    if one is None:
        return _edtf_of(f"{year}-{int(two):02d}")
    day, month = int(one), int(two)
    if match["sign"] == "/":  # an American has the month first
        if min(day, month) > len(_MONTHS) or (day != month and max(day, month) <= len(_MONTHS)):
            return None
        day, month = max(day, month), min(day, month)
    return _edtf_of(f"{year}-{month:02d}-{day:02d}")


def _words_of(text: str) -> Dated | None:
    """Return what people write: a month by its name, a year about which it was, `2004a`."""
    about = _ABOUT.match(text)
    match = _WORDS.fullmatch(text[about.end() :] if about else text.strip("[]"))
    if match is None:
        return None
    year = match["year"]
    if about:
        return Dated(text, int(year), f"{year}~")
    said = f"{match['before']} {match['after']}"
    words = [one for one in re.findall(r"[^\W\d]+", said) if one.lower() not in _SAID]
    if words and _NO_YEAR.fullmatch(said.strip(" ,;()[]").removesuffix(" in")):  # forthcoming 2012
        return Dated(text, int(year), year)
    months = [month_of(word) for word in words]
    if any(not one for one in months) or len(months) > _PAIR:
        return None
    if match["letter"] or not months:
        return Dated(text, int(year), year)
    return Dated(year, int(year), _edtf_of_months(year, months, said))


def _edtf_of_months(year: str, months: list[str], said: str) -> str:
    """Return a month with its day, or two in their order as a range; of others the first."""
    if len(months) == _PAIR and months[0] < months[1] <= f"{len(_MONTHS)}":
        return f"{year}-{months[0]}/{year}-{months[1]}"
    return f"{year}-{months[0]}{_day_in(said) if len(months) == 1 else ''}"


def _day_in(words: str) -> str:
    """Return the day that stands beside the name of a month: `-22` of `June 22,`."""
    days = re.findall(r"\d+", words)
    return f"-{int(days[0]):02d}" if len(days) == 1 and 1 <= int(days[0]) <= _LAST_DAY else ""


def month_of(text: str) -> str:
    """Return the two digits of a month or season by name, short or long, or number; or nothing."""
    word = text.strip(" .").lower()
    if word.isdecimal() and word.isascii() and 1 <= int(word) <= len(_MONTHS):
        return f"{int(word):02d}"
    if word in _SEASON_NAMES:
        return _SEASON_NAMES[word]
    for number, name in enumerate(_MONTHS, start=1):
        if len(word) >= _SHORTEST and name.startswith(word):
            return f"{number:02d}"
    number = MONTHS_ABROAD.get(word, 0)
    return f"{number:02d}" if number else ""
