"""A query and a dataset → a thing that a property never leads to, though both are in the data.

`?t tt:inReview <…/tea/>` finds nothing where the review is `<…/tea/review>`, and the
address without the last word is that of its base. That a source is never cited, as others are, is
an answer and no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import NamedNode

from kg.graph.vocab import RDF
from kg.service.sparql.advice.knownstore import KnownStore, Side
from kg.service.sparql.advice.patterns import list_triples
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

_MOST_TOKENS, _MOST, _FEW = 500, 100, 3


def check_ends(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each thing that stands behind a property in the query and nowhere else.

    Of a thing that is not in the data at all another sentence tells.
    """
    for _, predicate, value in list_triples(list_tokens(query, base)[:_MOST_TOKENS]):
        if (predicate[0], value[0]) != ("iri", "iri") or predicate[1] == RDF.type.value:
            continue
        term, thing = NamedNode(predicate[1]), NamedNode(value[1])
        known = store.has(thing, None, None) or store.has(None, None, thing)
        if not known or store.has(None, term, thing) or _leads_to_such(term, thing, store):
            continue
        # All of them, or so many that there are others: to name one of two would be untrue.
        ends = store.list_distinct(Side(term, at_object=True), _MOST)
        things = [f"<{one.value}>" for one in ends if isinstance(one, NamedNode)]
        # Of many reviews, that which was asked goes first: its addresses begin alike.
        beginning = f"<{thing.value.rpartition('/')[0]}/"
        shown = sorted(things, key=lambda one: not one.startswith(beginning))[:_FEW]
        if shown:
            more = " and others" if len(ends) > len(shown) else ""
            name = shorten_iri(term.value)
            told = f"{name} leads to {' and '.join(shown)}{more}"
            yield f"no {name} leads to {shorten_iri(thing.value)}; {told}"


def _leads_to_such(term: NamedNode, thing: NamedNode, store: KnownStore) -> bool:
    """Tell whether a property leads to nothing at all, or to things of a class of this one."""
    quads = islice(store.quads_for_pattern(None, term, None), _FEW)
    ends = [quad.object for quad in quads if isinstance(quad.object, NamedNode)]
    kinds = [quad.object for quad in store.quads_for_pattern(thing, RDF.type, None)]
    named = [kind for kind in kinds if isinstance(kind, NamedNode)]
    return not ends or any(store.has(end, RDF.type, kind) for end in ends for kind in named)
