"""What can be found in a collection: each record of each review, and the works that they share.

A collection whose records fit the files of the static search has these. A larger one has none: its
page of search says so, and the service answers in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.catalogues import Voice
from kg.collection.indexing import document_of
from kg.collection.joining import Union
from kg.collection.parts import Part
from kg.collection.site.pages import MATRIX
from kg.collection.site.rows import Rows
from kg.outputs.searchfiles import render_search_files
from kg.outputs.searchindex import KINDS, Document

# About ten reviews of 100 sources: what is loaded for a word stays below 90 kB.
MOST_STATIC = 20_000


def documents_of(union: Union, rows: Rows) -> list[Document]:
    """Return what can be found, by kind; each says which review it is of."""
    found = own_documents(union, rows)
    for slug in rows.reviews:
        found += documents_of_part(union.parts[slug], rows)
    order = list(KINDS)
    return sorted(found, key=lambda document: order.index(document.kind))


def own_documents(union: Union, rows: Rows) -> list[Document]:
    """Return what can be found of the collection's own: its pages, and works that several hold."""
    works = [
        Document(
            "work",
            str(work["title"]),
            str(work["page"]),
            text=str(work["byline"] or ""),
            language=str(work["title_language"] or ""),
        )
        for work in map(rows.work_of, union.shared)
    ]
    return [*_documents_of_pages(rows), *works]


def _documents_of_pages(rows: Rows) -> Iterator[Document]:
    """Yield the pages of the collection itself, and that of each review."""
    for title, address in (
        (rows.voice.say("The reviews"), "reviews.html"),
        (rows.voice.say("Reviews by works"), MATRIX),
        (rows.voice.say("Concepts"), "concepts.html"),
        (rows.voice.say("About this collection"), "about.html"),
    ):
        yield Document("page", title, address)
    for review in rows.reviews.values():
        names = rows.voice.join(review["creators"])
        yield Document("page", review["title"], review["page"], text=names, more=review["summary"])


def documents_of_part(part: Part, rows: Rows) -> Iterator[Document]:
    """Yield what can be found of a review, where a reader can go to it."""
    short = rows.reviews[part.slug]["short"]
    for row in part.documents:
        address = rows.place_of(part, row["address"])
        if address is not None and row["kind"] in KINDS:
            text = " · ".join(filter(None, (short, row["text"])))
            told = row | {"address": address, "text": text}
            yield document_of(told)


def count_documents(union: Union) -> int:
    """Return how many records can be found, about: works are as many again at most."""
    return sum(part.facts["found"] for part in union.parts.values())


def render_search(union: Union, rows: Rows, voice: Voice) -> dict[str, bytes]:
    """Return the files of the static search; none of a collection that is too large for it."""
    if count_documents(union) > MOST_STATIC:
        return {}
    files = render_search_files(documents_of(union, rows), voice=voice, across=True)
    return {path: text.encode() for path, text in files.items()}
