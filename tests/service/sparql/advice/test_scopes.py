# ruff: noqa: E501 - queries are read best unbroken
"""Patterns that cannot see what they are about, or whose outcome nobody sees."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.scopes import (
    check_minus,
    check_scopes,
    check_subqueries,
    may_take_nothing_away,
)

NAMED = "behind FROM NAMED alone a pattern outside of GRAPH has nothing to look at"
FROM = "behind FROM alone GRAPH has nothing to look at"
EXISTS = "a NOT EXISTS shares no variable with the rest of the query"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * FROM NAMED <e:g> { ?x a <e:Cup> }", [NAMED]),
        ("SELECT * FROM NAMED <e:g> WHERE { GRAPH ?g { ?x a <e:Cup> } ?x <e:p> ?y }", [NAMED]),
        ("SELECT * FROM NAMED <e:g> WHERE { GRAPH ?g { ?x a <e:Cup> OPTIONAL { ?x <e:p> ?y } } }", []),
        ("SELECT * FROM NAMED <e:g> WHERE { VALUES ?g { <e:g> } GRAPH ?g { ?x a <e:Cup> } FILTER(?x != 1) BIND(?x AS ?y) }", []),
        ("CONSTRUCT { ?x a <e:C> } FROM NAMED <e:g> WHERE { GRAPH ?g { ?x a <e:Cup> } }", []),
        ("SELECT * FROM <e:g> FROM NAMED <e:g> { ?x a <e:Cup> GRAPH ?g { ?x <e:p> ?y } }", []),
        ("SELECT * FROM <e:g> { GRAPH ?g { ?x a <e:Cup> } }", [FROM]),
        ("SELECT * FROM NAMED <e:g> { GRAPH ?g { ?x a <e:Cup> } FILTER(?x != 1) ?x <e:p> ?y }", [NAMED]),
        ("SELECT * FROM <e:g> { ?x a <e:Cup> }", []),
        ("SELECT * { ?x a <e:Cup> GRAPH ?g { ?x <e:p> ?y } }", []),
        ("SELECT * { ?x a <e:Cup> FILTER NOT EXISTS { ?y <e:p> ?z } }", [EXISTS]),
        ("SELECT * { ?x a <e:Cup> FILTER NOT EXISTS { ?y <e:p> ?x } }", []),
        ("SELECT * { ?x a <e:Cup> FILTER NOT EXISTS { <e:a> <e:p> <e:b> } }", []),
        ("SELECT * { ?x a <e:Cup> FILTER EXISTS { ?y <e:p> ?z } }", []),
    ],
)  # fmt: skip
def test_what_a_pattern_cannot_see_is_told(query: str, told: list[str]) -> None:
    """Nothing of a query whose patterns see what they are about."""
    assert [one.partition(";")[0].partition(":")[0] for one in check_scopes(query)] == told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?x a <e:Cup> MINUS { ?y <e:p> ?z } }", 1),
        ("SELECT * { ?x a <e:Cup> MINUS { ?y <e:p> ?x } }", 0),
        ("SELECT * { ?x a <e:Cup> { ?x <e:p> ?y MINUS { ?z a <e:Jug> { ?z <e:q> ?w } } } }", 1),
        ("SELECT * { ?x <e:minus> 'MINUS {' }", 0),
    ],
)
def test_a_minus_of_nothing_is_told_with_any_answer(query: str, told: int) -> None:
    """It leaves all rows, which looks like an answer."""
    assert len([*check_minus(query)]) == told
    assert may_take_nothing_away(query) or not told
    node = NamedNode("e:x")
    store = Store()
    store.add(Quad(node, node, node, node))
    assert len(Adviser(store).warn(query)) == told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s ?n { ?c <e:about> ?s { SELECT (COUNT(?x) AS ?n) { ?x <e:about> ?s } } }", True),
        ("SELECT ?t ?s { ?t a <e:Tip> { SELECT ?s { ?t <e:about> ?s } LIMIT 1 } }", True),
        ("SELECT ?s ?n { ?c <e:about> ?s { SELECT ?s (COUNT(?x) AS ?n) { ?x <e:about> ?s } GROUP BY ?s } }", False),
        ("SELECT ?s ?n { ?c <e:about> ?s { SELECT * { ?x <e:about> ?s } } }", False),
        ("SELECT ?k ?n { ?s <e:kind> ?k { SELECT (COUNT(?s) AS ?n) { ?s a <e:Tip> } } }", False),
        ("SELECT ?s ?n { ?s <e:kind> ?k { SELECT ?s { ?s a <e:Tip> ; <e:of> ?k } } }", False),
        ("SELECT ?s ?n { ?s <e:kind> ?k { SELECT (COUNT(?x) AS ?n) { ?x a <e:Tip> } } }", False),
    ],
)  # fmt: skip
def test_a_subquery_that_does_not_join_is_told(query: str, *, told: bool) -> None:
    """A total of what is counted outside, too, is meant so."""
    found = [*check_subqueries(query)]
    assert len(found) == told
    assert all(one.startswith(("?s in the sub", "?t in the sub")) for one in found)
    assert [one for one in Adviser(Store()).advise(query, empty=False) if one in found] == found
