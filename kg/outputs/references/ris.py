"""References → RIS, the form that EndNote, EPPI-Reviewer and the like read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.outputs.references.records import Agent, Reference

TYPES = {
    "article": "JOUR",
    "article/magazine": "MGZN",
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
    for agent in reference.authors:
        yield "AU", _name(agent)
    for agent in reference.editors:
        yield "ED", _name(agent)
    yield "PY", reference.year
    date = fields.get("date", "")
    # Slashes part the year, the month and the day there, so that a range has no place.
    yield "DA", "" if "/" in date else date.replace("-", "/")
    yield "TI", reference.title
    yield "T2", fields.get("container", "")
    yield "VL", fields.get("volume", "")
    yield "IS", fields.get("number", "")
    first, _, last = fields.get("pages", "").partition("-")
    yield "SP", first
    yield "EP", last.strip("-")
    yield "PB", fields.get("publisher", "")
    yield "CY", fields.get("address", "")
    yield "DO", reference.identifier("doi")
    yield "SN", reference.identifier("isbn13", "isbn10")
    yield "AN", reference.identifier("pmid")
    yield "UR", reference.url
    yield "M3", fields.get("entrysubtype", "")
    for keyword in reference.keywords:
        yield "KW", keyword
    yield "N1", fields.get("note", "")
    for note in reference.notes:
        yield "N1", note


def _name(agent: Agent) -> str:
    """Return a name; a comma would split a body's name in two, and RIS has no way to escape it."""
    return agent.inverted if agent.given else agent.family.replace(", ", " - ")
