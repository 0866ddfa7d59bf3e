"""What a draft does without: each gap with its place, for the page that lists them.

`kg.codes.UNFINISHED` says which problems a draft lets pass. A gap is such a problem, as a reader of
the site meets it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.codes import CODES, UNFINISHED
from kg.errors import Location, Problem


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: what kind of thing, what becomes of it, and where.

    `record` is the path of the record (`sources/A9`), or "" where none can be named.
    """

    code: str
    meaning: str
    becomes: str
    place: Location
    message: str
    record: str = ""


def find_gaps(
    problems: Iterable[Problem], checks: Mapping[str, str], records: Mapping[Location, str]
) -> tuple[Gap, ...]:
    """Return the gaps among problems, by code and place.

    `checks` are the summaries of the checks by name, `records` the paths of records by their place.
    """
    return tuple(
        Gap(
            code=one.code,
            meaning=_meaning_of(one.code, checks),
            becomes=UNFINISHED[one.code],
            place=one.location,
            message=one.message,
            record=records.get(one.location, ""),
        )
        for one in sorted(problems, key=lambda one: (one.code, one.location))
        if one.code in UNFINISHED
    )


def count_gaps(gaps: Iterable[Gap]) -> dict[str, int]:
    """Return how many gaps there are of each code."""
    return dict(sorted(Counter(gap.code for gap in gaps).items()))


def summary_of_gaps(gaps: Iterable[Gap]) -> str:
    """Return a line for each kind of gap: how many, what it is, and what becomes of it."""
    held = list(gaps)
    kinds = {gap.code: gap for gap in held}
    return "\n".join(
        f"{count:,} × {code} {kinds[code].meaning}: {kinds[code].becomes}"
        for code, count in count_gaps(held).items()
    )


def _meaning_of(code: str, checks: Mapping[str, str]) -> str:
    known = CODES.get(code)
    if known is not None:
        return known.meaning
    summary = checks[code.removeprefix("CHK-")]
    return summary[:1].lower() + summary[1:]
