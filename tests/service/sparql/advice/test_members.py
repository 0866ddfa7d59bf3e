# ruff: noqa: E501 - queries are read best unbroken
"""What a query asks of a kind of record that no such record has."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.members import Members

HEAD = "PREFIX e: <http://e/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
SHELF = "no <http://e/Cup> has <http://e/depth>; its texts are rdfs:label; <http://e/Shelf> and <http://e/Board> have it"
FROM = "<http://e/on> leads from <http://e/Cup>, not to it: write {}"
TO = "<http://e/on> leads to <http://e/Shelf>, not from it: write {}"


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a cup on a shelf; shelves and boards have a depth, and the cup a label."""
    store = Store()
    store.load(
        b"""@prefix e: <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        e:red a e:Cup ; e:on e:low ; rdfs:label "red" ; e:code "r" .
        e:low a e:Shelf, e:Furniture ; e:depth 3 .
        e:oak a e:Board ; e:depth 4 .""",
        format=RdfFormat.TURTLE,
    )
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ ?x a e:Cup ; e:on ?y . ?y e:depth ?z ; a e:Shelf }", []),
        ("{ ?x a e:Cup ; e:depth ?z }", [SHELF]),
        ("{ ?x e:depth ?z . ?x a e:Cup ; e:depth ?z }", [SHELF]),
        ("{ ?x a e:Nothing ; e:depth ?z ; e:nothing ?n }", []),
        ("{ ?x a e:Cup ; e:nothing ?z }", []),
        ("{ ?x e:on ?c . ?c a e:Cup }", [FROM.format("?c <http://e/on> ?x")]),
        ("{ ?s a e:Shelf ; e:on ?x }", [TO.format("?x <http://e/on> ?s")]),
        ("{ e:red e:depth ?z }", ["<http://e/red> has no <http://e/depth>; its texts are rdfs:label"]),
        ("{ e:low e:on ?z }", [
            "<http://e/on> leads to <http://e/low>, not from it: write ?z <http://e/on> <http://e/low>"
        ]),
        ("{ e:gone e:depth ?z . e:red e:nothing ?y }", []),
        ("{ ?x a e:Cup, e:Shelf }", ["no <http://e/Cup> is a <http://e/Shelf>, too"]),
        ("{ ?x a e:Shelf ; a e:Furniture }", []),
        ("{ ?x a e:Shelf, e:Nothing }", []),
        ("{ ?x a e:Cup OPTIONAL { ?x a e:Shelf } }", []),
        ("{ { ?x a e:Cup } UNION { ?x a e:Shelf } }", []),
        ("{ ?x a e:Board MINUS { ?x a e:Cup ; e:depth ?z } }", []),
    ],
)  # fmt: skip
def test_what_no_such_thing_has_is_told(store: Store, query: str, told: list[str]) -> None:
    """With what it has instead, what has it, and the triple turned round where that helps."""
    members = Members(KnownStore(store))
    for _ in range(2):
        assert [*members.check(f"{HEAD}SELECT * {query}")] == told
