"""References → BibTeX, with the entry types and fields of biblatex, one field a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.outputs.references.records import Agent, Reference

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash ",
        "{": r"\textbraceleft ",
        "}": r"\textbraceright ",
        "~": r"\textasciitilde ",
        "^": r"\textasciicircum ",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)
# biblatex names the container and the publisher by the type of the entry.
_CONTAINERS = {"article": "journal", "online": "titleaddon"}
_THESES = ("phdthesis", "mastersthesis", "thesis")
_PUBLISHERS = {"online": "organization"} | dict.fromkeys(
    ("report", "techreport", *_THESES), "institution"
)


def render_bibtex(references: Iterable[Reference]) -> str:
    """Return references as BibTeX; the evidence class stands in `keywords` and `evidenceclass`."""
    return join_entries(map(bibtex_entry, references))


def join_entries(entries: Iterable[str]) -> str:
    """Return entries as a file."""
    return "\n".join(entries)


def escape_latex(text: str) -> str:
    """Return a text with the characters escaped that LaTeX would take for its own."""
    return text.translate(_ESCAPES)


def bibtex_entry(reference: Reference) -> str:
    """Return one reference as a BibTeX entry."""
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(reference) if value]
    return "\n".join((f"@{reference.entry_type}{{{reference.key},", *lines, "}")) + "\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    fields = reference.fields
    container = _CONTAINERS.get(reference.entry_type, "booktitle")
    publisher = _PUBLISHERS.get(reference.entry_type, "publisher")
    yield "author", _names(reference.authors)
    yield "editor", _names(reference.editors)
    yield "title", escape_latex(reference.title)
    yield container, escape_latex(fields.get("container", ""))
    for name in ("volume", "number", "pages", "entrysubtype"):
        yield name, escape_latex(fields.get(name, ""))
    yield publisher, escape_latex(fields.get("publisher", ""))
    yield "address", escape_latex(fields.get("address", ""))
    yield "year", reference.year
    yield "date", fields.get("date", "")
    yield "doi", reference.identifier("doi")
    yield "isbn", reference.identifier("isbn13", "isbn10")
    yield "pmid", reference.identifier("pmid")
    yield "url", _verbatim(reference.url)
    yield "urldate", fields.get("urldate", "")
    yield "note", escape_latex(fields.get("note", ""))
    yield "annote", escape_latex(" ".join(f"{note}." for note in reference.notes))
    yield "keywords", escape_latex(", ".join(reference.keywords))
    yield "evidenceclass", escape_latex(reference.evidence_class)


def _names(agents: tuple[Agent, ...]) -> str:
    return " and ".join(
        escape_latex(agent.inverted) if agent.given else f"{{{escape_latex(agent.family)}}}"
        for agent in agents
    )


def _verbatim(address: str) -> str:
    """Return an address for biblatex's verbatim field: nothing escaped but stray braces."""
    return address.replace("{", "%7B").replace("}", "%7D")
