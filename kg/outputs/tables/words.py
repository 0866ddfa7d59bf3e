"""What the queries for tables say in English, to be said in the language of a review.

A query's head names the words that its cells have besides what the graph says: `says: over all |
page %(page)s`. Each stands in the query as a string, whose gaps the query fills itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.catalogues import Voice
from kg.errors import BuildError
from kg.graph.queries import Query, load_queries
from kg.resources import resource_folder

_SELECT = re.compile(r"^SELECT ([?\w ]+)", re.MULTILINE)


def find_table_messages() -> set[str]:
    """Return the captions, columns and words of our queries for tables."""
    found: set[str] = set()
    for role in ("tables", "derived"):
        for query in load_queries(resource_folder("queries") / role).values():
            found.add(query.head.get("caption", query.summary))
            selected = _SELECT.search(query.text)
            names = re.findall(r"\w+", selected[1]) if selected else []
            found.update(name for name in names if name != query.head.get("row"))
            found.update(words_of(query))
    return found


def words_of(query: Query) -> Iterator[str]:
    """Yield the words that a query says by itself."""
    said = query.head.get("says", "")
    yield from (one.strip() for one in said.split(" | ") if one.strip())


def say_words(query: Query, voice: Voice) -> Query:
    """Return a query whose words are in the language of a voice.

    Raise BuildError where its head names words that it does not have.
    """
    text = query.text
    for message in words_of(query):
        if _as_string(message) not in text:
            shown = f"queries/{query.path.parent.name}/{query.path.name}"
            told = f"'says' names {message!r}, and the query has no such string; mend one of them"
            raise BuildError(f"{shown}: {told}")
        text = text.replace(_as_string(message), _as_string(voice.say(message)))
    return replace(query, text=text)


def _as_string(words: str) -> str:
    """Return words as a string of SPARQL, which has the escapes of JSON."""
    return json.dumps(words, ensure_ascii=False)
