"""References → RIS, the form that EndNote, EPPI-Reviewer and the like read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model.dates import parse_date
from kg.model.details import DETAILS
from kg.outputs.references.details import (
    RIS_TAGS,
    genre_of,
    keywords_of,
    kind_of_thesis,
    notes_of_details,
    number_of,
    people_of,
    publisher_of,
)
from kg.outputs.references.parts import Agent
from kg.outputs.references.records import Reference, ends_of_pages

_PLAIN_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
TYPES = {
    "article": "JOUR",
    "article/magazine": "MGZN",
    "article/newspaper": "NEWS",
    "book": "BOOK",
    "collection": "EDBOOK",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "inproceedings": "CPAPER",
    "proceedings": "CONF",
    "report": "RPRT",
    "techreport": "RPRT",
    "thesis": "THES",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "online": "ELEC",
    "legislation": "STAT",
    "manual": "BOOK",
    "booklet": "PAMP",
    "unpublished": "UNPB",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
    "standard": "STAND",
    "inreference": "ENCYC",
    "bookinbook": "CHAP",
    "suppbook": "CHAP",
    "reference": "BOOK",
    "commentary": "BOOK",
    "mvbook": "BOOK",
    "mvcollection": "EDBOOK",
    "mvproceedings": "CONF",
    "mvreference": "BOOK",
    "periodical": "SER",
    "letter": "PCOMM",
    "jurisdiction": "CASE",
    "legal": "STAT",
    "artwork": "ART",
    "image": "FIGURE",
    "movie": "MPCT",
    "video": "VIDEO",
    "audio": "SOUND",
    "music": "MUSIC",
}


def render_ris(references: Iterable[Reference]) -> str:
    """Return RIS; the evidence class stands in `KW`, notes and corrections in `N1`."""
    return join_records(map(ris_record, references))


def join_records(records: Iterable[str]) -> str:
    """Return records as a file."""
    return "\n".join(records)


def ris_record(reference: Reference) -> str:
    """Return one reference as a RIS record."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(reference) if value]
    return "\n".join((*lines, "ER  - ")) + "\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    fields = reference.fields
    yield "TY", TYPES.get(reference.kind) or TYPES.get(reference.entry_type, "GEN")
    yield "ID", reference.key
    yield "LB", reference.code if reference.code != reference.key else ""
    for agent in reference.authors:
        yield "AU", _name(agent)
    for agent in reference.editors:
        yield "ED", _name(agent)
    for agent in people_of(reference, "translator"):
        yield "A4", _name(agent)
    yield "PY", reference.when
    yield "DA", _slashed(fields.get("date", ""))
    yield "TI", reference.title
    site = reference.details.get("titleaddon", "") if reference.entry_type == "online" else ""
    container = fields.get("container", "")  # a book of a conference stands in none
    yield "T2", container if container and container != reference.title else site
    yield "VL", fields.get("volume", "")
    yield "IS", fields.get("number", "")
    first, last = ends_of_pages(fields.get("pages", ""))
    yield "SP", first or reference.details.get("eid", "")
    yield "EP", last
    yield "M1", number_of(reference)
    for name, tag in RIS_TAGS.items():
        yield tag, reference.details.get(name, "")
    yield "PB", publisher_of(reference)
    yield "CY", fields.get("address", "")
    yield from _numbers(reference)
    seen = parse_date(fields.get("urldate", ""))
    yield "Y2", _slashed(seen.edtf) if seen else fields.get("urldate", "")
    yield "M3", genre_of(reference) or kind_of_thesis(reference)
    for keyword in keywords_of(reference):
        yield "KW", keyword
    yield "N1", fields.get("note", "")
    if whole := reference.details.get("bookauthor", ""):  # for whom there is no tag
        yield "N1", f"{DETAILS['bookauthor']}: {whole}"
    placed = {
        **RIS_TAGS,
        **({} if first else {"eid": "SP"}),
        **({"titleaddon": "T2"} if site else {}),
    }
    for note in (*notes_of_details(reference, placed), *reference.notes):
        yield "N1", note


def _numbers(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of a reference, and its address."""
    yield "DO", reference.identifier("doi")
    yield "SN", reference.identifier("isbn13", "isbn10")
    for number in reference.details.get("issn", "").split(","):
        yield "SN", number.strip()
    pmid = reference.identifier("pmid")
    yield "AN", pmid
    yield "DB", "PubMed" if pmid else ""
    yield "UR", reference.url


def _slashed(date: str) -> str:
    """Return a date as RIS has it; slashes part its parts, so that a range has no place."""
    day = date.partition("T")[0]
    return day.replace("-", "/") if _PLAIN_DATE.fullmatch(day) else ""


def _name(agent: Agent) -> str:
    """Return a name; a comma would split a body's name in two, and RIS has no way to escape it."""
    if not agent.given:
        return agent.surname.replace(", ", " - ")
    return f"{agent.inverted}, {agent.suffix}" if agent.suffix else agent.inverted
