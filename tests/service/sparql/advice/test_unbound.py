"""Variables of a query to which nothing in it gives a value."""

from __future__ import annotations

import pytest

from kg.service.sparql.advice.unbound import check_selected, check_tested, may_select_nothing

NO_VALUE = "nothing in the query gives it a value"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("SELECT ?x { ?x a <e:Cup> }", [], id="there"),
        pytest.param("SELECT ?y { ?x a <e:Cup> }", ["?y"], id="nowhere"),
        pytest.param(
            "SELECT ?titel { ?x <e:p> ?title }", ["?titel … did you mean ?title?"], id="misspelt"
        ),
        pytest.param("SELECT (COUNT(?x) AS ?n) { ?x a <e:Cup> }", [], id="named by AS"),
        pytest.param("SELECT ?n { ?x <e:p> ?o BIND(STR(?o) AS ?n) }", [], id="named by BIND"),
        pytest.param("SELECT ?n { ?x a <e:Cup> } VALUES ?n { 1 }", [], id="values at the end"),
        pytest.param("SELECT ?n { VALUES (?n ?m) { (1 2) } }", [], id="values in a row"),
        pytest.param("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", [], id="a graph"),
        pytest.param("SELECT ?o { ?s <e:p>/(<e:q>|^<e:r>) ?o }", [], id="behind a path"),
        pytest.param("SELECT ?m { ?s <e:p> (1 ?m) }", [], id="in a list"),
        pytest.param("SELECT ?n { { SELECT (MAX(?o) AS ?n) { ?s ?p ?o } } }", [], id="from within"),
        pytest.param("SELECT ?y { ?x <e:p> 'is ?y' } # ?y", ["?y"], id="a text, a comment"),
        pytest.param("SELECT ?t { ?s ?p ?o FILTER(?t > 1) }", ["?t"], id="only tested"),
        pytest.param("CONSTRUCT { ?s <e:p> ?y } WHERE { ?s ?p ?o }", ["?y"], id="made of nothing"),
        pytest.param("CONSTRUCT WHERE { ?s ?p ?o }", [], id="made of all"),
        pytest.param("SELECT * { ?s ?p ?o }", [], id="all"),
    ],
)
def test_what_is_asked_for_and_has_no_value_is_told(query: str, told: list[str]) -> None:
    """A column without a value looks as if the data lacked it."""
    found = [
        sentence.replace(f" is asked for, and {NO_VALUE};", " …")
        for sentence in check_selected(query)
    ]
    assert [one.removesuffix(f" is asked for, and {NO_VALUE}") for one in found] == told
    if told and query.startswith("SELECT") and "FILTER" not in query and "'" not in query:
        assert may_select_nothing(query)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("{ ?x a <e:Cup> FILTER(?x != <e:c>) }", [], id="there"),
        pytest.param("{ ?x a <e:Cup> FILTER(?y = 1) }", ["y"], id="nowhere"),
        pytest.param("{ ?x a <e:Cup> FILTER CONTAINS(LCASE(?y), 'a') }", ["y"], id="in calls"),
        pytest.param("{ ?x a <e:Cup> BIND(?y + 1 AS ?z) FILTER(?z > 1) }", ["y"], id="reckoned"),
        pytest.param("{ ?x a <e:Cup> FILTER EXISTS { ?x <e:p> ?y } }", [], id="a pattern within"),
        pytest.param("{ ?x a <e:Cup> BIND(IF(?x = <e:c>, 1, ?none) AS ?y) }", [], id="IF"),
        pytest.param("{ ?x a <e:Cup> FILTER(!BOUND(?y)) }", [], id="BOUND"),
        pytest.param("{ ?x a <e:Cup> FILTER(BOUND(?y))", ["y"], id="BOUND alone"),
        pytest.param("{ ?x a <e:Cup> FILTER(IF(BOUND(?y), 1, 0))", [], id="BOUND in IF"),
        pytest.param("{ ?x a <e:Cup> FILTER(COALESCE(?y, 1) > 0) }", [], id="COALESCE"),
        pytest.param("{ ?x a <e:Cup> } GROUP BY ?x HAVING (COUNT(?y) > 1)", ["y"], id="HAVING"),
    ],
)
def test_what_is_tested_and_has_no_value_is_told(query: str, told: list[str]) -> None:
    """No row passes such a test; of what may lack a value nothing is said."""
    expected = [f"?{name} is tested or reckoned with, and {NO_VALUE}" for name in told]
    assert list(check_tested(f"SELECT * {query}")) == expected


def test_what_has_a_value_from_outside_is_not_told() -> None:
    """The questions with a name take values that their text does not give."""
    query = "SELECT ?above { ?x <e:p> ?n FILTER(?n > ?above) }"
    assert list(check_selected(query, ["above"])) == []
    assert list(check_tested(query, bound=["above"])) == []
    assert len([*check_selected(query), *check_tested(query)]) == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x a <e:Cup> }",
        "SELECT (COUNT(*) AS ?n) { ?x a <e:Cup> }",
        "select ?x (count(?y) as ?n) where { ?x <e:p> ?y } group by ?x",
        "ASK { ?x a <e:Cup> }",
    ],
)
def test_most_queries_need_not_be_read_for_it(query: str) -> None:
    """Every query comes by here; only one that may select nothing is read word by word."""
    assert not may_select_nothing(query)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT ?x { ?x a <e:Cup> } ORDER BY ?title", ["title"]),
        ("SELECT ?x { ?x a <e:Cup> ; <e:n> ?n } ORDER BY DESC(?m) ?n", ["m"]),
        ("SELECT (COUNT(?x) AS ?n) { ?x a ?k } GROUP BY ?kind ORDER BY ?n", ["kind"]),
        ("SELECT ?l (COUNT(?x) AS ?n) { ?x a ?k } GROUP BY (STR(?k) AS ?l) ORDER BY DESC(?n)", []),
        ("SELECT ?x { ?x a ?k } ORDER BY COALESCE(?none, ?x) LIMIT 3", []),
        ("SELECT ?x { ?x a ?k } ORDER BY ?v VALUES ?v { 1 }", []),
    ],
)  # fmt: skip
def test_what_rows_are_sorted_by_without_a_value_is_told(query: str, names: list[str]) -> None:
    """All rows are in one group then, or in any order."""
    told = [f"rows are sorted or grouped by ?{name}, and {NO_VALUE}" for name in names]
    assert [*check_selected(query)] == told
    assert may_select_nothing(query) == bool(names) or "COALESCE" in query


def test_what_is_asked_for_and_sorted_by_is_told_once() -> None:
    """It is looked for, though it stands behind the pattern."""
    query = "SELECT ?titel { ?x <e:title> ?title } ORDER BY ?titel"
    assert may_select_nothing(query)
    [told] = check_selected(query)
    assert told.endswith("did you mean ?title?")
