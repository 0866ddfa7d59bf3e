from __future__ import annotations

import json

import pytest
from pyoxigraph import QueryResultsFormat, Store, parse_query_results

from kg.service.worker.jobs import evaluate
from kg.service.worker.local import LocalBackend
from kg.service.worker.pair import Pair
from kg.service.worker.wire import Job

WRONG = "PREFIX tt: <https://w3id.org/tiptrace/ontology#> SELECT ?t { ?t a tt:Tips }"


def test_json_has_the_warnings_of_the_outcome(tiny_store: Store) -> None:
    """What is in the head of the answer is in its body too, which stays JSON of results."""
    backend = LocalBackend(Pair(tiny_store), "", {}, union=True)
    outcome, body = evaluate(backend, Job(WRONG, "json"))
    answer = json.loads(body)
    assert list(parse_query_results(body, format=QueryResultsFormat.JSON)) == []
    assert outcome.warnings[0] == "tt:Tips is no term; did you mean tt:Tip?"
    assert answer == {
        "head": {"vars": ["t"]}, "results": {"bindings": []}, "warnings": outcome.warnings,
    }  # fmt: skip


def test_a_query_of_our_own_is_not_advised_on(tiny_store: Store) -> None:
    """The service asks of itself whether a thing is there; nobody is to be told of a mistake."""
    backend = LocalBackend(Pair(tiny_store), "", {}, union=True)
    outcome, body = evaluate(backend, Job(WRONG, "json", advised=False))
    assert outcome.warnings == []
    assert "warnings" not in json.loads(body)


def test_each_unknown_function_is_told(tiny_store: Store) -> None:
    """The engine names one at a time; all are told, and the row stands without their values."""
    backend = LocalBackend(Pair(tiny_store), "", {}, union=True)
    query = "SELECT (<x:f>(1) AS ?a) (<x:g>(2) AS ?b) (3 AS ?c) {}"
    outcome, body = evaluate(backend, Job(query, "csv"))
    assert body == b"a,b,c\r\n,,3\r\n"
    assert outcome.warnings == [
        f"there is no function <x:{name}>: a call of it has no value" for name in "fg"
    ]


NOBODY = "nothing was found: <x:nobody> stands nowhere in these data"


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv", "html", "md", "xlsx"])
def test_a_count_of_nothing_is_an_empty_answer(tiny_store: Store, name: str) -> None:
    """It has a row, and yet finds nothing; a count of something is asked in vain for no reason."""
    backend = LocalBackend(Pair(tiny_store), "", {}, union=True)
    counts = "SELECT (COUNT(?o) AS ?n) (MAX(?o) AS ?last) { %s ?p ?o }"
    assert evaluate(backend, Job(counts % "<x:nobody>", name))[0].warnings == [NOBODY]
    assert evaluate(backend, Job(counts % "?s", name))[0].warnings == []
    # A text, and a number that counts nothing.
    for value in ('"0"', "0"):
        said = f"SELECT ?n {{ BIND({value} AS ?n) OPTIONAL {{ <x:nobody> <x:age> ?other }} }}"
        assert evaluate(backend, Job(said, name))[0].warnings == []


def test_a_page_tells_of_a_count_of_nothing(tiny_store: Store) -> None:
    """Above the table, as of an answer without rows."""
    backend = LocalBackend(Pair(tiny_store), "", {}, union=True)
    _, page = evaluate(backend, Job("SELECT (COUNT(*) AS ?n) { <x:nobody> ?p ?o }", "html"))
    assert b"stands nowhere in these data" in page
