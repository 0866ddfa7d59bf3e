"""References → BibTeX, with the entry types and fields of biblatex, one field a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.languages import is_of_biblatex
from kg.latex.plain import decode_latex, encode_latex, spell_braces
from kg.model.annotations import orcid_field, render_orcids
from kg.model.details import is_verbatim, readable_name
from kg.model.names import write_name
from kg.model.orcids import parse_orcid
from kg.outputs.references.records import Reference

# biblatex names the container and the publisher by the type of the entry.
_CONTAINERS = {"article": "journal", "suppperiodical": "journal", "online": "titleaddon"}
# A type that nobody knows may have signs at which other readers stop.
_NOT_IN_KINDS = re.compile(r"[\W_]")
_PLACED = frozenset({"doi", "isbn", "pmid", "number"})
_PUBLISHERS = {
    "online": "organization",
    **dict.fromkeys(("report", "techreport", "thesis"), "institution"),
    **dict.fromkeys(("phdthesis", "mastersthesis"), "school"),
}


def render_bibtex(references: Iterable[Reference]) -> str:
    """Return references as BibTeX; the evidence class stands in `keywords` and `evidenceclass`."""
    return join_entries(map(bibtex_entry, references))


def join_entries(entries: Iterable[str]) -> str:
    """Return entries as a file."""
    return "\n".join(entries)


def bibtex_entry(reference: Reference) -> str:
    """Return one reference as a BibTeX entry."""
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(reference) if value]
    kind = _NOT_IN_KINDS.sub("", reference.entry_type) or "misc"
    return "\n".join((f"@{kind}{{{reference.key},", *lines, "}")) + "\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    fields, details = reference.fields, reference.details
    # Beside the title of a book, what the work stands in is a journal.
    kind = "article" if "booktitle" in details else reference.entry_type
    container = _free_name(_CONTAINERS.get(kind, ""), "booktitle", details)
    # Beside the body that issued it, a publisher is one more.
    bodies = "" if "institution" in details else _PUBLISHERS.get(reference.entry_type, "")
    publisher = _free_name(bodies, "publisher", details)
    for role, agents in (("author", reference.authors), ("editor", reference.editors)):
        yield role, _names(reference, role)
        numbers = {
            place: parse_orcid(one.orcid) for place, one in enumerate(agents, 1) if one.orcid
        }
        yield orcid_field(role), render_orcids(numbers)
    yield "title", _latex(reference, "title", reference.title)
    yield container, _latex(reference, container, fields.get("container", ""))
    number = fields.get("number", "") or details.get("number", "")
    for name, value in (("volume", fields.get("volume", "")), ("number", number)):
        yield name, _latex(reference, name, value)
    for name in ("pages", "entrysubtype"):
        yield name, _latex(reference, name, fields.get(name, ""))
    own = "institution" if publisher in {"school", "institution"} else "publisher"
    yield publisher, _latex(reference, own, fields.get("publisher", ""))
    yield "address", _latex(reference, "address", fields.get("address", ""))
    yield "year", encode_latex(reference.when if not fields.get("date") else reference.year)
    yield "date", fields.get("date", "")
    yield "doi", reference.identifier("doi")
    yield "isbn", reference.identifier("isbn13", "isbn10")
    yield "pmid", reference.identifier("pmid")
    yield "url", _verbatim(reference.url if reference.url != reference.way else "")
    yield "urldate", fields.get("urldate", "")
    yield "note", _latex(reference, "note", fields.get("note", ""))
    for name, value in details.items():
        if name not in _PLACED:
            known = readable_name(_name_of(name, value, details))
            yield known, _latex(reference, name, value)
    yield from _fields_of_ours(reference)


def _name_of(name: str, value: str, details: Mapping[str, str]) -> str:
    """Return the name of a detail: `langid` for a language that biblatex sets titles by."""
    is_set_by = name == "language" and is_of_biblatex(value)
    return _free_name("langid", name, details) if is_set_by else name


def _free_name(name: str, other: str, details: Mapping[str, str]) -> str:
    """Return the name that the type has for a field, unless the entry has one of that name."""
    return name if name and name not in details else other


def _fields_of_ours(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield what the review or its curator says of the work, in fields of their own."""
    # A field of that name in the entry of the work is the entry's own.
    notes = " ".join(f"{note}." for note in reference.notes)
    yield "annote", encode_latex(notes) if "annotation" not in reference.details else ""
    if "keywords" not in reference.details:
        yield "keywords", encode_latex(", ".join(reference.keywords))
    yield "evidenceclass", encode_latex(reference.evidence_class)
    # By this the review cites it; the key has the name of the review before it.
    if reference.code != reference.key and "code" not in reference.details:
        yield "code", encode_latex(reference.code)


def _latex(reference: Reference, name: str, value: str) -> str:
    """Return a value as LaTeX: as the entry has it, unless the value was corrected since."""
    if is_verbatim(name):
        return _verbatim(value)
    written = reference.latex.get(name, "")
    is_same = written and decode_latex(written) == value
    return spell_braces(written) if is_same else encode_latex(value)


def _names(reference: Reference, role: str) -> str:
    agents = reference.authors if role == "author" else reference.editors
    names = [write_name(one.family, one.given, one.particle, one.suffix) for one in agents]
    return " and ".join([*names, *(["others"] if names and role in reference.goes_on else [])])


def _verbatim(address: str) -> str:
    """Return an address for biblatex's verbatim field: nothing escaped but stray braces."""
    return address.replace("{", "%7B").replace("}", "%7D")
