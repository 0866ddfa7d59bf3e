from __future__ import annotations

import asyncio
import json
import os

import pytest

from kg.service.http.accesslog import AccessLog
from kg.service.http.replies import Reply
from kg.service.http.requests import Message, Request


def make_request(path: str, method: str = "GET") -> Request:
    """Make a request for a path."""

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"method": method, "path": path, "query_string": b"query=secret", "headers": []}
    return Request(scope, receive)


def log_requests(*requests: Request) -> list[dict[str, object]]:
    """Log requests into a pipe; return what was written."""
    reading, writing = os.pipe()

    async def play() -> None:
        log = AccessLog(writing)
        for request in requests:
            log.write(request, Reply(200, [], b"body", query_hash="h", rows=2), 0.5, hit=True)
        log.flush()

    asyncio.run(play())
    os.close(writing)
    with os.fdopen(reading) as stream:
        return [json.loads(line) for line in stream]


def test_a_line_tells_what_is_promised() -> None:
    """Time, method, path, status, outcome, time taken, rows, bytes, hash, cache; no query."""
    (line,) = log_requests(make_request("/sparql"))
    del line["time"]
    assert line == {
        "method": "GET", "path": "/sparql", "status": 200, "outcome": "ok", "ms": 500.0, "rows": 2,
        "bytes": 4, "query": "h", "cache": "hit",
    }  # fmt: skip


@pytest.mark.parametrize("path", ['/"', "/\n{}", "/\\", "/\x00", "/é", '/","status":500,"x":"'])
def test_no_path_forges_a_line(path: str) -> None:
    """Quotes, line ends and backslashes stay inside their string."""
    (line,) = log_requests(make_request(path))
    assert (line["path"], line["status"]) == (path, 200)


def test_lines_are_whole_however_many() -> None:
    """Pieces end where lines end."""
    assert len(log_requests(*[make_request(f"/{n}" * 20) for n in range(200)])) == 200


def test_a_reader_that_does_not_read_costs_no_time() -> None:
    """Lines are lost and counted when the pipe is full; the service goes on."""
    reading, writing = os.pipe()

    async def play() -> int:
        log = AccessLog(writing)
        for _ in range(2000):
            log.write(make_request("/" + "x" * 200), Reply(200, []), 0, hit=False)
        log.flush()
        return log.lost

    assert asyncio.run(play()) > 0
    os.close(reading)
    os.close(writing)


def test_no_descriptor_is_no_log() -> None:
    """A negative descriptor needs not even an event loop."""
    AccessLog(-1).write(make_request("/"), Reply(200, []), 0, hit=False)
