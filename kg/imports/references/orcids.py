"""ORCID iDs of foreign names → those of the names that a work, or an entry, has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Problem, shorten_text
from kg.imports.references.works import Work
from kg.model.annotations import give_orcids, orcid_field, render_orcids, sift_orcids
from kg.model.names import parse_people
from kg.model.references import Name
from kg.paths import fold_letters
from kg.sources.bibtex.fields import NAMED_FIELDS

# Web of Science: `Able, Ann/0000-0002-1825-0097  Baker, B./0000-…` in a field of its own.
NUMBERS = "orcid-numbers"
_NUMBERED = re.compile(r"([^/;{}]+)/\s*(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII | re.IGNORECASE)


def names_of(work: Work, role: str) -> tuple[Name, ...]:
    """Return the names in a field, with their ORCID iDs; none where they cannot be read."""
    if role not in work.fields:
        return ()
    try:
        names, _ = parse_people(work.fields[role])
    except ValueError:  # told where works are mended
        return ()
    return give_orcids(names, work.fields.get(orcid_field(role), ""))


def mend_orcids(work: Work) -> Iterator[Problem]:
    """Keep the ORCID iDs that hold, each in plain form; yield a problem for each that does not."""
    for role in sorted(NAMED_FIELDS):
        field = orcid_field(role)
        if field not in work.fields:
            continue
        kept, faults = sift_orcids(work.fields.pop(field), len(names_of(work, role)))
        if kept:
            work.fields[field] = render_orcids(kept)
        for fault in faults:
            title = shorten_text(work.key or work.plain("title"))
            yield Problem(work.place, "IMP003", f"{title}: {role}: {fault}; it was left out")


def place_numbers(work: Work) -> None:
    """Give authors the numbers of Web of Science, as far as it is plain whose they are."""
    text = work.plain(NUMBERS)
    found = [(name.strip(), number) for name, number in _NUMBERED.findall(text)]
    authors = names_of(work, "author")
    placed: dict[int, str] = {}
    for name, number in found:
        family, _, given = (part.strip() for part in name.partition(","))
        place = _place_of(Name(family=family or "?", given=given), authors)
        if place and place not in placed:
            placed[place] = number
    if placed and orcid_field("author") not in work.fields:
        work.fields[orcid_field("author")] = render_orcids(placed)
        if len(placed) == len(found):
            del work.fields[NUMBERS]


@dataclass(frozen=True, slots=True)
class Moved:
    """ORCID iDs for an entry: fields that it lacks, and what could not be taken over, in words."""

    fields: Mapping[str, str]
    lost: Sequence[str] = ()


def move_orcids(work: Work, known: Work) -> Moved:
    """Return the ORCID iDs of a work for the names of the entry that is the same work.

    The entry may name its authors in other words, or another number of them, so that a place in one
    list is none in the other. A field that the entry has is never changed.
    """
    fields: dict[str, str] = {}
    lost: list[str] = []
    for role in sorted(NAMED_FIELDS):
        there = names_of(known, role)
        held = {one.orcid for one in there if one.orcid}
        placed: dict[int, str] = {}
        for at, name in enumerate(names_of(work, role), start=1):
            if not name.orcid or name.orcid in held:
                continue
            place = _place_of(name, there, at)
            if place and orcid_field(role) not in known.fields:
                placed[place] = name.orcid
            else:
                lost.append(f"{name.orcid} of {name.family}")
        if placed:
            fields[orcid_field(role)] = render_orcids(placed)
    return Moved(fields, lost)


def _place_of(name: Name, names: Sequence[Name], at: int = 0) -> int:
    """Return the place, from 1, of the one name that may be another form of a name; 0 for none.

    Of several the one at the place `at` is taken.
    """
    places = [place for place, other in enumerate(names, 1) if _may_be_one(name, other)]
    if len(places) == 1 or at in places:
        return at if at in places else places[0]
    return 0


def _may_be_one(name: Name, other: Name) -> bool:
    """Say whether two names have one family name, and given names that may begin alike."""
    family, its = (fold_letters(f"{one.particle} {one.family}".strip()) for one in (name, other))
    given, others = (fold_letters(one.given)[:1] for one in (name, other))
    return family == its and (given == others or not (given and others))
