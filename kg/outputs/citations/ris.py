"""Citations → RIS, the form that EndNote, EPPI-Reviewer and the like read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.outputs.citations.records import Agent, Citation

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


def render_ris(citations: Iterable[Citation]) -> str:
    """Return citations as RIS; the evidence class stands in `KW`, notes and corrections in `N1`."""
    return join_records(map(ris_record, citations))


def join_records(records: Iterable[str]) -> str:
    """Return records as a file."""
    return "\n".join(records)


def ris_record(citation: Citation) -> str:
    """Return one citation as a RIS record."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(citation) if value]
    return "\n".join((*lines, "ER  - ")) + "\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    fields = citation.fields
    yield "TY", TYPES.get(citation.kind) or TYPES.get(citation.entry_type, "GEN")
    yield "ID", citation.key
    for agent in citation.authors:
        yield "AU", _name(agent)
    for agent in citation.editors:
        yield "ED", _name(agent)
    yield "PY", citation.year
    yield "TI", citation.title
    yield "T2", fields.get("container", "")
    yield "VL", fields.get("volume", "")
    yield "IS", fields.get("number", "")
    first, _, last = fields.get("pages", "").partition("-")
    yield "SP", first
    yield "EP", last.strip("-")
    yield "PB", fields.get("publisher", "")
    yield "CY", fields.get("address", "")
    yield "DO", citation.identifier("doi")
    yield "SN", citation.identifier("isbn13", "isbn10")
    yield "AN", citation.identifier("pmid")
    yield "UR", citation.url
    yield "M3", fields.get("entrysubtype", "")
    for keyword in citation.keywords:
        yield "KW", keyword
    yield "N1", fields.get("note", "")
    for note in citation.notes:
        yield "N1", note


def _name(agent: Agent) -> str:
    """Return a name; a comma would split a body's name in two, and RIS has no way to escape it."""
    return agent.inverted if agent.given else agent.family.replace(", ", " - ")
