"""What HAVING tests by a name that SELECT gives only afterwards."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.having import check_having

TOLD = "HAVING comes before SELECT names ?{}, and tests nothing by it; write {} there"
ONE = TOLD.format("n", "COUNT(DISTINCT ?o)")
BOTH = "(MIN(?o) AS ?a) (MAX(?o)\n - 1 AS ?b)"
COUNTED = "SELECT ?s (COUNT(DISTINCT ?o) AS ?n)"


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a thing with three values."""
    store, one = Store(), NamedNode("https://e.org/a")
    store.extend(Quad(one, one, Literal(number)) for number in range(3))
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"{COUNTED} {{ ?s ?p ?o }} GROUP BY ?s HAVING(?n > 1)", [ONE]),
        (f"{COUNTED} WHERE {{ ?s ?p ?o }} GROUP BY ?s HAVING (?n > 1) (?n < 9) ORDER BY ?n", [ONE]),
        (f"SELECT * {{ {{ {COUNTED} {{ ?s ?p ?o }} GROUP BY ?s HAVING(?n > 1) }} }}", [ONE]),
        (
            f"SELECT ?s {BOTH} {{ ?s ?p ?o }} GROUP BY ?s HAVING(?a < 1 && ?b > 9)",
            [TOLD.format("a", "MIN(?o)"), TOLD.format("b", "MAX(?o) - 1")],
        ),
    ],
)
def test_a_name_that_select_gives_is_told(query: str, told: list[str], store: Store) -> None:
    """With what to write: as it is the query finds nothing, whatever there is."""
    assert [*check_having(query)] == told
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    assert [*answer] == []
    advised = Adviser(store).advise(query, empty=True)
    assert {f"nothing was found: {one}" for one in told} <= set(advised)


@pytest.mark.parametrize(
    "query",
    [
        f"{COUNTED} {{ ?s ?p ?o }} GROUP BY ?s HAVING(COUNT(?o) > 1) ORDER BY ?n",
        "SELECT (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY (STR(?o) AS ?k) HAVING(?k > 'a')",
        f"SELECT ?n {{ {{ {COUNTED} {{ ?s ?p ?o }} GROUP BY ?s HAVING(true) }} FILTER(?n > 1) }}",
        f"SELECT ?n {{ {{ {COUNTED} {{ ?s ?p ?o }} GROUP BY ?s }} }} GROUP BY ?n HAVING(?n > 1)",
        f"SELECT * {{ {{ {COUNTED} {{ ?s ?p ?o }} GROUP BY ?s HAVING(true) }} ?s ?p ?n }}",
        "SELECT ?having { ?having ?p ?n }",
    ],
)  # fmt: skip
def test_what_is_tested_when_it_has_a_value_is_not_told(query: str) -> None:
    """Such as what GROUP BY names, or a SELECT within."""
    assert [*check_having(query)] == []
