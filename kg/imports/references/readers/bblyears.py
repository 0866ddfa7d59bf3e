"""Years of a printed entry that are two, as in `(2010–13)`, `2010-2011;` and `Gale, G., 2010-13`.

What parts an entry looks for one year. The first stands in the place of both, and the work gets
both in the end. Years within a title are none, and `2010-12` may be a month: it stays as printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August"
    r"|September|October|November|December)"
)
_WHOLE_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_MONTHS = rf"(?P<month>{_MONTH}(?:\s?(?:--?|[/\u2013])\s?{_MONTH})?)\.?"
# `BMJ. 1985 Mar 3;290:12`, as PubMed has it, and `BMJ. Mar 1985;290:12`.
_IN_MONTH = tuple(
    re.compile(rf"(?<=[\s~(]){form}(?=;\s?(?:[A-Z]?\d|\())")
    for form in (
        rf"(?P<year>{_YEAR})\s{_MONTHS}(?:\s(?P<day>\d{{1,2}}))?",
        # A whole name before a full stop ends a title: `Cups in March. 1999;12:3`.
        rf"(?!{_WHOLE_MONTH}\.){_MONTHS}(?:\s(?P<day>\d{{1,2}}),?)?\s(?P<year>{_YEAR})",
    )
)
_LONGEST = 60  # years
_OF_NONE = tuple(map(str, range(1500, 1600)))


class Years(NamedTuple):
    """Years as printed, or what is printed in their place, and the year that stands for them."""

    printed: str = ""
    stand_in: str = ""


def take_years(words: str) -> tuple[str, Years]:
    """Return an entry with one year in the place of two, or of none (`in press`), and what it was.

    For none a year stands that is nowhere else in the entry, so that it is known again.
    """
    if (found := _NO_DATE.search(words)) and not _SENTENCE.search(words[: found.start()]):
        stand_in = next((year for year in _OF_NONE if year not in words), "")
        if stand_in:
            taken = f"{words[: found.start(1)]}{stand_in}{words[found.end(1) :]}"
            return taken, Years(found[1], stand_in)
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
            return before + found["first"] + words[found.end() :], Years(found[0], found["first"])
    return words, Years()


def take_month(work: Work, words: str) -> str:
    """Set the month, and the day, of an issue; return the entry with its year alone."""
    found = next(filter(None, (one.search(words) for one in _IN_MONTH)), None)
    if found is None:
        return words
    work.put("month", " ".join(filter(None, (found["day"], found["month"]))))
    return f"{words[: found.start()]}{found['year']}{words[found.end() :]}"


def put_years(work: Work, years: Years) -> None:
    """Give a work what is printed of its years, where another stood for them."""
    printed = years.printed
    if printed and not printed[0].isdecimal():
        for name, value in work.fields.items():
            work.fields[name] = value.replace(years.stand_in, printed)
        return
    if not printed or work.plain("year") != years.stand_in:
        return
    dated = parse_date(printed)
    if dated is None or may_be_years(printed):
        work.fields["year"] = printed
    else:
        del work.fields["year"]
        work.put("date", dated.edtf)


def _is_span(found: re.Match[str]) -> bool:
    first, last = found["first"], found["last"]
    whole = int(last if len(last) == len(first) else first[:2] + last)
    next_one = last == "00" and first.endswith("99")
    return next_one or 0 < whole - int(first) <= _LONGEST
