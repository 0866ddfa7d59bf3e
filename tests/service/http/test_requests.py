from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.http.requests import Message, Request, join_headers


def make_request(*messages: Message, length: bytes = b"") -> Request:
    """Make a request whose body arrives in pieces; when they end, nothing more comes."""
    pending = list(messages)

    async def receive() -> Message:
        if pending:
            return pending.pop(0)
        return await asyncio.get_running_loop().create_future()

    headers = [(b"content-length", length)] if length else []
    return Request(
        {"method": "POST", "path": "/", "query_string": b"", "headers": headers}, receive
    )


def body(data: bytes, *, more: bool = False) -> Message:
    """Make one piece of a body."""
    return {"type": "http.request", "body": data, "more_body": more}


def read(request: Request, **limits: float) -> bytes:
    """Read a body within limits."""
    return asyncio.run(request.read_body(replace(Limits(), **limits)))  # type: ignore[arg-type]


def test_a_body_is_its_pieces() -> None:
    """In order, up to the last one."""
    assert read(make_request(body(b"a", more=True), body(b"b"), body(b"c"))) == b"ab"


@pytest.mark.parametrize("length", [b"", b"9", b"99999999999999999999"])
def test_a_body_too_large_is_refused(length: bytes) -> None:
    """By what it says of itself, or by what comes; the connection is closed."""
    pieces = [body(b"1234567", more=True), body(b"89")]
    with pytest.raises(ProblemError) as caught:
        read(make_request(*pieces, length=length), body_bytes=8)
    assert caught.value.kind.status == 413
    assert (b"connection", b"close") in caught.value.headers


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    """408 after the time that is given."""
    with pytest.raises(ProblemError) as caught:
        read(make_request(body(b"a", more=True)), body_wait=0.01)
    assert caught.value.kind.status == 408


def test_a_client_that_hangs_up_is_noticed() -> None:
    """Half a body is none."""
    with pytest.raises(ConnectionResetError):
        read(make_request(body(b"a", more=True), {"type": "http.disconnect"}))


def test_repeated_headers_are_joined() -> None:
    """As one list, in their order (RFC 9110, section 5.3)."""
    assert join_headers([(b"accept", b"a"), (b"x", b"1"), (b"accept", b"b")]) == {
        b"accept": b"a, b", b"x": b"1"
    }  # fmt: skip
