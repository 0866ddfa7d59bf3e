"""Where a query is asked when triples stand in several graphs at once.

One store has each triple in one graph only: what names no graph finds it once there. Another has
all: each graph is whole there, but a pattern that names none finds a shared triple as often as
there are graphs that hold it. What could tell both is asked of a merge of all, in which both are
right. What is not read here is taken for such a query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum, auto
from itertools import pairwise

from kg.graph.footprints import footprint_of
from kg.service.sparql.advice.knownterms import mentions_graphs
from kg.service.sparql.advice.vocabulary import list_tokens

_Tokens = Sequence[tuple[str, str]]
# What tells how many rows there are, or makes each row unlike the others.
_COUNTS = {
    *("COUNT", "SUM", "MIN", "MAX", "AVG", "GROUP_CONCAT", "SAMPLE", "GROUP", "HAVING"),
    *("BNODE", "RAND", "UUID", "STRUUID"),
}
_CUTS = {"LIMIT", "OFFSET"}
# Of SPARQL 1.2, and IRIs that the engine makes others of.
_UNREAD = re.compile(r"<<|\{\||~|/\.")


class Place(Enum):
    """Where a query is asked."""

    ONCE = auto()
    """Where each triple stands in one graph."""
    WHOLE = auto()
    """Where each graph has all that it holds."""
    MERGED = auto()
    """Where both is so."""


def choose_place(query: str, base: str, signs: Collection[str], graphs: Collection[str]) -> Place:
    """Tell where a query without a dataset clause is asked.

    `signs` are those of the shared triples (`kg.graph.footprints`); `graphs` are not whole where
    each triple stands once.
    """
    if not mentions_graphs(query):
        return Place.ONCE
    tokens = list_tokens(query, base)
    named = [after for before, after in pairwise(tokens) if _is_word(before, {"GRAPH"})]
    if all(kind == "iri" and iri not in graphs and "/." not in iri for kind, iri in named):
        return Place.ONCE
    if _asks_a_set(tokens) or not _reads(_cut_graphs(tokens), signs):
        return Place.WHOLE
    return Place.MERGED


def _is_word(token: tuple[str, str], words: Collection[str]) -> bool:
    return token[0] == "word" and token[1].upper() in words


def _asks_a_set(tokens: _Tokens) -> bool:
    """Tell whether the answer is the same however often the patterns find the same."""
    if any(_is_word(token, _COUNTS) for token in tokens):
        return False
    selects = [after for before, after in pairwise(tokens) if _is_word(before, {"SELECT"})]
    if not selects:
        return _is_word(tokens[0], {"ASK"})
    # What is cut off inside of another query depends on how many there are.
    cut = any(_is_word(token, _CUTS) for token in tokens)
    if _is_word(tokens[0], {"SELECT"}):
        return _is_word(selects[0], {"DISTINCT"}) and not (cut and len(selects) > 1)
    return _is_word(tokens[0], {"ASK"}) and not cut


def _cut_graphs(tokens: _Tokens) -> _Tokens:
    """Return a query without what it asks of graphs by name."""
    kept: list[tuple[str, str]] = []
    depth = waiting = 0
    for token in tokens:
        if not depth and not waiting and _is_word(token, {"GRAPH"}):
            waiting = 1
            continue
        if token == ("mark", "{") and (depth or waiting):
            depth, waiting = depth + 1, 0
        elif token == ("mark", "}") and depth:
            depth -= 1
            if not depth:
                # Where a group stood: as behind it, a new triple begins.
                kept += [("mark", "{"), ("mark", "}")]
        elif not depth and not waiting:
            kept.append(token)
    return kept


def _reads(tokens: _Tokens, signs: Collection[str]) -> bool:
    """Tell whether patterns may find a triple with one of the signs."""
    text = " ".join(_write(*token) for token in tokens)
    return _UNREAD.search("".join(text.split())) is not None or footprint_of(text).is_touched(signs)


def _write(kind: str, text: str) -> str:
    if kind == "iri":
        return f"<{text}>"
    return '""' if kind == "string" else text
