"""The graph → what the site's search looks through, as one classic script.

The script holds documents, not an index: `static/search.js` builds the index in the browser within
some milliseconds, and documents are the smaller file. It must load from `file://`, so it is a
script and not JSON.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Store

from kg.graph.queries import Query
from kg.outputs.pagequeries import select_page_rows
from kg.resources import resource_folder

# Kind of document → how the site heads a group of them; also the order of the search page.
KINDS: Mapping[str, str] = {
    "tip": "Tips",
    "page": "About the evidence and this site",
    "theme": "Themes",
    "implication": "Implications",
    "debate": "Debates",
    "concept": "Concepts",
    "source": "Sources",
    "study": "Studies",
    "tool": "Tools",
    "question": "Questions",
    "entry": "The review’s own index",
}
# A few lines on a phone, so that several results are seen at once; the rest is searched too.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: `text` is shown, `more` and `words` only lead to it."""

    kind: str
    title: str
    address: str
    text: str = ""
    more: str = ""
    words: tuple[str, ...] = ()


def load_documents(
    store: Store, address_of: Callable[[str], str | None], questions: Iterable[Query] = ()
) -> list[Document]:
    """Return what can be found, by kind; a record without an address is left out."""
    words = _values_of(store, "search-words", "word")
    more = _values_of(store, "search-more", "said")
    documents = [
        Document(
            kind=row["kind"],
            title=row["title"],
            address=address,
            text=row["text"],
            more=" ".join(more.get(row["record"], ())),
            words=tuple(words.get(row["record"], ())),
        )
        for row in select_page_rows(store, "search-documents")
        if (address := address_of(row["record"])) is not None
    ]
    asked = [
        Document("question", query.summary, f"questions/{query.name}.html") for query in questions
    ]
    order = list(KINDS)
    found = [*documents, *asked, *load_pages(store)]
    return sorted(found, key=lambda document: order.index(document.kind))


def load_pages(store: Store) -> list[Document]:
    """Return the pages of the site itself, with the everyday words of `site/search.toml`.

    A page that needs what the review lacks is not made, and left out here too.
    """
    text = (resource_folder("site") / "search.toml").read_text(encoding="utf-8")
    return [
        Document(
            kind="page",
            title=page["title"],
            address=page["path"],
            text=page["text"],
            more=_column_of(store, *page["more"]) if "more" in page else "",
            words=tuple(page["words"]),
        )
        for page in tomllib.loads(text)["pages"]
        if "needs" not in page or select_page_rows(store, page["needs"])
    ]


def _column_of(store: Store, name: str, column: str) -> str:
    """Return all that a column of a page query says."""
    return " ".join(row[column] or "" for row in select_page_rows(store, name))


def group_documents(documents: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    """Return documents by kind, each group with its heading: what the search page lists."""
    grouped = groupby(documents, key=lambda document: document.kind)
    return [(KINDS[kind], list(group)) for kind, group in grouped]


def render_search_data(documents: Iterable[Document]) -> str:
    """Return the documents as a classic script that sets `tiptraceSearch`.

    A document is `[kind, title, address, text, more, [word, …]]`, words as numbers into `words`, as
    many documents share them.
    """
    numbers: dict[str, int] = {}
    kinds = list(KINDS)
    rows = []
    for document in documents:
        shown, rest = split_text(document.text)
        # A word that leads to fifty records is written once.
        found_by = [numbers.setdefault(word, len(numbers)) for word in document.words]
        more = f"{rest} {document.more}".strip()
        kind = kinds.index(document.kind)
        rows.append([kind, document.title, document.address, shown, more, found_by])
    data = {"kinds": list(KINDS.values()), "words": list(numbers), "documents": rows}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.tiptraceSearch={text};\n"


def split_text(text: str) -> tuple[str, str]:
    """Return what a result shows of a text, cut at a word, and the rest of it."""
    if len(text) <= _SHOWN:
        return text, ""
    end = text.rfind(" ", 0, _SHOWN)
    return f"{text[:end]} …", text[end + 1 :]


def _values_of(store: Store, name: str, column: str) -> dict[str, list[str]]:
    """Return a column of a query by the record that it says something of."""
    values: dict[str, list[str]] = {}
    for row in select_page_rows(store, name):
        values.setdefault(row["record"], []).append(row[column])
    return values
