"""What the queries for tables name in English, to be said in the language of a review."""

from __future__ import annotations

import re

from kg.graph.queries import load_queries
from kg.resources import resource_folder

_SELECT = re.compile(r"^SELECT ([?\w ]+)", re.MULTILINE)


def find_table_messages() -> set[str]:
    """Return the captions and columns of our queries for tables."""
    found: set[str] = set()
    for role in ("tables", "derived"):
        for query in load_queries(resource_folder("queries") / role).values():
            found.add(query.head.get("caption", query.summary))
            selected = _SELECT.search(query.text)
            names = re.findall(r"\w+", selected[1]) if selected else []
            found.update(name for name in names if name != query.head.get("row"))
    return found
