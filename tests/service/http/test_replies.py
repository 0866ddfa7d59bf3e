# ruff: noqa: E501 - headers are read best unbroken
from __future__ import annotations

import asyncio

import pytest

from kg.service.http.problems import ProblemError
from kg.service.http.replies import (
    PIECE,
    Reply,
    redirect,
    reply_to_options,
    reply_with,
    reply_with_problem,
    send_reply,
)
from kg.service.http.requests import Message


@pytest.mark.parametrize(
    ("media_type", "guarded"),
    [("text/html; charset=utf-8", True), ("image/svg+xml", True), ("text/csv", False)],
)
def test_pages_have_a_content_policy(media_type: str, guarded: object) -> None:
    """What a browser could run scripts of has one, without inline script."""
    headers = dict(reply_with(b"", media_type).headers)
    assert (b"content-security-policy" in headers) is guarded
    assert b"unsafe-inline" not in headers.get(b"content-security-policy", b"")
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_problems_are_never_kept() -> None:
    """A refusal holds for this moment only, and has its headers."""
    reply = reply_with_problem(ProblemError("overload", "x").with_header(b"retry-after", b"2"))
    assert (reply.status, reply.cacheable, reply.outcome) == (503, False, "overload")
    assert dict(reply.headers)[b"cache-control"] == b"no-store"
    assert dict(reply.headers)[b"retry-after"] == b"2"


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True), ("text/html", True),
        ("", False), ("*/*", False), ("application/json", False), ("text/html;q=0.5, application/problem+json", False),
        ("text/turtle", False), ("image/png", False),
    ],
)  # fmt: skip
def test_a_browser_gets_a_page(accept: str, page: object) -> None:
    """Who names HTML and likes it best; all others get JSON, whatever they name."""
    reply = reply_with_problem(ProblemError("bad-request", "<b>"), accept)
    assert (dict(reply.headers)[b"content-type"] == b"text/html; charset=utf-8") is page
    assert not page or b"&lt;b&gt;" in reply.body


def test_cors_is_open_without_credentials() -> None:
    """Any origin may ask; none may do so as somebody."""
    for reply in (reply_to_options("GET"), redirect("/x", []), reply_with(b"", "a/b")):
        headers = dict(reply.headers)
        assert headers[b"access-control-allow-origin"] == b"*"
        assert b"access-control-allow-credentials" not in headers


def test_a_client_that_takes_nothing_is_given_up() -> None:
    """After the first pieces nothing more is sent, and the answer is not completed."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)
        if len(sent) > 2:
            await asyncio.get_running_loop().create_future()

    done = asyncio.run(send_reply(send, Reply(200, [], b"x" * PIECE * 4), 0.01))
    assert done is False
    assert all(message.get("more_body") for message in sent[1:])


def test_large_bodies_go_out_in_pieces() -> None:
    """Together they are the body; only the last says that it is."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    content = bytes(range(256)) * (PIECE // 100)
    assert asyncio.run(send_reply(send, Reply(200, [], content), 1)) is True
    assert b"".join(message["body"] for message in sent[1:]) == content
    assert [message["more_body"] for message in sent[1:]] == [True] * (len(sent) - 2) + [False]
