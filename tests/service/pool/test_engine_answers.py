"""What an engine's refusal tells."""

from __future__ import annotations

import pytest

from kg.service.pool.engine_answers import find_fault
from kg.service.pool.engine_connection import EngineAnswer
from kg.service.pool.engine_requests import Engine, add_base
from kg.service.worker.wire import Job

BASE = "https://example.org/tea/"


def refuse(body: bytes) -> EngineAnswer:
    """Return the answer of an engine that refuses a query."""
    return EngineAnswer(400, {}, body)


@pytest.mark.parametrize(
    ("query", "relative"),
    [
        ("SELECT * { <tips/12> ?p ?o }", True),
        ("SELECT * { <#a> ?p <> }", True),
        ("PREFIX t: <tips/> SELECT * { t:1 ?p ?o }", True),
        ("SELECT * { <http://e/tips/12> ?p <urn:x> FILTER(?p < 3 && ?p > 1) }", False),
    ],
)
def test_a_base_is_told_where_an_iri_is_relative(query: str, relative: bool) -> None:
    """An engine would take its own address for it, and find nothing."""
    assert add_base(query, BASE) == (f"BASE <{BASE}> {query}" if relative else query)
    assert add_base(query, "") == query
    body = Engine("http://127.0.0.1:1/sparql", base=BASE).encode_request(Job(query, "json"))
    assert (b"BASE" in body) is relative


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("DESCRIBE <http://e/claims/tea#from-A9>", False),
        ("SELECT * { ?s ?p 'a letter from home' } # from here", False),
        ("SELECT * FROM <http://e/g> { ?s ?p ?o }", True),
        ("PREFIX e: <http://e/> ASK FROM NAMED e:g { ?s ?p ?o }", True),
    ],
)
def test_the_graphs_are_told_unless_the_query_names_its_own(query: str, named: bool) -> None:
    """The word alone, in an IRI or a text, names none: an engine would look into no graph."""
    engine = Engine("http://127.0.0.1:1/sparql", ["http://e/all"])
    body = engine.encode_request(Job(query, "json"))
    assert (b"default-graph-uri=" in body) is not named


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT * { graph ?g { ?s ?p ?o } }", True),
        ("SELECT * { \\u0047RAPH ?g { ?s ?p ?o } }", True),
    ],
)
def test_graphs_are_named_for_who_asks_for_them(query: str, named: bool) -> None:
    """All that an engine is told costs it time; the default graph is told in any case."""
    body = Engine("http://127.0.0.1:1/sparql", ["http://e/all"]).encode_request(Job(query, "json"))
    assert b"default-graph-uri=http" in body
    assert (b"named-graph-uri=" in body) is named


REFUSED, FAILED = "The engine refused the query: ", "The engine did not answer: "
ECHO = b"\n\nSPARQL query:\nSELECT * {}"
PAGE = b"<html><head><title>x</title></head><p>No &lt;b&gt; here</p>"


@pytest.mark.parametrize(
    ("status", "body", "problem", "told"),
    [
        (400, b"SP030: syntax error" + ECHO, "unsupported", f"{REFUSED}SP030: syntax error"),
        (400, PAGE, "unsupported", f"{REFUSED}No <b> here"),
        (401, b"", "engine", f"{FAILED}it wants a name and a password, or others"),
        (403, b"The server is read-only", "engine", f"{FAILED}it does not allow this"),
        (403, b"The server is read-only", "engine", "(status 403), and says: The server is read"),
        (404, b"<h1>Not Found</h1>", "engine", "at this address (status 404), and says: Not"),
        (500, b"SR185: Undefined procedure f." + ECHO, "engine", "SR185: Undefined procedure f."),
        (500, b"SR171: Transaction timed out", "timeout", f"{FAILED}it ended the work at its own"),
        (400, b'{"message": "line 1: <x:f>"}', "unsupported", f"{REFUSED}line 1: <x:f>"),
        (500, b"The function <x:f> is not there", "engine", "The function <x:f> is not there"),
        (404, b'{"detail": "Not Found"}', "engine", "(status 404), and says: Not Found"),
        (400, b'{"message": 1, "error": ["x"]}', "unsupported", REFUSED + '{"message": 1, "error"'),
        (503, b"", "engine", "cannot reach it (status 503), and says no more"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_words_with_those_of_the_engine_behind(
    status: int, body: bytes, problem: str, told: str
) -> None:
    """What is no fault of the query is not told as one; marks of a page are left out."""
    fault = find_fault(EngineAnswer(status, {}, body), "SELECT * {}")
    assert fault is not None
    assert fault.problem == problem
    assert told in fault.detail
    assert "SPARQL query" not in fault.detail
