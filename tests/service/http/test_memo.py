from __future__ import annotations

from kg.service.http.memo import LONGEST_REQUEST, MOST_REQUESTS, RequestMemo
from kg.service.http.requests import Message, Request


async def receive() -> Message:
    """Receive the body of a request that has none."""
    return {"type": "http.request", "body": b""}


def make_request(path: str) -> Request:
    """Make a request of a path."""
    scope = {"method": "GET", "path": path, "query_string": b"", "headers": ()}
    return Request(scope, receive)


def test_the_request_unused_for_longest_is_forgotten() -> None:
    """One that was asked for again outlives one that was not."""
    memo = RequestMemo()
    for number in range(MOST_REQUESTS):
        memo.put(b"%d" % number, make_request(f"/{number}"))
    assert memo.get(b"0") is not None
    memo.put(b"new", make_request("/new"))
    known = memo.get(b"0")
    assert known is not None
    assert known.path == "/0"
    assert memo.get(b"1") is None


def test_a_long_request_is_not_remembered() -> None:
    """So that a stranger's requests take a bounded room."""
    memo = RequestMemo()
    memo.put(b"x" * (LONGEST_REQUEST + 1), make_request("/long"))
    memo.put(b"x" * LONGEST_REQUEST, make_request("/short"))
    assert memo.get(b"x" * (LONGEST_REQUEST + 1)) is None
    assert memo.get(b"x" * LONGEST_REQUEST) is not None
