"""A query → versions of SPARQL that it asks for, and that there are not.

`VERSION "9"` changes nothing in how a query is read, and nobody says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from kg.errors import shorten_text
from kg.service.sparql.advice.vocabulary import list_tokens

# https://www.w3.org/TR/sparql12-query/#sparql-version
_KNOWN = ("1.0", "1.1", "1.2", "1.2-basic")
_VERSION = re.compile(r"\bVERSION\b", re.IGNORECASE)
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


def may_name_version(query: str) -> bool:
    """Tell whether a query may name a version."""
    head = query.partition("{")[0]
    return "ersion" in head.lower() and _VERSION.search(head) is not None


def check_version(query: str) -> Iterator[str]:
    """Yield a sentence for each version of the prologue that there is not."""
    head = [*takewhile(lambda token: token[1].upper() not in _FORMS, list_tokens(query))]
    for (kind, word), (after, text) in pairwise(head):
        if kind == "word" and word.upper() == "VERSION" and after == "string":
            ends = 3 if text[:3] in {'"""', "'''"} else 1
            if text[ends:-ends] not in _KNOWN:
                yield (
                    f"there is no version {shorten_text(text)} of SPARQL; the query was read as "
                    "1.2, which has all of 1.1"
                )
