"""A work as a reference file gives it: its fields as LaTeX, whatever the format was.

Every reader of this folder makes works; what follows knows of no format any more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from kg.errors import Location, Problem
from kg.imports.references.bodies import is_parted_body
from kg.imports.references.familylists import are_families
from kg.imports.references.webmarks import letters_of_entities
from kg.latex.plain import encode_latex
from kg.model.annotations import orcid_field, render_orcids
from kg.model.details import is_verbatim
from kg.model.identifiers import issn_fault
from kg.model.names import write_name
from kg.sources.bibtex.references import plain_value

# More than this no review cites; a file that has more is a catalogue, or an attack.
MOST_WORKS = 100_000
# Where no title is known yet. The mark in the entry is what counts, not the words.
UNRESOLVED = "unresolved"


@dataclass(slots=True)
class Work:
    """A work: its type and fields by the names of `references.bib`, values as LaTeX in one line.

    `key` is the one that its file has, empty where it has none that lasts. `tags` are what somebody
    filed it under; `left_out` are fields that were not taken. `places` tells where a field stands,
    as far as the format has a line for each.
    """

    kind: str
    place: Location
    fields: dict[str, str] = field(default_factory=dict)
    key: str = ""
    tags: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    places: dict[str, Location] = field(default_factory=dict)

    def place_of(self, name: str) -> Location:
        """Return where a field stands in its file, or else where the work begins."""
        return self.places.get(name, self.place)

    def plain(self, name: str) -> str:
        """Return the text of a field, without LaTeX; empty where it has none."""
        return plain_value(name, self.fields[name]) if name in self.fields else ""

    def put(self, name: str, text: str) -> None:
        """Set a field to a plain text, unless the text is empty or the field has a value."""
        text = " ".join(text.split())
        if text and name not in self.fields:
            self.fields[name] = verbatim(text) if is_verbatim(name) else encode_latex(text)

    def put_latex(self, name: str, latex: str) -> None:
        """Set a field to LaTeX, unless it is empty or the field has a value."""
        if latex and name not in self.fields:
            self.fields[name] = latex

    def put_orcids(self, role: str, orcids: Iterable[str]) -> None:
        """Set the ORCID iDs of the names in a field, one a name; an empty text for who has none."""
        found = {place: orcid.strip() for place, orcid in enumerate(orcids, start=1)}
        self.put(orcid_field(role), render_orcids(found))

    @property
    def names(self) -> tuple[str, ...]:
        """The names beside its key that a text may cite it by (`ids`)."""
        return tuple(filter(None, map(str.strip, self.plain("ids").split(","))))

    @property
    def is_unresolved(self) -> bool:
        """Say whether nothing is known of it but an identifier."""
        return UNRESOLVED in self.fields


# What tells where a work without a title stands; of each the first that it has.
_PLACES = (
    ("journal", "volume", "pages"),
    ("booktitle",),
    ("howpublished",),
    ("titleaddon",),
    ("url",),
)


def is_code_of_key(key: str, code: str) -> bool:
    """Say whether a key is one of our exports for a code: `tea2005-A9`, `tea-Oak-2018-1f2e3d4c`.

    A bare number may be the place in anybody's list.
    """
    made, plain = ("-".join(re.findall(r"[A-Za-z0-9]+", one)) for one in (key, code))
    ends = re.fullmatch(rf".+-{re.escape(plain)}(?:-[0-9a-f]{{8}})?", made)
    return bool(plain) and not code.isdecimal() and ends is not None


def put_code(work: Work, code: str) -> None:
    """Give a work the code that its review cites it by, where its key is one of our exports."""
    if is_code_of_key(work.key, code) and code not in work.names:
        work.fields["ids"] = ", ".join([*work.names, encode_latex(code)])


def supply_title(work: Work) -> None:
    """Give a work a title where it has none, as in journals of physics.

    It is where the work stands, in the square brackets by which librarians mark a supplied title.
    """
    for names in _PLACES:
        told = [work.fields[name] for name in names if name in work.fields]
        work.put_latex("title", f"[{' '.join(told)}]" if names[0] in work.fields else "")


@dataclass(slots=True)
class WorkFile:
    """The works of a file in its order, and what is wrong with it."""

    works: list[Work] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    serves_others: bool = False  # it has abbreviations, which other files may use

    def report(self, place: Location, code: str, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(place, code, message))


class Places:
    """The places of a text by how many characters stand before them."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = (0, *accumulate(lengths))

    def at(self, offset: int) -> Location:
        """Return the line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Location(self._path, line, offset - self._starts[line - 1] + 1)


def verbatim(text: str) -> str:
    """Return an address or identifier for a field in braces, which must be balanced."""
    return text.replace("{", "%7B").replace("}", "%7D")


# Small words before a family name: `van der Berg`.
PARTICLE = re.compile(r"^(?:[a-zß-öø-ÿ][\w’']*\s+)+(?=\S)")


def name_in_bibtex(family: str, given: str = "", particle: str = "", suffix: str = "") -> str:
    """Return `van der Berg, Jr., Jan`; a name without a given one is a body's, in braces."""
    parts = (family, given, particle, suffix)
    return write_name(*(" ".join(letters_of_entities(part).split()) for part in parts))


# `Able, A.` is one, and so is `M. K. Able`; `UK` is a body's.
INITIALS = re.compile(r"(?!(?:UK|US|USA|EU|NZ)$)(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_BETWEEN = re.compile(r"\s*(?:;|\||\s&\s|\sand\s)\s*")


def people_in(text: str) -> list[str]:
    """Return the names that stand in the place of one: `Able, A.; Bell, B.`, `Able A, Bell B`."""
    text = letters_of_entities(text)
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) > 1 and (";" in text or "|" in text or all("," in part for part in parts)):
        return parts
    inverted = [name_with_initials(part) for part in parts]
    if len(parts) > 1 and all(inverted):  # `Able AB and Bell C`
        return [", ".join(one) for one in inverted]
    listed = [part.strip() for part in text.split(",")]
    if len(listed) > 1 and all(map(name_with_initials, listed)):
        return [", ".join(name_with_initials(part)) for part in listed]
    pairs = [*zip(listed[::2], listed[1::2], strict=False)]
    if len(listed) == 2 * len(pairs) > 2 and all(map(_is_pair, pairs)):  # noqa: PLR2004
        return [", ".join(pair) for pair in pairs]  # `Able, A., Bell, B.`
    return listed if are_families(listed) else [text]


def _is_pair(pair: tuple[str, str]) -> bool:
    family, given = pair
    return INITIALS.fullmatch(given) is not None and INITIALS.fullmatch(family) is None


def name_with_initials(text: str) -> tuple[str, ...]:
    """Return family name and initials of `van der Berg JK`; nothing of what is no such name."""
    family, _, initials = text.strip().rpartition(" ")
    family, more = (family, initials) if INITIALS.fullmatch(initials) else ("", "")
    while family and INITIALS.fullmatch(family.rpartition(" ")[2]) and " " in family:
        family, _, before = family.rpartition(" ")
        more = f"{before} {more}"
    is_name = family and not INITIALS.fullmatch(family) and len(family.split()) <= _LONGEST_FAMILY
    return (family, more) if is_name and not _OF_BODIES.search(family) else ()


_LONGEST_FAMILY = 4  # words
_OF_BODIES = re.compile(r"\b(?:of|for|and|the|in|on)\b|&", re.IGNORECASE)
# What stands behind a given name, wherever the comma is.
_SUFFIX = re.compile(
    r"(?:Jr|Sr|2nd|3rd|4th|II|III|IV|PhD|MD|MPH|DrPH|MSc|MLS|MSW|MBBS|DPhil|EdD|PsyD|RN|MA|BA)\.?"
)

_INITIALS_FIRST = re.compile(
    r"(?P<given>(?:[^\W\d_a-z]\.[ -]?){1,4})(?P<family>(?:[a-z]{1,4} ){0,3}[^\W\d_]{2}[^\s,.&]*"
    r"(?: [^\W\d_]{2}[^\s,.&]*)?)"
)
_YOUNGER = re.compile(r"(?:Jr|Sr|2nd|3rd|4th)\.?")


def serials_in(text: str) -> list[str]:
    """Return the ISSNs of `1234-5679 (Print) 2049-3630 (Electronic)`; none in an ISBN."""
    return [one for one in _ISSN.findall(text) if issn_fault(one) is None]


_ISSN = re.compile(r"(?<![\d-])\d{4}[-–]?\d{3}[\dXx](?![\d-])")


def name_from_inverted(text: str) -> str:
    """Return `Family, Given, Suffix`, as RIS and PubMed write it, as a name of BibTeX.

    The suffix may stand behind either name. What goes on, as `et al.`, is `others`.
    """
    if OTHERS.fullmatch(text.strip()):
        return "others"
    if _IN_BRACES.fullmatch(text):  # of a program of BibTeX
        return name_in_bibtex(text[1:-1])
    if (inverted := _INITIALS_FIRST.fullmatch(text.strip())) and not _OF_BODIES.search(text):
        text = f"{inverted['family']}, {inverted['given'].strip()}"  # `A. N. Able`, as IEEE has it
    if is_parted_body(text):
        return name_in_bibtex(text)
    family, _, rest = (part.strip() for part in text.partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if _SUFFIX.fullmatch(given) and suffix:
        given, suffix = suffix, given
    # `Bebo BF, Jr.` and `Bebo BF Jr`: the family name has its initials with it.
    before, _, last = (f"{family} {given}" if _SUFFIX.fullmatch(given) else family).rpartition(" ")
    if not suffix and _YOUNGER.fullmatch(last) and (parts := name_with_initials(before)):
        family, given, suffix = *parts, last
    for name in (given, family):
        before, _, last = name.rpartition(" ")
        if given and not suffix and before and _SUFFIX.fullmatch(last):
            given, family = (before, family) if name == given else (given, before)
            suffix = last
    if given in _COUNTRIES and " " in family:  # so EBSCO tells two bodies apart
        return name_in_bibtex(f"{family}, {given}")
    particle = PARTICLE.match(family) if given else None
    start = particle.end() if particle else 0
    return name_in_bibtex(family[start:], given, family[:start].strip(), suffix)


_COUNTRIES = frozenset({"EU", "UK", "US", "USA"})
# What stands for those who are not named.
OTHERS = re.compile(r"et\.? al\.?|others", re.IGNORECASE)
_IN_BRACES = re.compile(r"\{[^{}]+\}")


def names_in_bibtex(names: Iterable[str]) -> str:
    """Return names, each as BibTeX has it, as one field; alone, `others` is somebody's name."""
    found = [name for name in names if name]
    return "{others}" if found == ["others"] else " and ".join(found)
