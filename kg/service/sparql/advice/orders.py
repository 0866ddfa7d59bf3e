"""A query and a dataset → codes by which it sorts, where they do not come as people count.

Codes are texts, so that A10 comes before A2. What has a code has a `tt:sortKey` beside it, which
has A2 first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import RDF, TT
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import Triple, find_classes, list_triples
from kg.service.sparql.advice.vocabulary import list_tokens

# Of what is sorted by first: what comes behind it parts only those that are alike.
_SORTED = re.compile(
    r"\bORDER\s++BY\s++(?:(?:ASC|DESC)\s*+)?(?:\(\s*+)?[?$](\w++)(?!\s*+[^\s?$)}LODAV])",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(\D*)(\d{1,9})")
# So that neither a long query nor a large graph makes a warning dear.
_MOST_TOKENS, _MOST_CODES = 500, 1000


def may_sort_by_codes(query: str) -> bool:
    """Tell whether a query may sort by a code before all else."""
    if "code" not in query or "sortKey" in query:
        return False
    found = _SORTED.search(query)
    return found is not None and re.search(rf"code>?\s+[?$]{found[1]}\b", query) is not None


def check_orders(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence where a query sorts by codes that are not in order so."""
    found = _SORTED.search(query)
    if found is None:
        return
    triples = [*list_triples(list_tokens(query, base)[:_MOST_TOKENS])]
    coded = (one for one in triples if one.predicate == ("iri", TT.code.value))
    for triple in coded:
        sorted_by = triple.object[1][1:] == found[1] and triple.subject[1][:1] in {"?", "$"}
        if sorted_by and (pair := _find_pair(triple, triples, store)):
            yield (
                f"codes are sorted as texts, {pair[0]} before {pair[1]}; to have them as people "
                f"count, write {triple.subject[1]} tt:sortKey ?key and ORDER BY ?key"
            )
            return


def _find_pair(
    triple: Triple, triples: Sequence[Triple], store: KnownStore
) -> tuple[str, str] | None:
    """Return two codes of such things as are asked for that are not in the order of their keys."""
    kinds = find_classes(triple.subject, triples)
    found: dict[str, list[tuple[str, int, str]]] = {}
    for quad in islice(store.quads_for_pattern(None, TT.code, None), _MOST_CODES):
        thing = quad.subject
        # What is no letter with a number, as a key of a library, is in no order that people count.
        code = _COUNTED.fullmatch(quad.object.value) if isinstance(quad.object, Literal) else None
        if code is None or not isinstance(thing, NamedNode):
            continue
        if all(store.finds(thing, RDF.type, kind) for kind in kinds):
            for key in store.quads_for_pattern(thing, TT.sortKey, None):
                found.setdefault(code[1], []).append((code[0], int(code[2]), str(key.object)))
    for codes in found.values():
        for one, two in pairwise(sorted(codes)):
            if one[1] > two[1] and one[2] > two[2]:
                return one[0], two[0]
    return None
