"""References → what reference managers find in a page: COinS strings and `citation_*` metadata.

COinS: OpenURL 1.0 key-value context objects (Z39.88-2004) in the title of an empty span.
Metadata: https://scholar.google.com/intl/en/scholar/inclusion.html
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from kg.outputs.references.parts import Agent
from kg.outputs.references.records import Reference, ends_of_pages

# OpenURL knows journals, books, dissertations and, for the rest, Dublin Core: no other formats.
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


def coins_title(reference: Reference) -> str:
    """Return the text of the `title` of a `<span class="Z3988">` (not yet escaped for HTML)."""
    return urlencode([(name, value) for name, value in _context(reference) if value])


def _context(reference: Reference) -> Pairs:
    yield "ctx_ver", "Z39.88-2004"
    kind = reference.entry_type
    if kind in _ARTICLES:
        yield from _context_of_article(reference)
    elif kind in _BOOKS:
        yield from _context_of_book(reference)
    elif kind in _THESES:
        yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation"
        yield "rft.title", reference.title
        yield "rft.inst", reference.fields.get("publisher", "")
    else:
        yield from _context_of_document(reference)
        return
    yield "rft.date", reference.year
    yield from _context_of_names(reference.authors or reference.editors)
    yield from _context_of_identifiers(reference)


def _context_of_article(reference: Reference) -> Pairs:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"
    yield "rft.genre", "article"
    yield "rft.atitle", reference.title
    yield "rft.jtitle", reference.fields.get("container", "")
    yield "rft.volume", reference.fields.get("volume", "")
    yield "rft.issue", reference.fields.get("number", "")
    yield "rft.pages", reference.fields.get("pages", "")
    yield "rft.issn", reference.details.get("issn", "")


def _context_of_book(reference: Reference) -> Pairs:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:book"
    yield "rft.genre", _GENRES.get(reference.entry_type, "book")
    if reference.entry_type in _CHAPTERS:
        yield "rft.atitle", reference.title
        yield "rft.btitle", reference.fields.get("container", "")
    else:
        yield "rft.btitle", reference.title
    yield "rft.place", reference.fields.get("address", "")
    yield "rft.pub", reference.fields.get("publisher", "")
    yield "rft.pages", reference.fields.get("pages", "")
    yield "rft.isbn", reference.identifier("isbn13", "isbn10")


def _context_of_document(reference: Reference) -> Pairs:
    """Yield a document that is neither journal nor book, in the Dublin Core format."""
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", "webpage" if reference.entry_type == "online" else "document"
    yield "rft.title", reference.title
    for agent in reference.authors:
        yield "rft.creator", agent.inverted
    yield "rft.publisher", reference.fields.get("publisher", "")
    yield "rft.date", reference.year
    yield "rft.identifier", reference.url


def _context_of_names(agents: tuple[Agent, ...]) -> Pairs:
    for position, agent in enumerate(agents):
        # A body is no `au`: reference managers would take its last word for a family name.
        if not agent.given:
            yield "rft.aucorp", agent.family
            continue
        if position == 0:
            yield "rft.aulast", agent.surname
            yield "rft.aufirst", agent.given
        yield "rft.au", f"{agent.given} {agent.surname}"


def _context_of_identifiers(reference: Reference) -> Pairs:
    doi, pmid = reference.identifier("doi"), reference.identifier("pmid")
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    yield "rft_id", f"info:pmid/{pmid}" if pmid else ""
    yield "rft_id", reference.url


def scholar_metadata(reference: Reference) -> list[tuple[str, str]]:
    """Return name and content of each `<meta>` of a source's page, in order."""
    return [(f"citation_{name}", value) for name, value in _metadata(reference) if value]


def _metadata(reference: Reference) -> Pairs:
    fields = reference.fields
    publisher = fields.get("publisher", "")
    first, last = ends_of_pages(fields.get("pages", ""))
    yield "title", reference.title
    for agent in reference.authors:
        yield "author", agent.inverted
    for agent in reference.editors:
        yield "editor", agent.inverted
    yield "publication_date", reference.when
    yield _container_name(reference.entry_type), fields.get("container", "")
    yield "volume", fields.get("volume", "")
    yield "issue", fields.get("number", "")
    yield "firstpage", first
    yield "lastpage", last
    if reference.entry_type in _REPORTS:
        yield "technical_report_institution", publisher
    elif reference.entry_type in _THESES:
        yield "dissertation_institution", publisher
    else:
        yield "publisher", publisher
    yield "doi", reference.identifier("doi")
    yield "isbn", reference.identifier("isbn13", "isbn10")
    yield "issn", reference.details.get("issn", "")
    yield "pmid", reference.identifier("pmid")
    yield "public_url", reference.url
    yield "keywords", "; ".join(reference.keywords)


def _container_name(entry_type: str) -> str:
    names = {"article": "journal_title", "inproceedings": "conference_title"}
    return names.get(entry_type, "inbook_title")
