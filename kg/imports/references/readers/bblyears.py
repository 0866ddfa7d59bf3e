"""Years of a printed entry that are two, as in `(2010–13)`, `2010-2011;` and `Gale, G., 2010-13`.

What parts an entry looks for one year. The first stands in the place of both, and the work gets
both in the end. Years within a title are none, and `2010-12` may be a month: it stays as printed.
"""

from __future__ import annotations

import re

from kg.imports.references.works import Work
from kg.model.dates import may_be_years, parse_date

_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(
    rf"(?<![\d:/–—-])(?P<first>{_YEAR})\s?(?:-{{1,2}}|[–—/])\s?(?P<last>{_YEAR}|\d\d)(?![\d:/–—-])"
)
_ONE = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_OF_JOURNAL = re.compile(rf"(?<!\d){_YEAR}\s?;")
# Pages, and what a volume parts from them.
_PAGES = re.compile(r"(?:\bpp?\.?|\d\)?\}?,|:)\s*$")
_SENTENCE = re.compile(r"[a-z]{3}[.?!]\s")
_NO_DATE = re.compile(
    r"\((n\.\s?d\.|no date|in press|forthcoming|s\.\s?f\.|o\.\s?J\.|submitted|under review)\)"
)
_NONE = "1500"  # no entry is of it
_LONGEST = 60  # years


def take_years(words: str) -> tuple[str, str]:
    """Return an entry with the first of two years alone, and both as printed, if it has two.

    What stands where a year would be (`(in press)`) is told in the same way, by a year of none.
    """
    if (found := _NO_DATE.search(words)) and not _SENTENCE.search(words[: found.start()]):
        return f"{words[: found.start(1)]}{_NONE}{words[found.end(1) :]}", found[1]
    for found in _YEARS.finditer(words):
        before, behind = words[: found.start()], words[found.end() : found.end() + 1]
        others = _ONE.search(before) or _ONE.search(words, found.end())
        if before.endswith(("(", "[")):
            is_date = behind in {")", "]", ",", ";"} and not _SENTENCE.search(before)
            is_date = is_date and not _ONE.search(before) and not _OF_JOURNAL.search(words)
        else:
            is_date = behind == ";" or (
                not others and behind in {"", ".", ",", ":"} and not _PAGES.search(before)
            )
        if is_date and _is_span(found):
            return before + found["first"] + words[found.end() :], found[0]
    return words, ""


def put_years(work: Work, years: str) -> None:
    """Give a work both of its years, where the first was taken for the one."""
    if years and not years[0].isdecimal():
        for name, value in work.fields.items():
            work.fields[name] = value.replace(_NONE, years)
        return
    if not years or not years.startswith(work.plain("year") or "-"):
        return
    dated = parse_date(years)
    if dated is None or may_be_years(years):
        work.fields["year"] = years
    else:
        del work.fields["year"]
        work.put("date", dated.edtf)


def _is_span(found: re.Match[str]) -> bool:
    first, last = found["first"], found["last"]
    whole = int(last if len(last) == len(first) else first[:2] + last)
    next_one = last == "00" and first.endswith("99")
    return next_one or 0 < whole - int(first) <= _LONGEST
