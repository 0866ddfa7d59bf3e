"""What can be found → a file with a full-text index (SQLite FTS5); words → what such files hold.

A file belongs to one review and never changes once it is written, so that many are asked together
and one is replaced alone. The terms in it are those of `kg.words`: SQLite only counts them. All
languages are taken as English is, for who asks does not say in which of them; what is done alike to
a text and to what is typed finds it whatever the language.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.words import IN_ENGLISH

# More words than people type, and longer ones than there are; the rest is not looked for.
MOST_TERMS = 12
_LONGEST_TERM = 64
# A stem of fewer letters begins too many words to be taken for the beginning of one.
_LEAST_BEGINNING = 3
_STEPS = 2_000  # of SQLite's machine between two looks at the clock: well below a millisecond
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, kind TEXT, title TEXT, text TEXT, address TEXT, language TEXT,
    weight REAL
);
CREATE VIRTUAL TABLE terms USING fts5(
    title, names, words, text, more, content = '', tokenize = 'ascii', prefix = '3'
);
"""
# The weights are those of the static search (`outputs/searchfiles.py`): a title says most.
_FIND = """
WITH hits AS MATERIALIZED (
    SELECT rowid AS id, bm25(terms, 8, 8, 3, 3, 1.5) AS score FROM terms WHERE terms MATCH ?
)
SELECT kind, title, text, address, language, score * weight AS weighted,
       (SELECT count(*) FROM hits)
FROM hits JOIN documents USING (id) ORDER BY weighted, id LIMIT ?
"""


class OutOfTimeError(Exception):
    """A search that takes longer than it may."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found; `searched` are its title, names, words, text and more."""

    kind: str
    title: str
    text: str
    address: str
    language: str
    weight: float
    searched: tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in the file called `name`; the lower its score, the better it fits."""

    name: str
    kind: str
    title: str
    text: str
    address: str
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of all files, and how many each has; `all_words` or else some of them."""

    hits: Sequence[Hit]
    counts: Mapping[str, int]
    all_words: bool = True


def write_index(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file of an index, where there is none yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        for number, one in enumerate(entries, start=1):
            shown = (one.kind, one.title, one.text, one.address, one.language, one.weight)
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *shown)
            )
            terms = (" ".join(IN_ENGLISH.terms_in(text)) for text in one.searched)
            connection.execute(
                "INSERT INTO terms (rowid, title, names, words, text, more)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (number, *terms),
            )
        connection.execute("INSERT INTO terms (terms) VALUES ('optimize')")
        connection.execute("COMMIT")


def terms_of(asked: str) -> list[str]:
    """Return the terms of what somebody typed, each once: letters and digits and no more."""
    found = dict.fromkeys(term[:_LONGEST_TERM] for term in IN_ENGLISH.terms_in(asked))
    return list(found)[:MOST_TERMS]


def find_entries(
    files: Mapping[str, Path], terms: Sequence[str], most: int, seconds: float
) -> Found:
    """Return what holds all terms, or some of them where nothing holds all.

    Raises OutOfTimeError where it takes longer than `seconds`.
    """
    end = time.monotonic() + seconds
    found = Found([], {})
    for sign in ("AND", "OR")[: len(terms)]:
        found = _find_in_all(files, f" {sign} ".join(map(_quote, terms)), most, end)
        if found.counts:
            return Found(found.hits, found.counts, all_words=sign == "AND")
    return found


def _quote(term: str) -> str:
    """Return a term in the language of FTS5: in quotes, within which it has no other signs."""
    beginning = "*" if len(term) >= _LEAST_BEGINNING else ""
    return f'"{term}"{beginning}'


def _find_in_all(files: Mapping[str, Path], match: str, most: int, end: float) -> Found:
    hits: list[Hit] = []
    counts: dict[str, int] = {}
    for name, path in files.items():
        if time.monotonic() > end:  # of many small files none is asked for long
            raise OutOfTimeError
        rows = _find_in(path, match, most, end)
        if rows:
            counts[name] = rows[0][-1]
            # No more are kept than are shown, of however many files.
            hits += [Hit(name, *row[:-1]) for row in rows]
            hits = sorted(hits, key=lambda hit: hit.score)[:most]
    return Found(hits, counts)


def _find_in(path: Path, match: str, most: int, end: float) -> list[tuple[Any, ...]]:
    # Said to be unchanging: SQLite then takes no locks and writes nothing beside it.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            return connection.execute(_FIND, (match, most)).fetchall()
        except sqlite3.OperationalError as error:
            if time.monotonic() > end:
                raise OutOfTimeError from error
            raise
