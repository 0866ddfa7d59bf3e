# ruff: noqa: E501 - queries are read best unbroken
"""The plain triples of a query."""

from __future__ import annotations

import pytest

from kg.graph.vocab import RDF
from kg.service.sparql.advice.patterns import list_triples
from kg.service.sparql.advice.vocabulary import list_tokens

A = RDF.type.value


@pytest.mark.parametrize(
    ("query", "triples"),
    [
        ("{ ?x a e:Cup ; e:name ?n, 'red'@en . ?n e:of 3 }",
         [f"?x {A} Cup", "?x name ?n", "?x name 'red'", "?n of 3"]),
        ("{ ?x e:name '1'^^e:t ; e:of ?y FILTER(?y = e:a) ?y e:of ?z }",
         ["?x name '1'", "?x of ?y", "?y of ?z"]),
        ("{ ?x e:a/e:b ?y . ?x ^e:c ?z . ?x e:d [ e:f ?q ] . ?x e:g (1 2) . ?y e:h ?z }", ["?y h ?z"]),
        ("{ ?x e:a ?y MINUS { ?x e:b ?y { ?x e:c ?y } } ?x e:d ?y }", ["?x a ?y", "?x d ?y"]),
        ("{ ?x e:a ?y FILTER NOT EXISTS { ?x e:b ?y } OPTIONAL { ?x e:c ?y } }", ["?x a ?y", "?x c ?y"]),
        ("{ ?x e:a ?y", []),
        ("", []),
    ],
)  # fmt: skip
def test_each_plain_triple_is_read(query: str, triples: list[str]) -> None:
    """What is more than three terms, and what must not be there, is passed over."""
    found = list_triples(list_tokens(f"PREFIX e: <e:> SELECT * {query}"))
    assert [" ".join(text.removeprefix("e:") for _, text in one) for one in found] == triples
