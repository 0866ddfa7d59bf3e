# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from uvicorn.server import ServerState

from kg.service.front import make_server
from kg.service.http import httpguard
from kg.service.http.httpguard import HEAD_BYTES, GuardedProtocol
from kg.service.http.limits import Limits
from kg.service.http.memo import RequestMemo
from kg.service.http.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Running

    from kg.service.http.requests import Request


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


class Dialogue:
    """A connection on which each piece is sent when what came before is answered."""

    def __init__(self, served: Running) -> None:
        """Connect."""
        parts = urlsplit(served.address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=15)

    def ask(self, asked: bytes) -> tuple[bytes, set[bytes], bytes]:
        """Send bytes; return the one response to them."""
        self.socket.sendall(asked)
        return self.read()

    def read(self) -> tuple[bytes, set[bytes], bytes]:
        """Read one response."""
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.receive()
        head, _, body = received.partition(b"\r\n\r\n")
        size = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
        while len(body) < size:
            body += self.receive()
        (response,) = read_responses(head + b"\r\n\r\n" + body)
        return response

    def receive(self) -> bytes:
        """Receive a piece; an end that comes too early is a failure."""
        piece = self.socket.recv(65536)
        assert piece
        return piece


@pytest.fixture
def dialogue(served: Running) -> Iterator[Dialogue]:
    """Yield a connection."""
    found = Dialogue(served)
    with found.socket:
        yield found


AGAIN = ONE.replace(b"kept", b"again") + b"\r\n"


def test_the_same_bytes_are_answered_alike(served: Running, dialogue: Dialogue) -> None:
    """Evaluated, recalled, recalled without parsing: one answer, and each is a hit that counts."""
    before = read_hits(served.client.get("/-/metrics").text)
    answers = [dialogue.ask(AGAIN) for _ in range(4)]
    assert answers[0][2] == b"again\r\n1\r\n"
    assert answers == answers[:1] * 4
    assert read_hits(served.client.get("/-/metrics").text) == before + 3


def test_a_known_request_inside_another_is_none(dialogue: Dialogue) -> None:
    """Bytes known as a request may be the rest of a request line: then the line says what counts."""
    for _ in range(3):
        dialogue.ask(AGAIN)
    dialogue.socket.sendall(AGAIN + b"GET /x?")
    assert dialogue.read()[0] == b"HTTP/1.1 200 OK"
    status, _, body = dialogue.ask(AGAIN)
    assert status == b"HTTP/1.1 400 Bad Request"
    assert b"again" not in body


def test_a_known_request_in_a_body_is_the_body(dialogue: Dialogue) -> None:
    """What a POST carries is not asked, whatever it looks like."""
    for _ in range(3):
        dialogue.ask(AGAIN)
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    dialogue.socket.sendall(head + b"Content-Length: %d\r\n\r\n" % len(AGAIN))
    status, _, body = dialogue.ask(AGAIN)
    assert status == b"HTTP/1.1 400 Bad Request"
    assert b"syntax" in body
    assert dialogue.ask(AGAIN)[0] == b"HTTP/1.1 200 OK"


class Memory:
    """An application that knows one answer, and remembers how it was asked."""

    limits = Limits()

    def __init__(self) -> None:
        """Begin unasked."""
        self.memo = RequestMemo()
        self.asked: list[Request] = []
        self.refused: list[Reply] = []

    async def __call__(self, scope: object, _receive: object, _send: object) -> None:
        """Be asked nothing in this way."""
        raise AssertionError(scope)

    def recall(self, request: Request) -> Reply:
        """Return the answer."""
        self.asked.append(request)
        return Reply(200, [], b"known")

    def note_refusal(self, reply: Reply) -> None:
        """Remember what was refused."""
        self.refused.append(reply)


class Written:
    """A transport that remembers what was written."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pieces: list[bytes] = []

    def is_closing(self) -> bool:
        """Stay open."""
        return False

    def write(self, data: bytes) -> None:
        """Remember a piece."""
        self.pieces.append(data)

    def get_extra_info(self, _name: str) -> None:
        """Know nothing of the socket."""

    def resume_reading(self) -> None:
        """Read on."""


async def ask_anew(memory: Memory) -> list[bytes]:
    """Ask on a new connection; return what was written once the loop has turned."""
    config = make_server(memory).config  # type: ignore[arg-type]
    protocol = GuardedProtocol(config=config, server_state=ServerState(), app_state={})
    written = Written()
    protocol.connection_made(written)  # type: ignore[arg-type]
    protocol.data_received(AGAIN)
    for _ in range(3):
        await asyncio.sleep(0)
    return written.pieces


def test_known_bytes_are_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """On any connection they are the request that they were, and the clock of its head stops."""
    monkeypatch.setattr(httpguard, "HEAD_WAIT", 0)
    memory = Memory()

    async def play() -> list[list[bytes]]:
        return [await ask_anew(memory) for _ in range(2)]

    assert asyncio.run(play()) == [[b"HTTP/1.1 200 OK\r\n\r\nknown"]] * 2
    assert not memory.refused
    first, second = memory.asked
    assert second is first
