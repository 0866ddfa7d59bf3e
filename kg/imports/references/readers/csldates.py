"""Dates and texts of CSL-JSON, in every form that programs write them in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model.dates import month_of, parse_date

_NUMBER = re.compile(r"0?[1-9]|[1-3]\d", re.ASCII)  # of a month, a season or a day
_SEASONS_FROM = 20  # EDTF counts its seasons from 21
# What may say it in words, the plainest first.
_WORDS = ("edtf", "literal", "raw")


def text_in(value: object) -> str:
    """Return a value as text; lists of texts, as Crossref has them, give their first."""
    if isinstance(value, list):
        return text_in(value[0]) if value else ""
    return value if isinstance(value, str) else ""


def date_in(value: object) -> tuple[str, bool]:
    """Return a date of CSL (parts, a range of two, a season, or words), and whether it is a year.

    What is only said in words stands where a year would.
    """
    value = _dated(value)
    parts = value.get("date-parts")
    ends = [_edtf(one) for one in parts if isinstance(one, list)] if isinstance(parts, list) else []
    text = "/".join(end for end in ends[:2] if end)
    season = text_in(value.get("season"))
    if not season.isdecimal() and (found := month_of(season)) > f"{_SEASONS_FROM}":
        season = str(int(found) - _SEASONS_FROM)
    if re.fullmatch(r"\d{4}", text) and season.isdecimal() and 1 <= int(season) <= 4:  # noqa: PLR2004
        text = f"{text}-{_SEASONS_FROM + int(season)}"
    if value.get("circa"):
        text = "/".join(f"{end}~" for end in text.split("/") if end)
    text = text or next(filter(None, (text_in(value.get(name)) for name in _WORDS)), "")
    return text, bool(re.fullmatch(r"\d{4}", text)) or not any(ends)


def _dated(value: object) -> Mapping[str, object]:
    """Return a date as CSL has it; others write a text, a year, or parts that stand alone."""
    if isinstance(value, list):
        value = value[0] if value and isinstance(value[0], dict) else {"date-parts": value}
    if isinstance(value, str):
        value = {"literal": value.removesuffix(".0")}
    if not isinstance(value, dict):
        return {}
    parts = value.get("date-parts", [value.get(name) for name in ("year", "month", "day")])
    if isinstance(parts, list) and parts and not isinstance(parts[0], list):
        parts = [parts]
    return {**value, "date-parts": parts}


def _edtf(parts: list[object]) -> str:
    """Return a date of year, month and day; each may be a number or a text."""
    numbers = [text_in(one).strip().removesuffix(".0") for one in parts]
    if not numbers or not re.fullmatch(r"-?\d{1,4}", numbers[0]):
        return ""
    year = int(numbers[0])
    # EDTF counts a year 0, and CSL none.
    written = f"{year:04d}" if year >= 0 else f"-{-year - 1:04d}"
    rest = [f"-{int(one):02d}" for one in numbers[1:3] if _NUMBER.fullmatch(one)]
    known = ["".join((written, *rest[:count])) for count in range(len(rest), -1, -1)]
    return next((one for one in known if parse_date(one)), "")  # no 31st of February
