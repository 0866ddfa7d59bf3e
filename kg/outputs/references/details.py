"""The further fields of a reference → where CSL and RIS have a place for them, or else a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model.details import CSL_ROLES, DETAILS, split_keywords
from kg.model.names import parse_people
from kg.outputs.references.parts import Agent
from kg.outputs.references.records import Reference
from kg.webaddress import url_fault

CSL_VARIABLES: Mapping[str, str] = {
    "series": "collection-title",
    "edition": "edition",
    "volumes": "number-of-volumes",
    "part": "part-number",
    "chapter": "chapter-number",
    "pagetotal": "number-of-pages",
    "version": "version",
    "eventtitle": "event-title",
    "venue": "event-place",
    "language": "language",
    "origtitle": "original-title",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "issn": "ISSN",
    "pmcid": "PMCID",
    "eprint": "archive_location",
    "eprinttype": "archive",
    "pubstate": "status",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "library": "source",
}
RIS_TAGS: Mapping[str, str] = {
    "series": "T3",
    "edition": "ET",
    "volumes": "NV",
    "chapter": "SE",
    "language": "LA",
    "origdate": "OP",
    "pmcid": "C2",
    "shortjournal": "J2",
    "shorttitle": "ST",
    "library": "DP",
}
_THESES = {"mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis"}
# In these the publisher is the body that issued it.
_OF_BODIES = frozenset({"report", "techreport", "thesis", *_THESES})
# What has a place of its own in every format: names, identifiers, kinds and numbers.
_PLACED = frozenset(
    {"translator", "bookauthor"}
    | {"doi", "isbn", "pmid", "type", "number", "issn"}
    | {"institution", "organization", "howpublished"}
)


def notes_of_details(reference: Reference, placed: Mapping[str, str]) -> Iterator[str]:
    """Yield `Label: text` of each shown field that a format has no place for, and open lists."""
    details = reference.details
    for name, label in DETAILS.items() if details else ():
        if name == "eid" and details.get(name) == reference.fields.get("pages"):
            continue
        if name in details and name not in placed and name not in _PLACED:
            yield f"{label}: {details[name]}"
    for role in sorted(reference.goes_on):
        yield f"There are more {role}s than are named"


def people_by_role(reference: Reference) -> Iterator[tuple[str, tuple[Agent, ...]]]:
    """Yield each variable of CSL for people with a part of their own, and those people."""
    for name in CSL_ROLES:
        if name in reference.details and (people := people_of(reference, name)):
            yield name.removeprefix("csl-"), people


def people_of(reference: Reference, name: str) -> tuple[Agent, ...]:
    """Return the people in a field of names that no agent is made of, such as translators."""
    written = reference.latex.get(name) or reference.details.get(name, "")
    if not written:
        return ()
    try:
        people, _ = parse_people(written)
    except ValueError:
        return ()
    return tuple(Agent(one.family, one.given, one.particle, one.suffix) for one in people)


def number_of(reference: Reference) -> str:
    """Return the number that is no issue: of a report, a patent, a volume of a series."""
    return reference.details.get("number", "")


def publisher_of(reference: Reference) -> str:
    """Return by whom it came out: the bodies that issued it, in which way, the publisher.

    pandoc joins them so, too. A way that is nothing but the work's address is no publisher.
    """
    details = reference.details
    way, publisher = details.get("howpublished", ""), reference.fields.get("publisher", "")
    names = (
        details.get("school", ""),
        details.get("institution", "") or (publisher if reference.entry_type in _OF_BODIES else ""),
        details.get("organization", ""),
        "" if url_fault(way) is None else way,
        publisher,
    )
    return "; ".join(dict.fromkeys(filter(None, names)))


def keywords_of(reference: Reference) -> list[str]:
    """Return the class of a work as keywords, and then those that its entry has."""
    own = reference.details.get("keywords", "")
    return [*reference.keywords, *split_keywords(own)]


def kind_of_thesis(reference: Reference) -> str:
    """Return the degree that a thesis was for, as far as its type says it."""
    return _THESES.get(reference.entry_type, "")


def genre_of(reference: Reference) -> str:
    """Return the kind of the work in words of its own."""
    return reference.details.get("type", "") or reference.fields.get("entrysubtype", "")
