"""uvicorn's HTTP protocol, with limits on request heads and on silent connections.

A request whose answer is in the cache is answered here, before a task is made for it.
"""

from __future__ import annotations

import asyncio
import json
import time
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.service.http.replies import Reply
from kg.service.http.requests import Message, Request

HEAD_BYTES = 96 * 1024
HEAD_WAIT = 10.0
URL_BYTES = 65_535
MOST_CONNECTIONS = 4000
STATUS_LINES = {
    status: b"HTTP/1.1 %d %s\r\n" % (status, HTTPStatus(status).phrase.encode())
    for status in (200, 304)
}
UNUSUAL = frozenset((b"content-length", b"transfer-encoding", b"expect", b"upgrade"))


class JoiningTransport:
    """A transport that writes the head of a response together with the first piece of its body.

    Two writes to a socket cost twice the time of one, and small answers are most answers.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Take the real transport."""
        self._transport = transport
        self._loop = loop
        self._head = b""

    def write_whole(self, data: bytes) -> None:
        """Write a response that is complete."""
        self._flush()
        self._transport.write(data)

    def write(self, data: bytes) -> None:
        """Write a piece; a head waits for what follows it in the same turn of the loop."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 100"):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Write what waits, then close."""
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """Leave the rest to the real transport."""
        return getattr(self._transport, name)

    def _flush(self) -> None:
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head)


class GuardedProtocol(HttpToolsProtocol):
    """HTTP/1.1 with one client, who may be slow, silent, or never come to an end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn gives."""
        super().__init__(*arguments, **options)
        self.last_heard = time.monotonic()
        self._in_head = True
        self._head_bytes = 0
        self._completed = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._recall = getattr(self.app, "recall", None)
        self._recalled = False

    @property
    def idle(self) -> bool:
        """Whether no request is being answered on this connection."""
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; when there are too many connections, an idle one goes."""
        super().connection_made(transport)
        self.transport = JoiningTransport(transport, self.loop)  # type: ignore[assignment]
        self._await_head()
        if len(self.connections) > MOST_CONNECTIONS:
            self._drop_idle()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count the bytes of a head before they are parsed."""
        self.last_heard = time.monotonic()
        began_in_head, completed = self._in_head, self._completed
        total = self._head_bytes + len(data)
        if began_in_head:
            self._head_bytes = total
        super().data_received(data)
        if began_in_head and self._in_head and completed == self._completed:
            # The parser has said meanwhile that a message begins: in this very piece.
            self._head_bytes = total
        if self._in_head and self._head_bytes > HEAD_BYTES:
            self._refuse(431, "The head of the request is too large")
        elif self._in_head and self._head_bytes and self._head_timer is None:
            self._await_head()

    def on_message_begin(self) -> None:
        """Begin to count a head."""
        super().on_message_begin()
        self._in_head = True
        self._head_bytes = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header; one too many ends the parsing."""
        self._head_bytes += len(name) + len(value) + 4
        if self._head_bytes > HEAD_BYTES:
            raise ValueError(name)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop counting: the limits of bodies are the application's."""
        self._in_head = False
        self._stop_timer()
        reply = self._find_known()
        self._recalled = reply is not None
        if reply is None:
            super().on_headers_complete()
        else:
            self._send_known(reply)

    def on_message_complete(self) -> None:
        """Expect the next head."""
        if not self._recalled:
            super().on_message_complete()
        self._completed += 1
        self._in_head = True
        self._head_bytes = 0

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP, or has an address longer than the parser takes."""
        if self._head_bytes > HEAD_BYTES:
            self._refuse(431, "The head of the request is too large")
        elif len(getattr(self, "url", b"")) > URL_BYTES:
            self._refuse(414, "The URL is too long; send the query by POST")
        else:
            self._refuse(400, msg)

    def _find_known(self) -> Reply | None:
        """Find the answer to a plain GET in the cache, when it is this request's turn."""
        parser = self.parser
        path, _, query = self.url.partition(b"?")
        if (
            self._recall is None
            or not self.idle
            or self.flow.write_paused
            or self.transport.is_closing()
            or parser.get_method() != b"GET"
            or parser.get_http_version() != "1.1"
            or not parser.should_keep_alive()
            or not path.startswith(b"/")
            or b"%" in path
            or not path.isascii()
            or b"#" in self.url
            or not UNUSUAL.isdisjoint(name for name, _ in self.headers)
        ):
            return None
        scope = {
            "method": "GET",
            "path": path.decode("ascii"),
            "query_string": query,
            "headers": self.headers,
        }
        found: Reply | None = self._recall(Request(scope, _receive_nothing))
        return found

    def _send_known(self, reply: Reply) -> None:
        """Send an answer in one piece, as uvicorn would."""
        general = b"".join(b"%s: %s\r\n" % line for line in self.server_state.default_headers)
        head = STATUS_LINES[reply.status] + general + reply.head + b"\r\n"
        self.transport.write_whole(head + reply.body)  # type: ignore[attr-defined]
        self.on_response_complete()

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_WAIT, self._give_up)

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _give_up(self) -> None:
        self._head_timer = None
        if self.idle and not self.transport.is_closing():
            self._refuse(408, "The request did not arrive in time")

    def _refuse(self, status: int, title: str) -> None:
        if self.transport.is_closing():
            return
        if self.idle:
            body = json.dumps({"type": "about:blank", "title": title, "status": status}).encode()
            head = (
                f"HTTP/1.1 {status} Refused\r\ncontent-type: application/problem+json\r\n"
                f"content-length: {len(body)}\r\nx-content-type-options: nosniff\r\n"
                "connection: close\r\n\r\n"
            )
            self.transport.write(head.encode("ascii") + body)
        self.transport.close()

    def _drop_idle(self) -> None:
        """Close the connection that has been silent longest."""
        silent = [
            connection
            for connection in self.connections
            if isinstance(connection, GuardedProtocol)
            and connection.idle
            and connection is not self
        ]
        if silent:
            min(silent, key=lambda connection: connection.last_heard).transport.close()
        else:
            self.transport.close()


async def _receive_nothing() -> Message:
    """Receive the body of a request that has none."""
    return {"type": "http.request", "body": b"", "more_body": False}
