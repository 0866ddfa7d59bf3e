"""A query and a dataset → which property of a query nothing has that another one leads to.

`tt:stance/skos:prefLabel` has no value where a stance has an `rdfs:label` only, and SPARQL says
nothing of it. What is told here is of use beside an empty answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import DCTERMS, FOAF, RDFS, SKOS, TT
from kg.service.sparql.advice.knownstore import KnownStore, Node, Side
from kg.service.sparql.advice.patterns import list_needed
from kg.service.sparql.advice.vocabulary import shorten_iri

# What names a thing; only where there is none of these, other properties are told.
_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title, FOAF.name, TT.heading, TT.statement)
# So that a large graph makes no hint dear: of more than that nothing is told.
_MOST_WAYS, _MOST_LOOKED, _MOST_TOLD = 10, 100, 3
_MOST_KEPT = 1000


class Ways:
    """Ways through a store, which does not change; what is found of one is kept."""

    def __init__(self, store: KnownStore, base: str = "") -> None:
        """Take the store and what relative IRIs of queries are relative to."""
        self._store = store
        self._base = base
        self._found: dict[tuple[str, str], str] = {}

    def check(self, query: str) -> Iterator[str]:
        """Yield a sentence for each two properties one after the other that lead nowhere."""
        ways = dict.fromkeys(_list_ways(list_needed(query, self._base)))
        for way in islice(ways, _MOST_WAYS):
            if way not in self._found:
                if len(self._found) >= _MOST_KEPT:
                    self._found.clear()
                self._found[way] = _check_way(*way, self._store)
            if self._found[way]:
                yield self._found[way]


def _check_way(first: str, second: str, store: KnownStore) -> str:
    """Return a sentence where nothing that the first property leads to has the second, or ""."""
    before, after = NamedNode(first), NamedNode(second)
    # Of a property that nothing has check_vocabulary tells.
    if next(store.quads_for_pattern(None, after, None), None) is None:
        return ""
    led = Side(before, at_object=True)
    things = {*islice(store.list_things(led), _MOST_LOOKED)}
    if not things or store.share_one(led, Side(after)) is not False:
        return ""
    told = f"nothing that {shorten_iri(first)} leads to has {shorten_iri(second)}"
    names = list_names(things, store)
    return f"{told}; it has {' or '.join(names)}" if names else told


def _list_ways(tokens: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield properties one after the other, as `a/b` or as `a ?x` with `?x b` somewhere."""
    for before, one, slash, other in zip(
        [("", ""), *tokens], tokens, tokens[1:], tokens[2:], strict=False
    ):
        if one[0] == other[0] == "iri" and slash[1] == "/" and before[1] != "^":
            yield one[1], other[1]
    leads: dict[str, list[str]] = {}
    for (_, sign), (kind, iri), (_, text) in zip(
        [("", ""), *tokens], tokens, tokens[1:], strict=False
    ):
        # Against the arrow (^) nothing leads there, and of two (|) the other one may.
        if kind == "iri" and text[0] in "?$" and sign not in {"^", "|"}:
            leads.setdefault(text, []).append(iri)
    for (_, text), (kind, iri) in pairwise(tokens):
        if kind == "iri" and text in leads:
            yield from ((lead, iri) for lead in leads[text])


def list_names(things: set[Node], store: KnownStore) -> list[str]:
    """Return properties with a text that some of the things have: their names, if they have any."""
    found = {
        quad.predicate
        for thing in things
        for quad in store.quads_for_pattern(thing, None, None)
        if isinstance(quad.object, Literal)
    }
    named = [name for name in _NAMES if name in found] or sorted(found, key=str)
    return [shorten_iri(one.value) for one in named[:_MOST_TOLD]]
