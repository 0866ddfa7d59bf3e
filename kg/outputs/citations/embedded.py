"""Citations → what reference managers find in a page: COinS strings and `citation_*` metadata.

COinS: OpenURL 1.0 key-value context objects (Z39.88-2004) in the title of an empty span.
Metadata: https://scholar.google.com/intl/en/scholar/inclusion.html
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from kg.outputs.citations.records import Agent, Citation

_ARTICLES = {"article"}
_CHAPTERS = {"incollection", "inbook"}
_THESES = {"thesis", "phdthesis", "mastersthesis"}
_REPORTS = {"report", "techreport"}
_BOOKS = {"book", "collection", "manual", "booklet", "proceedings", *_REPORTS, *_CHAPTERS}
_GENRES = {"incollection": "bookitem", "inbook": "bookitem", "report": "report"} | {
    "techreport": "report",
    "proceedings": "conference",
}

Pairs = Iterator[tuple[str, str]]


def coins_title(citation: Citation) -> str:
    """Return the text of the `title` of a `<span class="Z3988">` (not yet escaped for HTML)."""
    return urlencode([(name, value) for name, value in _context(citation) if value])


def _context(citation: Citation) -> Pairs:
    yield "ctx_ver", "Z39.88-2004"
    kind = citation.entry_type
    if kind in _ARTICLES:
        yield from _context_of_article(citation)
    elif kind in _BOOKS:
        yield from _context_of_book(citation)
    elif kind in _THESES:
        yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation"
        yield "rft.title", citation.title
        yield "rft.inst", citation.fields.get("publisher", "")
    else:
        yield from _context_of_document(citation)
        return
    yield "rft.date", citation.year
    yield from _context_of_names(citation.authors or citation.editors)
    yield from _context_of_identifiers(citation)


def _context_of_article(citation: Citation) -> Pairs:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"
    yield "rft.genre", "article"
    yield "rft.atitle", citation.title
    yield "rft.jtitle", citation.fields.get("container", "")
    yield "rft.volume", citation.fields.get("volume", "")
    yield "rft.issue", citation.fields.get("number", "")
    yield "rft.pages", citation.fields.get("pages", "")


def _context_of_book(citation: Citation) -> Pairs:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:book"
    yield "rft.genre", _GENRES.get(citation.entry_type, "book")
    if citation.entry_type in _CHAPTERS:
        yield "rft.atitle", citation.title
        yield "rft.btitle", citation.fields.get("container", "")
    else:
        yield "rft.btitle", citation.title
    yield "rft.place", citation.fields.get("address", "")
    yield "rft.pub", citation.fields.get("publisher", "")
    yield "rft.pages", citation.fields.get("pages", "")
    yield "rft.isbn", citation.identifier("isbn13", "isbn10")


def _context_of_document(citation: Citation) -> Pairs:
    """Yield a document that is neither journal nor book, in the Dublin Core format."""
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", "webpage" if citation.entry_type == "online" else "document"
    yield "rft.title", citation.title
    for agent in citation.authors:
        yield "rft.creator", agent.inverted
    yield "rft.publisher", citation.fields.get("publisher", "")
    yield "rft.date", citation.year
    yield "rft.identifier", citation.url


def _context_of_names(agents: tuple[Agent, ...]) -> Pairs:
    for position, agent in enumerate(agents):
        if not agent.given:
            yield "rft.aucorp", agent.family
            continue
        if position == 0:
            yield "rft.aulast", agent.family
            yield "rft.aufirst", agent.given
        yield "rft.au", f"{agent.given} {agent.family}"


def _context_of_identifiers(citation: Citation) -> Pairs:
    doi, pmid = citation.identifier("doi"), citation.identifier("pmid")
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    yield "rft_id", f"info:pmid/{pmid}" if pmid else ""
    yield "rft_id", citation.url


def citation_metadata(citation: Citation) -> list[tuple[str, str]]:
    """Return name and content of each `<meta>` of a source's page, in order."""
    return [(f"citation_{name}", value) for name, value in _metadata(citation) if value]


def _metadata(citation: Citation) -> Pairs:
    fields = citation.fields
    publisher = fields.get("publisher", "")
    first, _, last = fields.get("pages", "").partition("-")
    yield "title", citation.title
    for agent in citation.authors:
        yield "author", agent.inverted
    for agent in citation.editors:
        yield "editor", agent.inverted
    yield "publication_date", citation.year
    yield _container_name(citation.entry_type), fields.get("container", "")
    yield "volume", fields.get("volume", "")
    yield "issue", fields.get("number", "")
    yield "firstpage", first
    yield "lastpage", last.strip("-")
    if citation.entry_type in _REPORTS:
        yield "technical_report_institution", publisher
    elif citation.entry_type in _THESES:
        yield "dissertation_institution", publisher
    else:
        yield "publisher", publisher
    yield "doi", citation.identifier("doi")
    yield "isbn", citation.identifier("isbn13", "isbn10")
    yield "pmid", citation.identifier("pmid")
    yield "public_url", citation.url
    yield "keywords", "; ".join(citation.keywords)


def _container_name(entry_type: str) -> str:
    names = {"article": "journal_title", "inproceedings": "conference_title"}
    return names.get(entry_type, "inbook_title")
