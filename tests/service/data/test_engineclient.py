from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from kg.errors import KgError, UsageError
from kg.service.data.engineclient import Endpoints, EngineClient, find_endpoints
from tests.webservers import QuietHandler, run_server


@pytest.mark.parametrize(
    ("store", "query", "update"),
    [
        ("http://e/store", "http://e/query", "http://e/update"),
        ("http://e/a/store?x=1", "http://e/a/query", "http://e/a/update"),
        ("http://e/sparql-graph-crud-auth", "http://e/sparql", "http://e/sparql-auth"),
        ("http://e/repositories/r/statements", "http://e/repositories/r", "http://e/repositories/r/statements"),
        ("http://e/ds/data", "http://e/ds/query", "http://e/ds/update"),
    ],
)  # fmt: skip
def test_the_addresses_of_known_engines_are_completed(store: str, query: str, update: str) -> None:
    """From the address of the graph store alone."""
    found = find_endpoints(store)
    assert (found.query, found.update) == (query, update)


def test_given_addresses_are_kept() -> None:
    """What the user says goes before what is known."""
    found = find_endpoints("http://e/store", "http://q/", "http://u/")
    assert (found.query, found.update) == ("http://q/", "http://u/")


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("", "starts with http"),
        ("file:///etc/passwd", "starts with http"),
        ("e/store", "starts with http"),
        ("http://[::1", "%5B"),
        ("http://e:99999/store", "no address"),
        ("http://e/odd", "give --query"),
    ],
)
def test_what_cannot_be_an_engine_is_refused(store: str, said: str) -> None:
    """It is a wrong use of the command, and the message says what to give."""
    with pytest.raises(UsageError, match=said):
        find_endpoints(store)


@contextmanager
def run_engine(body: bytes, length: int) -> Iterator[str]:
    """Run an engine that promises so many bytes, says some, and ends the connection."""

    class Handler(QuietHandler, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

    with run_server(Handler) as address:
        yield f"{address}/query"


@pytest.mark.parametrize(
    ("body", "missing", "said"),
    [
        (b'{"results": {"bindings": [', 10, "cannot be reached"),
        (b"<html>Login</html>", 0, "no SPARQL result in JSON"),
        (b'{"boolean": true}', 0, "no SPARQL result in JSON"),
        (b'{"results": {"bindings": []}}{}', 0, "no SPARQL result in JSON"),
        (b"[]", 0, "no SPARQL result in JSON"),
        (b'{"results": {"bindings": [{"s": {"value": "\xff"}}]}}', 0, "no SPARQL result in JSON"),
    ],
    ids=["broken off", "a page", "another result", "two", "a list", "no UTF-8"],
)
def test_what_is_no_answer_is_told(body: bytes, missing: int, said: str) -> None:
    """In a line, with the address of the engine."""
    with run_engine(body, len(body) + missing) as address:
        client = EngineClient(Endpoints(address, address, address))
        with pytest.raises(KgError, match=f"^{address}: .*{said}"):
            client.select("SELECT * {}")


def test_rows_are_read_with_their_terms() -> None:
    """Languages and datatypes come with them; what else an engine tells is passed over."""
    row = '{"s": {"type": "literal", "value": "te", "xml:lang": "cy"}}'
    body = f'{{"head": {{"vars": ["s"]}}, "results": {{"bindings": [{row}, {{}}]}}}}'.encode()
    with run_engine(body, len(body)) as address:
        rows = EngineClient(Endpoints(address, address, address)).select("SELECT * {}")
    assert rows == [{"s": {"type": "literal", "value": "te", "xml:lang": "cy"}}, {}]
