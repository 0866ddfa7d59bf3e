"""Patterns that share no variable."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.unjoined import may_be_unjoined

DATA = """@prefix e: <e:> . e:a a e:C ; e:of e:w , e:x ; e:code "A" . e:b a e:C ; e:of e:w .
e:w a e:W . e:x a e:W . e:r a e:R ; e:year 2005 ."""
TOLD = "nothing joins ?c and ?w: each row of the one stands beside each row of the other, and"


def told_of(query: str) -> list[str]:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return [one for one in Adviser(store).advise(query, empty=False) if "joins" in one]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?c a <e:C> OPTIONAL { ?w a <e:W> } }",
        "SELECT ?c { ?c a <e:C> . ?w a <e:W> }",
        "SELECT DISTINCT ?c ?w { ?c a <e:C> . ?w a <e:W> }",
        "SELECT (COUNT(*) AS ?n) { ?c a <e:C> . ?w a <e:W> }",
        "SELECT (COUNT(?c) AS ?n) (COUNT(DISTINCT ?w) AS ?m) { ?c a <e:C> . ?w a <e:W> }",
        "SELECT ?c (COUNT(DISTINCT ?w) AS ?n) { ?c a <e:C> . ?w a <e:W> } GROUP BY ?c",
        "SELECT * { <e:a> <e:of> ?c . ?w a <e:W> }",
        "SELECT ?n { { SELECT (COUNT(?w) AS ?n) { ?c a <e:C> . ?w a <e:W> } } }",
    ],
)
def test_rows_that_meet_all_rows_are_told(query: str) -> None:
    """Once for each SELECT."""
    [told] = told_of(query)
    assert told.startswith(TOLD)
    assert may_be_unjoined(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?c a <e:C> ; <e:of> ?w . ?w a <e:W> }",
        "SELECT DISTINCT ?c { ?c a <e:C> . ?w a <e:W> }",
        "SELECT (COUNT(DISTINCT ?c) AS ?n) (COUNT(DISTINCT ?w) AS ?m) { ?c a <e:C> . ?w a <e:W> }",
        "ASK { ?c a <e:C> . ?w a <e:W> }",
        "CONSTRUCT { ?c <e:p> ?w } { ?c a <e:C> . ?w a <e:W> }",
        "SELECT * { ?c a <e:C> . ?w a <e:W> FILTER(?c != ?w) }",
        "SELECT * { ?c a <e:C> . ?r a <e:R> ; <e:year> ?y }",
        'SELECT * { ?c a <e:C> . ?w <e:code> "A" }',
        'SELECT * { ?c a <e:C> . ?w <e:code> ?y FILTER(?y = "A") }',
        "SELECT * { ?c a <e:C> . <e:b> <e:of> ?w }",
        "SELECT * { <e:a> <e:of> ?w OPTIONAL { ?c <e:with> <e:a> ; <e:of> ?x . ?x a ?y } }",
        "SELECT * { <e:a> <e:of> ?w . <e:a> <e:of> ?x }",
        "SELECT * { ?c a <e:C> . VALUES ?w { 1 2 } }",
        "SELECT * { { ?c a <e:C> } UNION { ?w a <e:W> } }",
        "SELECT * { ?c a <e:C> { SELECT (COUNT(?w) AS ?n) { ?w a <e:W> } } }",
        "SELECT * { ?c a <e:C> FILTER NOT EXISTS { ?c <e:p> ?x . ?w a <e:W> } }",
    ],
)
def test_what_joins_or_does_not_show_is_not_told(query: str) -> None:
    """One row beside others changes nothing, nor do doubles that are left out."""
    assert told_of(query) == []
