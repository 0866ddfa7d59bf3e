# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kg.service.http.httpguard import HEAD_BYTES

if TYPE_CHECKING:
    from conftest import Running


@pytest.mark.parametrize("where", ["one-header", "many-headers", "no-end"])
def test_a_large_head_is_refused(served: Running, where: str) -> None:
    """431 and the end of the connection, before all of it was sent."""
    heads = {
        "one-header": b"X: " + b"a" * HEAD_BYTES + b"\r\n\r\n",
        "many-headers": b"X: a\r\n" * (HEAD_BYTES // 5) + b"\r\n",
        "no-end": b"X: " + b"a" * HEAD_BYTES * 2,
    }
    parts = urlsplit(served.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=15) as connection:
        received = b""
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + heads[where])
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass
    assert received == b"" or b" 431 " in received.split(b"\r\n")[0]


def test_requests_in_a_row_are_answered_in_order(served: Running) -> None:
    """Pipelined requests on one connection each have an answer."""
    parts = urlsplit(served.address)
    asked = b"GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=15) as connection:
        connection.sendall(asked)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert received.count(b"HTTP/1.1 ") == 2
    assert received.index(b"200 OK") < received.index(b"404")


def exchange(served: Running, asked: bytes) -> bytes:
    """Send bytes; return all that comes back until the connection ends."""
    parts = urlsplit(served.address)
    received = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=15) as connection:
        connection.sendall(asked)
        while piece := connection.recv(65536):
            received += piece
    return received


def read_responses(received: bytes) -> list[tuple[bytes, set[bytes], bytes]]:
    """Take responses apart: status, header lines without the date, body."""
    responses = []
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        status, *lines = head.split(b"\r\n")
        size = next(int(line[16:]) for line in lines if line.startswith(b"content-length: "))
        kept = {line for line in lines if not line.startswith((b"date:", b"connection:"))}
        responses.append((status, kept, rest[:size]))
        received = rest[size:]
    return responses


ONE = b"GET /sparql?query=SELECT%20(1%20AS%20%3Fkept)%20%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n"
TWO = ONE.replace(b"kept", b"other")
LAST = b"Connection: close\r\n\r\n"


def test_an_answer_from_the_cache_is_the_answer(served: Running) -> None:
    """The first asking is evaluated, the second recalled, the third goes another way: all alike."""
    before = served.client.get("/-/metrics").text
    asked = ONE + b"\r\n" + ONE + b"\r\n" + ONE
    first, second, third = read_responses(exchange(served, asked + LAST))
    assert first[2] == b"kept\r\n1\r\n"
    assert first == second == third
    after = served.client.get("/-/metrics").text
    assert read_hits(after) >= read_hits(before) + 2


def read_hits(metrics: str) -> float:
    """Read how many answers came from the cache."""
    return next(
        float(line.split()[1])
        for line in metrics.splitlines()
        if line.startswith("kg_cache_hits_total")
    )


def test_known_and_unknown_answers_keep_their_order(served: Running) -> None:
    """On one connection, sent at once."""
    exchange(served, ONE + LAST)
    asked = ONE + b"\r\n" + TWO + b"\r\n" + ONE + b"\r\n" + TWO.replace(b"other", b"third") + LAST
    bodies = [body for _, _, body in read_responses(exchange(served, asked))]
    assert bodies == [b"kept\r\n1\r\n", b"other\r\n1\r\n", b"kept\r\n1\r\n", b"third\r\n1\r\n"]


def test_a_known_answer_is_not_sent_to_who_has_it(served: Running) -> None:
    """304 from the cache too, and no body."""
    (first,) = read_responses(exchange(served, ONE + LAST))
    tag = next(line for line in first[1] if line.startswith(b"etag: "))
    condition = b"If-None-Match: " + tag[6:] + b"\r\n"
    received = exchange(served, ONE + condition + b"\r\n" + ONE + condition + LAST)
    assert received.count(b"HTTP/1.1 304 Not Modified\r\n") == 2
    assert b"kept" not in received.replace(ONE, b"")


def test_a_request_with_a_body_is_read_to_its_end(served: Running) -> None:
    """What follows the body of a GET is the next request, known answer or not."""
    exchange(served, ONE + LAST)
    received = exchange(served, ONE + b"Content-Length: 3\r\n\r\nabc" + ONE + LAST)
    assert received.count(b"HTTP/1.1 200 OK\r\n") == 2
