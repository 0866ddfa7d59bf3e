"""Citations → BibTeX, with the entry types and fields of biblatex, one field a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.outputs.citations.records import Agent, Citation

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
_JOURNALS = {"article"}
_INSTITUTIONS = {"report", "techreport", "phdthesis", "mastersthesis", "thesis"}


def render_bibtex(citations: Iterable[Citation]) -> str:
    """Return citations as BibTeX; the evidence class stands in `keywords` and `evidenceclass`."""
    return join_entries(map(bibtex_entry, citations))


def join_entries(entries: Iterable[str]) -> str:
    """Return entries as a file."""
    return "\n".join(entries)


def escape_latex(text: str) -> str:
    """Return a text with the characters escaped that LaTeX would take for its own."""
    return text.translate(_ESCAPES)


def bibtex_entry(citation: Citation) -> str:
    """Return one citation as a BibTeX entry."""
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(citation) if value]
    return "\n".join((f"@{citation.entry_type}{{{citation.key},", *lines, "}")) + "\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    fields = citation.fields
    container = "journal" if citation.entry_type in _JOURNALS else "booktitle"
    publisher = "institution" if citation.entry_type in _INSTITUTIONS else "publisher"
    yield "author", _names(citation.authors)
    yield "editor", _names(citation.editors)
    yield "title", escape_latex(citation.title)
    yield container, escape_latex(fields.get("container", ""))
    for name in ("volume", "number", "pages", "entrysubtype"):
        yield name, escape_latex(fields.get(name, ""))
    yield publisher, escape_latex(fields.get("publisher", ""))
    yield "address", escape_latex(fields.get("address", ""))
    yield "year", citation.year
    yield "doi", citation.identifier("doi")
    yield "isbn", citation.identifier("isbn13", "isbn10")
    yield "pmid", citation.identifier("pmid")
    yield "url", _verbatim(citation.url)
    yield "urldate", fields.get("urldate", "")
    yield "note", escape_latex(fields.get("note", ""))
    yield "annote", escape_latex(" ".join(f"{note}." for note in citation.notes))
    yield "keywords", escape_latex(", ".join(citation.keywords))
    yield "evidenceclass", escape_latex(citation.evidence_class)


def _names(agents: tuple[Agent, ...]) -> str:
    return " and ".join(
        escape_latex(agent.inverted) if agent.given else f"{{{escape_latex(agent.family)}}}"
        for agent in agents
    )


def _verbatim(address: str) -> str:
    """Return an address for biblatex's verbatim field: nothing escaped but stray braces."""
    return address.replace("{", "%7B").replace("}", "%7D")
