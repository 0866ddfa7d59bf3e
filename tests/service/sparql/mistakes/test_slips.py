# ruff: noqa: E501 - queries are read best unbroken
"""Slips that leave each sign SPARQL's own, in an order that it does not have."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.sparql.mistakes.explaining import explain_syntax

HEAD = "PREFIX e: <http://e/>\n"
FIRST = "a query begins with SELECT, as in SELECT * { ?s ?p ?o }"
NOT = "what is not so begins with !, as in !BOUND(?x)"
TURTLE = "a PREFIX line of SPARQL has no @ before it, and no dot at its end"


@pytest.mark.parametrize(
    ("query", "column", "told"),
    [
        ("SELECT * { e:tips/12 ?p ?o }", 18, "a / ends a name with a prefix: write the whole address, <http://e/tips/12>"),
        ("SELECT ?t { GRAPH e:graph/review { ?t a e:Tip } }", 26, "write the whole address, <http://e/graph/review>"),
        ("SELECT * { ?x e:n ?n FILTER(?n >= 3 && < 7) }", 40, "behind && stands the variable, too: ?x >= 3 && ?x < 7"),
        ("SELECT * { ?x e:n ?n FILTER(3 < ?n <= 7) }", 36, "two comparisons are joined by &&: 3 < ?x && ?x < 7"),
        ("SELECT * { ?x e:n ?n } GROUP BY ?x", 8, "where groups are made each column is named: SELECT ?x (COUNT(*) AS ?n)"),
        ("SELECT DISTINCT(?t) { ?t a e:Tip }", 16, "?t stands without brackets: DISTINCT ?t"),
        ("SELECT (COUNT DISTINCT ?t AS ?n) { ?t a e:Tip }", 9, "behind COUNT a bracket opens: COUNT(…)"),
        ("SELECT ?t { ?t e:says ?s . ?s CONTAINS 'tea' }", 31, "CONTAINS is a function and no property: FILTER (CONTAINS(?x, …))"),
        ("SELECT ?t { ?t a = e:Tip }", 18, "between the terms of a triple stands no sign; write a and the class"),
        ("SELECT ?t { ?t = e:tip }", 16, "to compare: FILTER (?t = …)"),
        ("SELECT ?t { ?t a e:Tip } WHERE { ?t e:n 1 }", 26, "there is one WHERE: all patterns stand in its { … }"),
        ("SELECT ?t { ?t a e:Tip } SELECT ?t { ?t a e:Tip }", 26, "one query is asked at a time; with SELECT another begins"),
        ("SELECT ?t FROM ?g { ?t a e:Tip }", 16, "GRAPH ?g { … } asks each of them"),
        ("SELECT ?t { ?t e:n MAX(?n) }", 20, "MAX(…) stands in no triple: give it a name in the SELECT, (MAX(…) AS ?name)"),
        ("SELECT ?t { ?t e:n LCASE(?n) }", 20, "give it a name before it, BIND (LCASE(…) AS ?name)"),
        ("SELECT * { ?t a e:Tip BIND(?x = 1) }", 23, "what BIND reckons gets a name: BIND (… AS ?name)"),
        ("SELECT * { ?t a e:Tip FILTER(?t NOT IN e:tips) }", 40, "behind IN stands a list in brackets: ?x IN (1, 2)"),
        ("SELECT * { ?t a e:Tip FILTER(NOT BOUND(?t)) }", 30, NOT),
        ("SELECT * { ?t https://e/n ?n }", 15, "an address stands in < and >: <https://…>"),
        ("@prefix x: <http://x/> . SELECT * { ?s ?p ?o }", 1, TURTLE),
        ("PREFIX x: <http://x/> . SELECT * { ?s ?p ?o }", 23, TURTLE),
        ("PREFIX 'x': <http://x/> SELECT * { ?s ?p ?o }", 8, "a prefix stands without quotes: PREFIX name: <…>"),
        ("{ ?t a e:Tip }", 1, FIRST),
        ("?t a e:Tip", 1, FIRST),
        ("'SELECT * { ?s ?p ?o }'", 1, FIRST),
        ("tips about tea", 1, "tips begins no query: one begins with SELECT"),
        ("```sparql", 1, "a query stands without ` before and behind it"),
        ("INSERT DATA { e:a e:b e:c }", 1, "INSERT is an update, and here data are only read"),
        ("SELECT * { ?s ?p ?o } SORT BY ?s", 23, "ORDER BY ?x sorts"),
        ("SELECT * { <tips/12> ?p ?o }", 21, "an address in < and > is whole and has no blank in it: <https://…>"),
        ("SELECT (1 2 AS ?x) {}", 11, "between 1 and 2 stands a sign, as in 1 + 2, or a comma; in an address a + is written %2B"),
        ("SELECT * { ?t e:n ?n FILTER(?n 2 > 3) }", 32, "between ?n and 2 stands a sign"),
        ("SELECT * { ?s ?p ?o } LIMIT 99999999999999999999", 29, "no LIMIT is so large; leave it out"),
        # Of what is right beside another fault nothing is told.
        ("SELECT (MAX(?n) AS ?m) { ?t e:n ?n FILTER(?n >= 3 && ?n < 7 || regex(?n, 'x')) FILTER NOT EXISTS { ?t e:n 1 } FILTER contains(?n, 'x') BIND(STR(?n) AS ?x) ?t e:x e:y e:z } GROUP BY ?t HAVING(MAX(?n) > 2)", 175, "cannot be read from here on"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place(query: str, column: int, told: str) -> None:
    """With what to write instead."""
    with pytest.raises(SyntaxError) as raised:
        Store().query(HEAD + query)
    mistake = explain_syntax(HEAD + query, str(raised.value), {})
    assert mistake is not None
    assert told in mistake.told
    assert (mistake.line, mistake.column) == (2, column)
