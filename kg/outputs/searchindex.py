"""The graph → what the site's search can find; `searchfiles` writes it down for the browser."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from pyoxigraph import Store

from kg.catalogues import ENGLISH, Voice
from kg.graph.queries import Query
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.resources import resource_folder


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: how the site heads a group, what it calls one, what a word in it weighs.

    `called`: someone may type its whole name; then it stands first. `across`: what heads a group of
    many reviews, where the heading speaks of one.
    """

    heading: str
    one: str
    weight: float
    called: bool = True
    across: str = ""


# In the order in which what has the same name is shown: first what tells a practitioner what to do,
# then what is known, then the words for it, at last where the review says it.
KINDS: Mapping[str, Kind] = {
    "tip": Kind("Tips", "tip", 1.6),
    "page": Kind("About the evidence and this site", "this site", 0.9),
    "theme": Kind("Themes", "theme", 1.5),
    "debate": Kind("Debates", "debate", 1.3),
    "concept": Kind("Concepts", "concept", 1.4),
    "implication": Kind("What follows for practice", "for practice", 1.1),
    "section": Kind(
        "Sections of the review", "section", 1.0, called=False, across="Sections of the reviews"
    ),
    "claim": Kind(
        "What the review and its companions say",
        "claim",
        0.8,
        called=False,
        across="What the reviews and their companions say",
    ),
    "table": Kind("Tables", "table", 0.7, called=False),
    "study": Kind("Studies", "study", 0.8, called=False),
    "work": Kind("Works that several reviews hold", "work", 0.9),
    "source": Kind("Sources", "source", 0.6),
    "tool": Kind("Tools", "tool", 0.8, called=False),
    "question": Kind("Questions", "question", 0.7, called=False),
    "entry": Kind(
        "The review’s own index", "index", 0.6, called=False, across="The reviews’ own indexes"
    ),
}
_APART = "; "  # between the words that lead to a page, in a message
# What a result shows of a text: about two lines on a phone. The rest is searched too.
_SHOWN = 140


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: `text` is shown, the others only lead to it.

    `language` is that of the title, where the review is in another.

    `names` are other names of its own, `words` the names of what it is about, `more` is the rest of
    what it says.
    """

    kind: str
    title: str
    address: str
    text: str = ""
    more: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """What an editor leads to from words that people type: addresses, and words to look for."""

    address: str
    typed: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    reason: str = ""


def load_documents(
    store: Store,
    address_of: Callable[[str], str | None],
    questions: Iterable[Query] = (),
    voice: Voice = ENGLISH,
) -> list[Document]:
    """Return what can be found, by kind; a record without an address is left out."""
    also = select_page_rows(store, "search-words")
    names = _values_of((row for row in also if row["own"]), "word")
    words = _values_of((row for row in also if not row["own"]), "word")
    more = _values_of(select_page_rows(store, "search-more"), "said")
    documents = []
    for row in select_page_rows(store, "search-documents"):
        address = address_of(row["record"])
        if address is None:
            continue
        shown, rest = split_text(row["text"] or "")
        documents.append(
            Document(
                kind=row["kind"],
                title=_title_of(row, voice),
                address=address,
                text=shown,
                more=" ".join(filter(None, (rest, *more.get(row["record"], ())))),
                words=tuple(words.get(row["record"], ())),
                names=tuple(names.get(row["record"], ())),
                language=row["title_language"] or "",
            )
        )
    asked = [
        Document("question", query.summary, f"questions/{query.name}.html") for query in questions
    ]
    order = list(KINDS)
    found = [*documents, *asked, *load_pages(store, voice)]
    return sorted(found, key=lambda document: order.index(document.kind))


def _title_of(row: Row, voice: Voice) -> str:
    """Return what a record is called where it stands among others; its own name ends it.

    What parts the two is a colon and a blank, by which its own name is found again.
    """
    title: str = row["title"]
    if row["number"] is not None:
        return voice.say("Tip %(number)s: %(title)s", number=row["number"], title=title)
    return voice.say("Studies: %(title)s", title=title) if row["selects"] else title


def load_leads(store: Store, address_of: Callable[[str], str | None]) -> list[Lead]:
    """Return what editors lead to, each with the addresses of the records."""
    found = select_page_rows(store, "search-leads")
    leads = []
    for _, group in groupby(found, key=lambda row: row["lead"]):
        rows = list(group)
        targets = (*_distinct(rows, "to"), *_distinct(rows, "also"))
        addresses = [address_of(iri) for iri in targets]
        leads.append(
            Lead(
                address=address_of(rows[0]["lead"]) or "",
                typed=_distinct(rows, "typed"),
                addresses=tuple(address for address in addresses if address is not None),
                words=_distinct(rows, "words"),
                reason=rows[0]["reason"] or "",
            )
        )
    return leads


def _distinct(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    values = (row[column] for row in rows)
    return tuple(dict.fromkeys(value for value in values if value))


def load_used_words(store: Store) -> list[str] | None:
    """Return the word forms of the review's text, or None where nobody has listed them."""
    rows = select_page_rows(store, "search-used")
    return rows[0]["forms"].split() if rows else None


def load_pages(store: Store, voice: Voice = ENGLISH) -> list[Document]:
    """Return the pages of the site itself, with the everyday words of `site/search.toml`.

    A page that needs what the review lacks is not made, and left out here too.
    """
    return [
        Document(
            kind="page",
            title=title,
            address=page["path"],
            text=text,
            more=_column_of(store, *page["more"]) if "more" in page else "",
            names=tuple(words.split(_APART)),
        )
        for page in _read_pages()
        for title, text, words in [map(voice.say, _said_of(page))]
        if "needs" not in page or select_page_rows(store, page["needs"])
    ]


def said_of_pages() -> Iterator[str]:
    """Return what a language has of its own of each page: title, text, and the words for it.

    The words are one message, for what people type in one language has no pairs in another.
    """
    return chain.from_iterable(map(_said_of, _read_pages()))


def _said_of(page: dict[str, Any]) -> tuple[str, str, str]:
    return page["title"], page["text"], _APART.join(page["words"])


def _read_pages() -> list[dict[str, Any]]:
    text = (resource_folder("site") / "search.toml").read_text(encoding="utf-8")
    pages: list[dict[str, Any]] = tomllib.loads(text)["pages"]
    return pages


def _column_of(store: Store, name: str, column: str) -> str:
    """Return all that a column of a page query says."""
    return " ".join(row[column] or "" for row in select_page_rows(store, name))


def split_text(text: str) -> tuple[str, str]:
    """Return what a result shows of a text, cut at a word, and the rest of it."""
    if len(text) <= _SHOWN:
        return text, ""
    end = text.rfind(" ", 0, _SHOWN)
    return f"{text[:end]} …", text[end + 1 :]


def _values_of(rows: Iterable[Row], column: str) -> dict[str, list[str]]:
    """Return a column of a query by the record that it says something of."""
    values: dict[str, list[str]] = {}
    for row in rows:
        values.setdefault(row["record"], []).append(row[column])
    return values
