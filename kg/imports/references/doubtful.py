"""What of a work can be read, and may have been meant otherwise: told, so that a person looks.

`Ann Able, Bo Bell` is the name of one person to BibTeX, as `Prof. Bo Bell, PhD` is that of a
family; of two years of one entry one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.errors import Problem, shorten_text
from kg.imports.references.bodies import is_parted_body, is_turned_body
from kg.imports.references.works import Work
from kg.model.dates import may_be_years, parse_date
from kg.model.names import is_many, split_names
from kg.sources.bibtex.fields import NAMED_FIELDS, fault_of_type

# Degrees that are no initials of given names; MD may be both.
_DEGREES = r"Ph\.?\s?D|D\.?\s?Phil|M\.?Sc|B\.?Sc|MPH|MBBS|Dr\.?PH|Ed\.?D|Psy\.?D|FRCP|M\.D|R\.N"
# Behind a comma too; behind a second one BibTeX takes a degree for what it is.
_TITLED = re.compile(
    rf"(?:^|,\s*)(?:Dr|Prof|Professor)\.?(?:\s|$)|^[^,]*[^,\s]\s[^,]*,\s*(?:{_DEGREES})\.?$"
    rf"|^[^,]+,\s*[^,]*[^,\s]\s(?:{_DEGREES})\.?$"  # behind a given name: `Able, Ann PhD`
)
# Initials and a family name: where a comma parts two of these, there are two people.
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_]\.[\s~-]*)+[^\W\d_]{2}[\w.'’\s-]*")
_BETWEEN = re.compile(r"\s*,\s*|\s+(?:\\?&|\\and|[/|])\s+")
_LONGEST_LINE = 160
_WORDS = re.compile(r"[^\W\d_][^\W\d_.'’-]+(?:\s+[^\W\d_][\w.'’-]*)+")


def tell_doubtful(work: Work) -> Iterator[Problem]:
    """Yield what of a work was read in one way, where another may be meant."""
    named = f"{shorten_text(work.key)}: " if work.key else ""
    if wrong := fault_of_type(work.kind):
        yield Problem(work.place, "IMP003", f"{named}{wrong}")
    for name in sorted(NAMED_FIELDS & work.fields.keys()):
        for message in _tell_names(split_names(work.fields[name]), name):
            yield Problem(work.place_of(name), "IMP003", f"{named}{name}: {message}")
    if may_be_years(years := work.plain("year")):
        first, last = years[:4], years[:2] + years[-2:]
        message = f"year '{years}' was read as a month; if it is {first} to {last}, write date = "
        yield Problem(work.place_of("year"), "IMP003", f"{named}{message}{{{first}/{last}}}")
    year, date = (parse_date(work.plain(name)) for name in ("year", "date"))
    if year and date and year.year and date.year and year.year != date.year:
        message = f"'year' says {year.year} and 'date' {date.year}; the date was taken"
        yield Problem(work.place_of("year"), "IMP003", f"{named}{message}; take one of them out")


def tell_parted_bodies(works: Iterable[Work]) -> Iterator[Problem]:
    """Yield, once for all works, that names of bodies were read as family and given names."""
    met: dict[str, tuple[Work, str]] = {}
    for work in works:
        for field in sorted(NAMED_FIELDS & work.fields.keys()):
            for name in split_names(work.fields[field]):
                if is_parted_body(name) or is_turned_body(name):
                    met.setdefault(name, (work, field))
    for name, (work, field) in [*met.items()][:1]:
        more = f" (and {len(met) - 1} more of this)" if len(met) > 1 else ""
        key = f"{shorten_text(work.key)}: " if work.key else ""
        message = f"{key}{field}: '{shorten_text(name)}' was read as a family and a given name; "
        message += f"if it is a body, write its name as it is printed, in braces{more}"
        yield Problem(work.place_of(field), "IMP003", message)


def _tell_names(names: Sequence[str], field: str) -> Iterator[str]:
    """Yield what is to be said of the names of one field."""
    # Beside a name without a comma one with a comma may be two.
    is_mixed = any("," not in one and _WORDS.fullmatch(one) for one in names)
    for number, one in enumerate(names):
        parts = [part.strip() for part in one.split(",")]
        pattern = _WORDS if is_mixed else _INITIALS_FIRST
        is_two = len(parts) > 1 and all(
            pattern.fullmatch(part) or _INITIALS_FIRST.fullmatch(part) for part in parts
        )
        if is_two or is_many(one):
            remedy = _remedy(names, number, field)
            yield f"'{shorten_text(one)}' was taken for one name; {remedy}"
        elif _TITLED.search(one):
            yield f"'{shorten_text(one)}' has a title or degree in it; take it out of the name"


def _remedy(names: Sequence[str], number: int, field: str) -> str:
    """Return what to write where one of the names of a field is those of several people."""
    parts = [part.strip() for part in _BETWEEN.split(names[number])]
    line = " and ".join([*names[:number], *parts, *names[number + 1 :]])
    # `Able, B. & Bell`: what belongs to whom is not plain, and no line is offered.
    one_name = [_INITIALS_FIRST.fullmatch(part) or _WORDS.fullmatch(part) for part in parts]
    is_plain = "," not in names[number] or all(one_name)
    if not is_plain or len(line) > _LONGEST_LINE:
        return "write ' and ' between two"
    return f"if they are several, write {field} = {{{line}}}"
