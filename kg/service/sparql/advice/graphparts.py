"""A query and a dataset → what a graph that the query names has not, and which graph has it.

`GRAPH <…/graph/inferred> { ?t a tt:Tip }` finds nothing where tips stand in another graph, though
both the graph and the class are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pyoxigraph import NamedNode

from kg.graph.vocab import RDF
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import Triple, list_triples
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

Tokens = Sequence[tuple[str, str]]
_NAMING = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
_MOST_TOKENS, _MOST_QUADS, _FEW_GRAPHS = 500, 1000, 3


def check_graph_parts(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each property or class that is in other graphs than those named."""
    if not _NAMING.search(query):
        return
    told = dict[str, None]()
    for graphs, triples in _list_parts(list_tokens(query, base)[:_MOST_TOKENS]):
        # Of a graph that there is not another sentence tells.
        if all(store.has(None, None, None, NamedNode(one)) for one in graphs):
            told |= dict.fromkeys(filter(None, (_say(one, graphs, store) for one in triples)))
    yield from told


def _list_parts(tokens: Tokens) -> Iterator[tuple[list[str], list[Triple]]]:
    """Yield the graphs that patterns are put to, by name, and these patterns."""
    words = [text.upper() for _, text in tokens]
    for place, word in enumerate(words[:-2]):
        if word == "GRAPH" and tokens[place + 1][0] == "iri" and words[place + 2] == "{":
            inside = tokens[place + 2 : _find_end(tokens, place + 2)]
            yield [tokens[place + 1][1]], [*list_triples(inside)]
    named = [
        text
        for (before, (kind, text)) in zip(words, tokens[1:], strict=False)
        if before == "FROM" and kind == "iri"
    ]
    if named and "GRAPH" not in words:
        yield named, [*list_triples(tokens)]


def _find_end(tokens: Tokens, start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[place][1], 0)
        if not depth:
            return place + 1
    return len(tokens)


def _say(triple: Triple, graphs: Sequence[str], store: KnownStore) -> str:
    """Say of which graphs a property is, or a class, where it is of none that is named."""
    if triple.predicate[0] != "iri":
        return ""
    predicate, value, name = NamedNode(triple.predicate[1]), None, triple.predicate[1]
    if predicate == RDF.type:
        if triple.object[0] != "iri":
            return ""
        value, name = NamedNode(triple.object[1]), triple.object[1]
    if any(store.has(None, predicate, value, NamedNode(graph)) for graph in graphs):
        return ""
    quads = islice(store.quads_for_pattern(None, predicate, value), _MOST_QUADS)
    there = dict.fromkeys(str(quad.graph_name) for quad in quads)
    if not there:
        return ""
    asked = " and ".join(f"<{graph}>" for graph in graphs[:_FEW_GRAPHS])
    # Of many reviews, that which was asked goes first: its graphs begin alike.
    beginning = f"<{graphs[0].rpartition('/')[0]}/"
    near = sorted(there, key=lambda one: not one.startswith(beginning))
    have = " and ".join(near[:_FEW_GRAPHS])
    return f"{shorten_iri(name)} is not in {asked}; it is in {have}"
