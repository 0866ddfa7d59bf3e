"""A query → whether it finds the same where an engine's mark stands among the data.

`kg push` leaves a mark in a graph of its own. To keep out of it a query names all graphs of its
build, which of a thousand reviews takes an engine a thousand times as long. Whoever cannot find
the mark need not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum, auto
from functools import lru_cache

from kg.graph.footprints import footprint_of
from kg.graph.vocab import MARKS
from kg.service.sparql.tokens import split_head

_IRI = re.compile(r'<[^<>"{}|^`\\\s]*>')
_NUMBER = re.compile(r"\d+")
# What stands before a query that describes: the IRIs behind it are asked about.
_DESCRIBING = re.compile(
    r"(?:\s|#[^\n]*+|PREFIX\s++[\w.-]*+:\s*+<[^>]*+>|BASE\s++<[^>]*+>)*+(?=DESCRIBE\b)",
    re.IGNORECASE,
)
_BASE = re.compile(r"\bBASE\b", re.IGNORECASE)
_MOST_SHAPES = 512


def keeps_clear(query: str, marked: Collection[str]) -> bool:
    """Tell whether no pattern of a query can find a triple of a mark, or its graph.

    `marked` are the IRIs that a mark says something of.
    """
    describing = _DESCRIBING.match(query)
    if describing:
        head, brace, rest = query[: describing.end()], "", query[describing.end() :]
    else:
        head, brace, rest = split_head(query)
    # What is escaped may be any sign, a brace as well.
    if MARKS in rest or "\\u" in query.lower():
        return False
    # Many queries differ in names of records and in numbers only.
    clearance = _find_clearance(f"{head}{brace}{_NUMBER.sub('0', _IRI.sub('<>', rest))}")
    if clearance is Clearance.OF_OTHERS:
        return all(iri[1:-1] not in marked for iri in _IRI.findall(rest))
    return clearance is Clearance.ALWAYS


class Clearance(Enum):
    """When the queries of a shape keep clear of a mark."""

    ALWAYS = auto()
    OF_OTHERS = auto()
    """Where none of their IRIs is one that the mark says something of."""
    NEVER = auto()


@lru_cache(maxsize=_MOST_SHAPES)
def _find_clearance(shape: str) -> Clearance:
    footprint = footprint_of(shape)
    if (
        "<<" in shape  # triples about triples are not read here
        or footprint.is_open
        or any(name.startswith(MARKS) for name in footprint.names)
    ):
        return Clearance.NEVER
    if not footprint.all_predicates:
        return Clearance.ALWAYS
    # An IRI that is relative to another may be any.
    return Clearance.NEVER if _BASE.search(shape) else Clearance.OF_OTHERS
