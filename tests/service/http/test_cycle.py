"""A plain GET, from its head to the last byte of its answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest
from uvicorn.server import ServerState

from kg.service.front import make_server
from kg.service.http.cycle import PlainCycle
from kg.service.http.httpguard import GuardedProtocol
from kg.service.http.limits import Limits
from kg.service.http.memo import RequestMemo
from kg.service.http.replies import PIECE, Deliver, Reply
from kg.service.http.requests import Request

ASKED = b"GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"


class Flow:
    """A client who takes all, or none."""

    def __init__(self, *, write_paused: bool = False) -> None:
        """Begin in one of the two ways."""
        self.write_paused = write_paused

    async def drain(self) -> None:
        """Wait for what never comes."""
        await asyncio.Event().wait()

    def resume_reading(self) -> None:
        """Read on."""


def deliver(flow: Flow, body: bytes, *, keep_alive: bool = True) -> tuple[bool, list[bytes], bool]:
    """Deliver a body; return whether all was, what was written, and if that was its end."""
    written: list[bytes] = []

    async def play() -> tuple[bool, bool]:
        cycle = PlainCycle(flow, written.append, lambda _: None)
        cycle.keep_alive = keep_alive
        done = await cycle.deliver(b"head\r\n", Reply(200, [(b"a", b"b")], body), 0.01)
        return done, cycle.response_complete

    done, complete = asyncio.run(play())
    return done, written, complete


def test_a_small_answer_is_one_piece() -> None:
    """Head and body together; what ends the connection is told."""
    assert deliver(Flow(), b"body") == (True, [b"head\r\na: b\r\n\r\nbody"], True)
    told = b"head\r\na: b\r\nconnection: close\r\n\r\n"
    assert deliver(Flow(), b"", keep_alive=False) == (True, [told], True)


def test_a_large_answer_goes_out_in_pieces() -> None:
    """Together they are head and body."""
    body = bytes(range(256)) * (PIECE // 100)
    done, written, complete = deliver(Flow(), body)
    assert done
    assert complete
    assert b"".join(written) == b"head\r\na: b\r\n\r\n" + body
    assert [len(piece) for piece in written[1:-1]] == [PIECE] * (len(body) // PIECE - 1)


def test_a_client_who_takes_nothing_is_given_up() -> None:
    """Nothing is written, and the answer is not at its end."""
    assert deliver(Flow(write_paused=True), b"body") == (False, [], False)


def test_hanging_up_is_received() -> None:
    """First an empty body; then whoever listens waits until the client has gone."""

    async def play() -> list[str]:
        cycle = PlainCycle(Flow(), lambda _: None, lambda _: None)
        first = await cycle.receive()
        listening = asyncio.create_task(cycle.receive())
        cycle.message_event.set()  # as uvicorn does at the end of a message
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not listening.done()
        cycle.disconnected = True
        cycle.message_event.set()
        return [first["type"], (await listening)["type"]]

    assert asyncio.run(play()) == ["http.request", "http.disconnect"]


class Application:
    """An application that is asked plain requests only, and answers them in some way."""

    limits = Limits()

    def __init__(self, answer: Callable[[Deliver], Awaitable[object]]) -> None:
        """Take how it answers."""
        self.memo = RequestMemo()
        self.asked: list[Request] = []
        self._answer = answer

    async def __call__(self, scope: object, _receive: object, _send: object) -> None:
        """Be asked nothing by way of ASGI."""
        raise AssertionError(scope)

    def recall(self, request: Request) -> None:
        """Know no answer yet."""

    async def answer(self, request: Request, deliver: Deliver) -> None:
        """Answer."""
        self.asked.append(request)
        await self._answer(deliver)


class Client:
    """A transport that remembers what was written, and whether it was closed."""

    def __init__(self) -> None:
        """Begin open."""
        self.written = b""
        self.closed = False

    def is_closing(self) -> bool:
        """Tell whether it was closed."""
        return self.closed

    def write(self, data: bytes) -> None:
        """Remember a piece."""
        self.written += data

    def close(self) -> None:
        """Close."""
        self.closed = True

    def get_extra_info(self, _name: str) -> None:
        """Know nothing of the socket."""

    def resume_reading(self) -> None:
        """Read on."""


def ask(application: Application) -> Client:
    """Ask an application, and let it answer."""
    client = Client()

    async def play() -> None:
        state = ServerState()
        config = make_server(application).config  # type: ignore[arg-type]
        protocol = GuardedProtocol(config=config, server_state=state, app_state={})
        protocol.connection_made(client)  # type: ignore[arg-type]
        protocol.data_received(ASKED)
        await asyncio.gather(*state.tasks, return_exceptions=True)
        await asyncio.sleep(0)

    asyncio.run(play())
    return client


def test_a_plain_request_does_not_go_by_asgi() -> None:
    """The application is asked with all that a scope tells, and its reply is sent as it is."""
    application = Application(lambda deliver: deliver(Reply(200, [(b"a", b"b")], b"body"), 1))
    client = ask(application)
    assert client.written == b"HTTP/1.1 200 OK\r\na: b\r\n\r\nbody"
    assert not client.closed
    (request,) = application.asked
    assert (request.scope["type"], request.path, request.query_string) == ("http", "/a", b"b=c")
    assert request.raw_path == b"/a"


def test_a_fault_is_told_and_answered(caplog: pytest.LogCaptureFixture) -> None:
    """Who asked gets a 500, and the connection ends."""

    async def fail(_deliver: Deliver) -> None:
        raise KeyError("a fault of ours")

    with caplog.at_level(logging.ERROR, "uvicorn.error"):
        client = ask(Application(fail))
    assert client.written.startswith(b"HTTP/1.1 500 ")
    assert client.closed
    (record,) = caplog.records
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], KeyError)


def test_an_answer_that_broke_off_ends_the_connection() -> None:
    """The client would take what comes next for the rest of it."""

    async def give_up(_deliver: Deliver) -> None:
        """Send nothing."""

    assert ask(Application(give_up)).closed
