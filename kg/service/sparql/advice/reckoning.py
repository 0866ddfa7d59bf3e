"""A query and a dataset → which values the query reckons with as numbers that are none.

`?year < 2000` is neither true nor false of an `xsd:gYear`, and `2005 - ?year` has no value: SPARQL
drops such a row, or leaves it empty, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.graph.vocab import XSD
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

_SIGNS = frozenset("<>+-*/")
_YEAR_OR_DAY = re.compile(r"-?\d{4}(?:\Z|-\d\d(?!\d))")
_OF_YEARS = {XSD.gYear, XSD.string}
_MOST_VALUES = 100  # looked at of each property, so that a large graph makes no query dear


def check_reckoning(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each variable beside a number whose values are years, or texts of one.

    Looked for are `?x < 2000` and its like, and a sum or difference of the two; the values are
    those of the properties before the variable.
    """
    tokens = list_tokens(query, base)
    reckoned = dict.fromkeys(_list_reckoned(tokens))
    properties: dict[str, dict[str, None]] = {}
    for (kind, iri), (_, text) in pairwise(tokens):
        if kind == "iri" and text in reckoned:
            properties.setdefault(text, {})[iri] = None
    for name, iris in properties.items():
        datatypes = {_datatype_of_years(iri, store) for iri in iris}
        if None not in datatypes:
            told = " or ".join(map(shorten_iri, iris))
            kinds = " or ".join(sorted(shorten_iri(one.value) for one in datatypes if one))
            yield (
                f"values of {told} are {kinds}, with which no number is compared or reckoned; "
                f"write xsd:integer(STR({name}))"
            )


def _list_reckoned(tokens: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield each variable with a sign between it and a number; of two signs (`<=`) either."""
    seen = [(kind, text) for kind, text in tokens if text != "="]
    for (left, one), (_, sign), (right, other) in zip(seen, seen[1:], seen[2:], strict=False):
        if sign in _SIGNS:
            if left == "number" and other[0] in "?$":
                yield other
            elif right == "number" and one[0] in "?$":
                yield one


def _datatype_of_years(iri: str, store: KnownStore) -> NamedNode | None:
    """Return the datatype of a property's years, where each value is a year or a day."""
    values = store.list_values(NamedNode(iri), _MOST_VALUES)
    if values.things or not all(_YEAR_OR_DAY.match(one.value) for one in values.literals):
        return None
    datatypes = {one.datatype for one in values.literals if one.value.lstrip("-").isdecimal()}
    return datatypes.pop() if len(datatypes) == 1 and datatypes <= _OF_YEARS else None
