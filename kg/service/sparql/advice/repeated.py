"""A query and a dataset → things that it counts once for each of several values they have.

`(COUNT(?s) AS ?n) { ?s a tt:Source ; dcterms:creator ?c }` counts rows, and a source has a row for
each author. Told is only what cannot be meant: where nothing else in the query is about the value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import is_variable, list_triples
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri
from kg.service.sparql.tokens import may_have_subquery

_COUNT = re.compile(r"\bCOUNT\s*\(\s*[?$]", re.IGNORECASE)
_MOST_TOKENS = 500  # so that a long query makes no warning dear


def may_count_again(query: str) -> bool:
    """Tell whether a query counts a variable without DISTINCT, and has no subquery."""
    return _COUNT.search(query) is not None and not may_have_subquery(query)


def check_repeated(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each variable that is counted once for each value of a property."""
    if not may_count_again(query):
        return
    tokens = list_tokens(query, base)[:_MOST_TOKENS]
    counted = dict.fromkeys(_list_counted(tokens))
    uses = Counter(text for kind, text in tokens if kind == "name" and text[0] in "?$")
    for name in counted:
        for subject, predicate, value in list_triples(tokens):
            alone = is_variable(value) and uses[value[1]] == 1
            if subject[1] == name and predicate[0] == "iri" and alone:
                iri = NamedNode(predicate[1])
                if store.has_several(iri):
                    yield (
                        f"{name} is counted once for each {shorten_iri(iri.value)} that it has; "
                        f"COUNT(DISTINCT {name}) counts it once"
                    )


def _list_counted(tokens: Sequence[tuple[str, str]]) -> Iterator[str]:
    texts = [text for _, text in tokens]
    for word, bracket, name in zip(texts, texts[1:], texts[2:], strict=False):
        if word.upper() == "COUNT" and bracket == "(" and name[0] in "?$":
            yield name
