"""Terms of queries that are known to need no advice, so that a query of such terms is not read."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.graph.vocab import ONTOLOGY, PREFIXES

_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_NAME = re.compile(r"([\w-]*):([A-Za-z][\w-]*)")
_IRI = re.compile(r"<(https?://[^>\s]*)>")
# A variable, a sign and a number, or the other way round.
_RECKONING = re.compile(r"[?$]\w++\s*+[<>+*/-]=?\s*+\d|\d\s*+[<>+*/-]=?\s*+[?$]")
# No variable stands in one, so that a comparison on both sides of something is not taken for it.
_ANY_IRI = re.compile(r"<[^<>?$\s]*+>")
_GRAPHS = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
# Where terms stand, and where they are looked for by mistake: by the other scheme, without the #.
_HOMES = {*PREFIXES.values(), ONTOLOGY.value}
_SPACES = tuple(
    scheme + home.partition(":")[2] for home in sorted(_HOMES) for scheme in ("http:", "https:")
)
_OPENED = tuple(f"<{space}" for space in _SPACES)
_MOST_HEADS, _MOST_SEEN, _MOST_FINE = 512, 512, 10_000


def mentions_graphs(query: str) -> bool:
    """Tell whether a query may name a graph."""
    lowered = query.lower()
    # A plain search first: to look for words takes as long as all the rest.
    return ("graph" in lowered or "from" in lowered) and _GRAPHS.search(query) is not None


def mentions_numbers(query: str) -> bool:
    """Tell whether a query may hold a variable against a number, or reckon with both."""
    # An IRI that ends in a digit, before a variable, looks like a comparison with >.
    return (
        _RECKONING.search(query) is not None
        and _RECKONING.search(_ANY_IRI.sub(" ", query)) is not None
    )


class KnownTerms:
    """Terms of vocabularies that were looked at and found fine."""

    def __init__(self) -> None:
        """Begin with none."""
        self._fine: set[str] = set()
        self._heads: dict[str, _Head] = {}

    def add(self, terms: set[str]) -> None:
        """Take terms that are fine."""
        if len(self._fine) < _MOST_FINE:
            self._fine |= terms

    def find_others(self, query: str) -> set[str]:
        """Return what may be other terms of vocabularies, with those in texts and comments.

        Every query that is evaluated comes by here: words are cut at blanks, and only those that
        have not been seen behind the same prefixes are looked at.
        """
        head = query[: query.find("{")]
        if head not in self._heads:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            self._heads[head] = _Head(dict(_PREFIX.findall(head)), set())
        spaces, seen = self._heads[head]
        new = {
            word
            for word in query.split()
            if ":" in word and word not in seen and (word[0] != "<" or word.startswith(_OPENED))
        }
        if not new:
            return new
        text = " ".join(new)
        names = {spaces[name] + local for name, local in _NAME.findall(text) if name in spaces}
        terms = {iri for iri in names.union(_IRI.findall(text)) if iri.startswith(_SPACES)}
        if terms <= self._fine and len(seen) < _MOST_SEEN:
            seen |= new
        return terms - self._fine


class _Head(NamedTuple):
    """What stands before the first brace of queries: its prefixes, and words known to be fine."""

    spaces: dict[str, str]
    seen: set[str]
