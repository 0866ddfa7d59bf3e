from __future__ import annotations

import asyncio
import json

import pytest

from kg.service.application.app import LARGEST_KEY, Service, make_key
from kg.service.http.accesslog import AccessLog
from kg.service.http.limits import Limits
from kg.service.http.requests import Message, Request
from kg.service.routes import ROUTES


def make_request(path: str = "/", query: bytes = b"", **headers: bytes) -> Request:
    """Make a reading request."""

    async def receive() -> Message:
        return {"type": "http.request"}

    pairs = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    return Request(
        {"method": "GET", "path": path, "query_string": query, "headers": pairs}, receive
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/sparql", "sparql"), ("/sparql/", "sparql"), ("/sparql/x", "page"), ("/query", "queries"),
        ("/query/a", "query"), ("/-/health", "health"), ("/-/x", "operators"), ("/", "page"),
        ("/graph/a", "graph"), ("/robots.txt", "robots"), ("/-", "page"), ("/tips/12", "page"),
    ],
)  # fmt: skip
def test_paths_lead_to_their_routes(path: str, name: str) -> None:
    """An exact path goes before a folder, a folder before the catch-all."""
    assert Service(Limits(), ROUTES, AccessLog(-1)).find_route(path).name == name


def test_what_shapes_an_answer_is_in_its_key() -> None:
    """Path, query, Accept and Accept-Encoding; no other header."""
    plain = make_request("/a", b"q")
    different = [
        make_request("/b", b"q"), make_request("/a", b"r"), make_request("/a", b"q", accept=b"x"),
        make_request("/a", b"q", accept_encoding=b"br"),
    ]  # fmt: skip
    assert all(make_key(request) != make_key(plain) for request in different)
    assert make_key(make_request("/a", b"q", cookie=b"x", host=b"y")) == make_key(plain)
    assert make_key(make_request("/a", b"q" * (LARGEST_KEY + 1))) is None


def test_without_data_the_service_says_so() -> None:
    """503 with Retry-After until the first dataset is loaded."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    request = make_request("/sparql", b"query=ASK{}")
    scope = {"type": "http", **request.scope}
    asyncio.run(Service(Limits(), ROUTES, AccessLog(-1))(scope, request.receive, send))
    assert sent[0]["status"] == 503
    assert (b"retry-after", b"1") in sent[0]["headers"]
    assert json.loads(sent[1]["body"])["type"] == "/-/problems#not-ready"
