"""A query and a dataset → works that it counts once for each of their names.

Two reviews may record different identifiers of one work. A collection joins them by `tt:sameWork`,
and each source keeps the name that its own review has beside the one that all go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.graph.vocab import TT
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import list_tokens

_COUNT = re.compile(r"\bCOUNT\s*\(", re.IGNORECASE)
_MOST_TOKENS = 500  # so that a long query makes no warning dear


def may_count_works(query: str) -> bool:
    """Tell whether a query may count works."""
    return "Work" in query and _COUNT.search(query) is not None


def check_counted(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each variable that counts works of which some have several names."""
    tokens = list_tokens(query, base)[:_MOST_TOKENS]
    # Who names this property knows of it; nothing else is as dear as to look into the store.
    if ("iri", TT.sameWork.value) in tokens or not store.has(None, TT.sameWork, None):
        return
    texts = [text for kind, text in tokens if (kind, text.upper()) != ("word", "DISTINCT")]
    counted = {
        name
        for word, bracket, name in zip(texts, texts[1:], texts[2:], strict=False)
        if word.upper() == "COUNT" and bracket == "(" and name[0] in "?$"
    }
    of_work = {name for iri, name in pairwise(texts) if iri == TT.ofWork.value}
    of_work |= {
        name
        for name, word, iri in zip(texts, texts[1:], texts[2:], strict=False)
        if word == "a" and iri == TT.Work.value
    }
    for name in sorted(counted & of_work):
        yield (
            f"some works have several names here (tt:sameWork), and {name} counts each of them; to "
            f"count a work once, add FILTER NOT EXISTS {{ {name} tt:sameWork/^tt:ofWork ?other "
            f"FILTER NOT EXISTS {{ ?other tt:ofWork {name} }} }}"
        )
