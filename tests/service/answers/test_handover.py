from __future__ import annotations

import asyncio

import pytest

from kg.service.answers.handover import Answer, complete_reply, handle_by_framework
from kg.service.application.app import Service
from kg.service.http.accesslog import AccessLog
from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.http.requests import Message, Receive, Request, Scope, Send


def make_request(method: str) -> Request:
    """Make a request without a body."""
    scope = {"method": method, "path": "/-/x", "query_string": b"", "headers": []}

    async def receive() -> Message:
        return {"type": "http.request"}

    return Request(scope, receive)


def make_answer(*headers: tuple[bytes, bytes]) -> Answer:
    """Make an answer with some headers."""
    answer = Answer()
    answer.status, answer.headers = 200, list(headers)
    return answer


def test_headers_that_every_answer_has_are_added_once() -> None:
    """What the framework set stays; what lacks is added."""
    own = (b"cache-control", b"public, max-age=300")
    reply = complete_reply(make_answer((b"content-type", b"text/plain"), own))
    names = [name for name, _ in reply.headers]
    assert own in reply.headers
    assert names.count(b"cache-control") == 1
    assert (b"access-control-allow-origin", b"*") in reply.headers
    assert b"content-security-policy" not in names


def test_pages_of_the_framework_have_a_content_policy() -> None:
    """HTML never goes out without one."""
    reply = complete_reply(make_answer((b"content-type", b"text/html; charset=utf-8")))
    assert b"content-security-policy" in dict(reply.headers)


@pytest.mark.parametrize(("etag", "kept"), [(b'"a"', True), (b"", False)])
def test_only_what_has_a_tag_is_cached(etag: bytes, kept: object) -> None:
    """An answer without an entity tag may differ next time."""
    reply = complete_reply(make_answer(*([(b"etag", etag)] if etag else [])))
    assert reply.cacheable is kept


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_framework_is_asked_by_get(method: str) -> None:
    """HEAD is GET for it; pieces of a body are joined, the outcome comes back."""

    async def framework(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        scope["kg.exchange"].outcome = scope["method"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await send({"type": "http.response.body", "body": b"b"})

    service = Service(Limits(), (), AccessLog(-1))
    service.framework = framework
    reply = asyncio.run(handle_by_framework(service, None, make_request(method)))  # type: ignore[arg-type]
    assert (reply.outcome, reply.body) == ("GET", b"ab")


def test_before_the_framework_is_loaded_the_service_is_not_ready() -> None:
    """503 with Retry-After, like before the data are loaded."""
    service = Service(Limits(), (), AccessLog(-1))
    with pytest.raises(ProblemError) as caught:
        asyncio.run(handle_by_framework(service, None, make_request("GET")))  # type: ignore[arg-type]
    assert caught.value.slug == "not-ready"
    assert (b"retry-after", b"1") in caught.value.headers
