"""Words → the records that hold them, by SQLite's full-text search in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping

from kg.assistants.answers import Hit
from kg.assistants.asking import Asker
from kg.graph.queries import Row

_WORD = re.compile(r"\w+")
# More words than these make no question clearer, and each costs a look-up.
MOST_WORDS = 32
# What a word weighs in a title, in a name of its own, in words for it, in the text and the rest.
_WEIGHTS = (8.0, 6.0, 3.0, 2.0, 1.0)
_LONGEST_TEXT = 400
_FIND = """SELECT record, kind, title, text FROM documents WHERE documents MATCH ? {kind}
ORDER BY bm25(documents, 0, 0, {weights}), record LIMIT ?"""


class SearchIndex:
    """All that can be found in one build."""

    def __init__(self, documents: Iterable[Row], more: Mapping[str, Mapping[str, str]]) -> None:
        """Take the documents, and by column (names, words, more) what else leads to a record."""
        self._data = sqlite3.connect(":memory:")
        # The stemmer is for English; what is in another language is found by its whole words.
        self._data.execute(
            "CREATE VIRTUAL TABLE documents USING fts5(record UNINDEXED, kind UNINDEXED, "
            "title, names, words, text, more, tokenize='porter unicode61 remove_diacritics 2')"
        )
        also = [more.get(column, {}) for column in ("names", "words", "more")]
        rows = [
            [row["record"], row["kind"], row["title"], row.get("text", "")] for row in documents
        ]
        for row in rows:
            row += [said.get(row[0], "") for said in also]
        self._data.executemany(
            "INSERT INTO documents(record, kind, title, text, names, words, more) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def find(self, words: str, kind: str | None, most: int) -> list[tuple[str, str, str, str]]:
        """Find records (IRI, kind, title, text): with all words, or else with any of them."""
        asked = [f'"{word}"' for word in _WORD.findall(words)[:MOST_WORDS]]
        if not asked:
            return []
        weights = ", ".join(map(str, _WEIGHTS))
        only = "AND kind = ?" if kind else ""
        query = _FIND.format(kind=only, weights=weights)
        for joint in (" ", " OR "):
            given = [joint.join(asked), *([kind] if kind else []), most]
            found = self._data.execute(query, given).fetchall()
            if found:
                return found
        return []


async def load_index(asker: Asker) -> SearchIndex:
    """Load what can be found, from the queries that the site's own search is made of."""
    documents = await asker.select("pages/search-documents")
    also = await asker.select("pages/search-words")
    names = _join((row for row in also if row.get("own") == "true"), "word")
    words = _join((row for row in also if row.get("own") != "true"), "word")
    more = _join(await asker.select("pages/search-more"), "said")
    return SearchIndex(documents, {"names": names, "words": words, "more": more})


def _join(rows: Iterable[Row], column: str) -> dict[str, str]:
    """Join a column by the record that it says something of."""
    joined: dict[str, list[str]] = {}
    for row in rows:
        joined.setdefault(row["record"], []).append(row[column])
    return {record: " ".join(values) for record, values in joined.items()}


def make_hit(found: tuple[str, str, str, str], asker: Asker) -> Hit:
    """Make a hit of what was found; a long text is cut."""
    record, kind, title, text = found
    shown = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
    return Hit(record=record, kind=kind, title=title, text=shown, site=asker.site_of(record))
