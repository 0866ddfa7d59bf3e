"""What an engine's refusal tells."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.pool.engine_answers import LARGEST_SAID, find_fault
from kg.service.pool.engine_connection import EngineAnswer
from kg.service.pool.engine_requests import Engine, add_base
from kg.service.worker.wire import Job

BASE = "https://example.org/tea/"


def refuse(body: bytes) -> EngineAnswer:
    """Return the answer of an engine that refuses a query."""
    return EngineAnswer(400, {}, body)


def test_a_query_that_cannot_be_read_is_explained_as_without_an_engine() -> None:
    """In words, with the place, where the engine is of our own kind."""
    query = "SELECT *\n{ ?x a foaf:Person }"
    with pytest.raises(SyntaxError) as raised:
        Store().query(query)
    fault = find_fault(refuse(f"Invalid: {raised.value}".encode()), query)
    assert fault is not None
    assert (fault.problem, fault.line, fault.column) == ("syntax", 2, 8)
    assert "Line 2, column 8: the prefix foaf: is not declared" in fault.detail


@pytest.mark.parametrize(
    "said", [b"", b"Virtuoso 37000 Error SP031: undefined namespace prefix at '}'\nSPARQL query: x"]
)
def test_what_an_engine_cannot_read_is_told_in_our_words_whatever_it_says(said: bytes) -> None:
    """An engine of another kind names no place, or one in a prologue of its own."""
    query = "# who\nSELECT * {\n  <tips/1> a ?kind ; own:name ?name ; tea:kind ?x }"
    fault = find_fault(refuse(said), query, BASE, {"tea": BASE})
    assert fault is not None
    assert (fault.problem, fault.line, fault.column) == ("syntax", 3, 22)
    assert fault.detail.startswith("Line 3, column 22: the prefix own: is not declared")
    fault = find_fault(refuse(said), "ASK { ?s tea:kind ?x }", BASE, {"tea": BASE})
    assert fault is not None
    assert f"PREFIX tea: <{BASE}>" in fault.detail


def test_a_query_that_an_engine_refuses_is_read_and_not_run() -> None:
    """Run over no data, this one would still take minutes."""
    rows = " ".join(f"VALUES ?v{each} {{ {'1 ' * 90} }}" for each in range(9))
    fault = find_fault(refuse(b"no"), f"SELECT * {{ {rows} }} ORDER BY ?v1")
    assert fault is not None
    assert fault.problem == "unsupported"


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT * { <tips/12> a x:y }", 1, 24), ("SELECT *\n{ <tips/12> a x:y }", 2, 15)],
)
def test_the_place_is_of_the_query_as_it_was_asked(query: str, line: int, column: int) -> None:
    """The base that was put before it for the engine is left out of account."""
    with pytest.raises(SyntaxError) as raised:
        Store().query(add_base(query, BASE))
    fault = find_fault(refuse(str(raised.value).encode()), query, BASE)
    assert fault is not None
    assert (fault.line, fault.column) == (line, column)


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


@pytest.mark.parametrize(
    ("body", "query"),
    [
        (b"SP030: SPARQL compiler, line 1: syntax error", "SELECT * {}"),
        (b"error at 1:9: expected", "SELECT * {" + " " * LARGEST_SAID),
        (b"", "SELECT * {}"),
    ],
    ids=["another engine", "a long query", "nothing said"],
)
def test_what_cannot_be_explained_is_told_as_the_engine_has_it(body: bytes, query: str) -> None:
    """Nobody can hold the service up by a long query."""
    fault = find_fault(refuse(body), query)
    assert fault is not None
    assert fault.problem == "unsupported"
    assert fault.detail == f"The engine refused the query: {body.decode()}"


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
