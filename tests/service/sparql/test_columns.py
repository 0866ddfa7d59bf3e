"""In which order the columns of `SELECT *` come: see `kg.service.sparql.columns`."""

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.service.sparql.columns import name_columns

DATA = "<x:s> <x:p> <x:o> . <x:s> <x:q> 7 ."


def columns_of(query: str) -> list[str]:
    """Return the columns of the answer to a query as it is asked in the end."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    found = [variable.value for variable in answer.variables]
    named = name_columns(query, found)
    if named is None:
        return found
    again = store.query(named)
    assert isinstance(again, QuerySolutions)
    rows = {tuple(row[name] for name in found) for row in answer}
    assert {tuple(row[name] for name in found) for row in again} == rows
    return [variable.value for variable in again.variables]


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("PREFIX s: <x:?a> # SELECT ?z\nselect distinct * WHERE { $s ?p ?o }", "s p o"),
        ("SELECT REDUCED*{ ?z <x:p> ?a . ?z <x:q> ?m FILTER(?m > 1) BIND(1 AS ?b) }", "z a m b"),
        (
            "SELECT * { { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s } ?s ?c ?a }",
            "s n c a",
        ),
        ("SELECT * { ?s <x:q> ?o MINUS { ?s <x:z> ?hidden } } ORDER BY ?o LIMIT 3", "s o"),
        ("SELECT * { VALUES (?z ?a) { (1 2) } }", "z a"),
        ("SELECT ?p ?o ?s { ?s ?p ?o }", "p o s"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "n"),
        ("SELECT * { <x:s> <x:p> <x:o> }", ""),
        ("SELECT * { ?a ?b ?c }", "a b c"),
    ],
)
def test_columns_come_as_they_are_first_named(query: str, columns: str) -> None:
    """The answer is the same; what a subquery or MINUS keeps to itself is no column."""
    assert columns_of(query) == columns.split()


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "SELECT", "SELECT DISTINCT", "", "DESCRIBE *"]
)
def test_another_query_is_left_as_it_is(query: str) -> None:
    """Only a table has columns."""
    assert name_columns(query, ["s", "p"]) is None
