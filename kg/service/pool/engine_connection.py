"""One connection to another SPARQL engine, kept between queries; spoken to by the event loop."""

from __future__ import annotations

import asyncio
import select
from dataclasses import dataclass, field
from email.message import Message
from typing import Protocol

import httptools

from kg.service.pool.engine_requests import Engine

# Beyond this no engine says anything that is of use, but for the graphs that it was asked in:
# Virtuoso says each of them again, in a header of its own.
HEAD_BYTES = 64 * 1024


@dataclass(slots=True)
class EngineAnswer:
    """What an engine has answered: status, headers by lower-case name, body."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    bounded: bool = True
    """Whether it told where it ends, so that one that was cut off is known for it."""

    @property
    def media_type(self) -> str:
        """The media type, without parameters."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_type()


class Listener(Protocol):
    """Who is told what a connection does; the event loop tells it, never an order given to it."""

    def on_answer(self, connection: EngineConnection, answer: EngineAnswer) -> None:
        """Take a whole answer."""

    def on_excess(self, connection: EngineConnection) -> None:
        """Hear that an answer is larger than was allowed; its connection is closed."""

    def on_end(self, connection: EngineConnection) -> None:
        """Hear that there is no connection any more, or that there never was one."""


class EngineConnection(asyncio.Protocol):
    """A connection; one question at a time."""

    def __init__(self, listener: Listener, engine: Engine) -> None:
        """Take who listens and whom to ask; the first question connects."""
        self.began = 0.0
        """When the question it is at was asked, by the loop's clock."""
        self.slow = False
        self._listener = listener
        self._engine = engine
        self._transport: asyncio.Transport | None = None
        self._poll = select.poll()
        self._connecting: asyncio.Task[None] | None = None
        self._closed = self._garbled = False
        self._asking = False
        self._answered = 0
        self._request = b""
        self._most = 0
        self._begin_answer()

    @property
    def open(self) -> bool:
        """Whether it has not ended, as far as has been heard."""
        transport = self._transport
        return not self._closed and transport is not None and not transport.is_closing()

    @property
    def usable(self) -> bool:
        """Whether another question may be asked, as far as is known.

        What has come unasked, heard or not heard yet, is an end or goes before one.
        """
        return self.open and not self._poll.poll(0)

    @property
    def may_have_been_stale(self) -> bool:
        """Whether it served before and ended without a word, as one that was kept too long does."""
        return self._answered > 0 and not self._heard

    @property
    def end(self) -> str:
        """Why there is no answer, in words."""
        if self._transport is None:
            return "The engine cannot be reached."
        if self._garbled:
            return "What the engine says is no answer in HTTP."
        if self._heard:
            return "The engine broke off its answer, so that nothing of it is passed on."
        return "The engine ended the connection without an answer."

    def ask(self, request: bytes, most: int) -> None:
        """Ask; an answer of more than `most` bytes is not taken."""
        self._request, self._most = request, most
        self._begin_answer()
        self._asking = True
        if self._transport is None:
            self._connecting = asyncio.get_running_loop().create_task(self._connect())
        else:
            self._transport.write(request)

    def close(self) -> None:
        """Close; who listens is told, as of any other end."""
        self._closed = True
        if self._transport is not None:
            self._transport.abort()
        elif self._connecting is not None:
            self._connecting.cancel()

    async def _connect(self) -> None:
        engine = self._engine
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: self, engine.host, engine.port, ssl=engine.tls)
        except (OSError, asyncio.CancelledError):
            self._closed = True
            self._listener.on_end(self)

    def _begin_answer(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._answer: EngineAnswer | None = None
        self._headers: dict[str, str] = {}
        self._pieces: list[bytes] = []
        self._head_size = self._size = 0
        self._heard = self._whole_head = self._persists = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask what is to be asked."""
        self._transport = transport  # type: ignore[assignment]
        self._poll.register(transport.get_extra_info("socket").fileno(), select.POLLIN)
        if self._closed:
            transport.close()
        elif self._transport is not None:
            self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Read on; what is no HTTP, or comes unasked, ends the connection.

        An engine may say unasked that it has waited too long, as Oxigraph does with status 500.
        """
        if not self._asking:
            self.close()
            return
        self._heard = True
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._garbled = True
            self.close()
        else:
            self._deliver()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; a body without a length ends so, too."""
        declared = self._headers.keys() & {"content-length", "transfer-encoding"}
        if self._whole_head and not declared and exc is None and not self._closed:
            self.on_message_complete()
            if self._answer is not None:
                self._answer.bounded = False
        self._closed = True
        self._deliver()
        self._listener.on_end(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header, as long as there is room."""
        if self._answer is not None:
            return
        self._head_size += len(name) + len(value)
        if self._head_size > HEAD_BYTES + self._engine.echo_bytes:
            self.close()
        else:
            self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """Know that the body follows."""
        self._whole_head = True

    def on_body(self, piece: bytes) -> None:
        """Keep a piece of the body, as long as there is room."""
        if self._answer is not None:
            return
        self._size += len(piece)
        if self._size <= self._most:
            self._pieces.append(piece)
        elif not self._closed:
            self.close()
            self._listener.on_excess(self)

    def on_message_complete(self) -> None:
        """Put the answer together; it is given on when the parser is done with the bytes it has.

        More behind it was not asked for.
        """
        if self._answer is not None:
            self._persists = False
        elif not self._closed:
            status, body = self._parser.get_status_code(), b"".join(self._pieces)
            self._answer = EngineAnswer(status, self._headers, body)
            self._persists = self._parser.should_keep_alive()

    def _deliver(self) -> None:
        if self._answer is None:
            return
        answer, self._answer = self._answer, None
        self._asking = False
        self._answered += 1
        if not self._persists:
            self.close()
        self._listener.on_answer(self, answer)
