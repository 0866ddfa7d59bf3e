"""HTTP/1.1 with limits on request heads, on silent connections and on their number.

A request whose answer is in the cache is answered here, before a task is made for it; one that
came before in the very same bytes, before it is parsed. Any other plain GET is given to the service
as it is; what has a body, or is otherwise unusual, goes the way of ASGI.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Awaitable
from functools import partial
from http import HTTPStatus
from typing import Any, Protocol, cast

from kg.service.http.connection import Connection
from kg.service.http.cycle import PlainCycle
from kg.service.http.heads import SPOKEN, check_coding, explain_head
from kg.service.http.limits import Limits
from kg.service.http.memo import RequestMemo
from kg.service.http.plain import read_plain
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Deliver, Reply, reply_with_problem
from kg.service.http.requests import Request
from kg.service.http.targets import TargetError, check_host, parse_target, replace_host

# Room for the longest URL and the headers that browsers and proxies send.
HEAD_BYTES = 96 * 1024
HEAD_WAIT = 10.0
URL_BYTES = 65_535
# How long a client may take to read a refusal before the connection is closed.
LINGER = 2.0
SETTLED = 0.1
"""A client sends its request as soon as it is connected: who has been silent for so long waits for
nothing, and can be closed in peace."""
SPARE_SHARE = 4
"""One in so many connections is there to be told that there are too many."""
DROPPED_SHARE = 64
STATUS_LINES = {
    int(status): b"HTTP/1.1 %d %s\r\n" % (status, status.phrase.encode()) for status in HTTPStatus
}


class Answerer(Protocol):
    """What the guard needs of the application behind it."""

    limits: Limits
    memo: RequestMemo

    def recall(self, request: Request) -> Reply | None:
        """Return the answer to a request from the cache, if it is there."""

    async def answer(self, request: Request, deliver: Deliver) -> None:
        """Answer a request that is not in the cache."""

    def note_refusal(self, reply: Reply) -> None:
        """Count and log what was refused before it became a request."""


class GuardedProtocol(Connection):
    """HTTP/1.1 with one client, who may be slow, silent, or never come to an end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn gives."""
        super().__init__(*arguments, **options)
        self.last_heard = time.monotonic()
        self._in_head = True
        self._head_bytes = 0
        self._completed = 0
        self._timer: asyncio.TimerHandle | None = None
        # Nothing has begun that is not at its end: the next byte is the first of a request.
        self._between = True
        self._first = b""
        self._recalled: Request | None = None
        self._refusal: ProblemError | None = None
        self._ended = False
        self._service = cast("Answerer", self.app)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; when there are too many connections, idle ones go."""
        super().connection_made(transport)
        allowed = self._service.limits.connections
        most = allowed - allowed // SPARE_SHARE
        if len(self.connections) <= most or self._drop_idle(most):
            self._await_head(HEAD_WAIT)
        else:
            problem = ProblemError("crowded", f"This server takes {most} at once.")
            self._refusal = problem.with_header(b"retry-after", b"1")
            self._await_head(SETTLED)
            if len(self.connections) > allowed:
                self._give_up()
                self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count the bytes of a head before they are parsed; after a refusal nothing is read."""
        if self._ended:
            return
        self.last_heard = time.monotonic()
        began_between = self._between
        if began_between and self._answer_again(data):
            return
        # What follows in the same bytes may be the end of one request and the head of the next.
        if began_between:
            self._first = data
        began_in_head, completed = self._in_head, self._completed
        total = self._head_bytes + len(data)
        if began_in_head:
            self._head_bytes = total
        super().data_received(data)
        if began_in_head and self._in_head and completed == self._completed:
            # The parser has said meanwhile that a message begins: in this very piece.
            self._head_bytes = total
        if self._in_head and self._head_bytes > HEAD_BYTES:
            self._refuse(_refuse_large_head())
        elif self._in_head and self._head_bytes and self._timer is None:
            self._await_head(HEAD_WAIT)
        elif (
            began_between and self._between and self._recalled and self._completed == completed + 1
        ):
            self._service.memo.put(data, self._recalled)

    def start_lingering(self) -> float:
        """Read on, and pass over it, where the end of a body has not come."""
        if self._in_head or self._ended:
            return 0.0
        self._ended = True
        return self._service.limits.body_wait

    def on_message_begin(self) -> None:
        """Begin to count a head."""
        super().on_message_begin()
        self._between = False
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
        method, version = self.method, self.version
        self._check_head(method, version)
        plain = method == b"GET" and version == "1.1" and self.ready and self.persists
        request = read_plain(self.url, self.headers) if plain else None
        reply = None if request is None else self._service.recall(request)
        self._recalled = None if reply is None else request
        if reply is not None:
            self.answer_now(STATUS_LINES[reply.status], reply)
        elif request is not None:
            self.scope.update(request.scope)  # type: ignore[typeddict-item]
            request.scope = self.scope  # type: ignore[assignment]
            self.answer_later(partial(self._answer, request))
        else:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Expect the next head."""
        if self._recalled is None:
            super().on_message_complete()
        # After a request to switch protocols the parser does not take the next for HTTP.
        self._between = not self.switches
        self._completed += 1
        self._in_head = True
        self._head_bytes = 0

    def send_400_response(self, msg: str) -> None:
        """Refuse what ended the parsing: what is not HTTP, or what we raised at."""
        if self._refusal is not None:
            self._refuse(self._refusal)
        elif self._head_bytes > HEAD_BYTES:
            self._refuse(_refuse_large_head())
        elif len(getattr(self, "url", b"")) > URL_BYTES:
            self._refuse(ProblemError("url-too-long", f"It has more than {URL_BYTES} bytes."))
        else:
            self._refuse(explain_head(self._first if self._in_head else b"", msg))

    def _answer_again(self, data: bytes) -> bool:
        """Answer a request that came before in these bytes; return whether it was one.

        Where a request begins, the same bytes are the same request, and were checked then.
        """
        request = self._service.memo.get(data)
        if request is None or self._refusal is not None or not self.ready:
            return False
        reply = self._service.recall(request)
        if reply is None:
            return False
        self._stop_timer()
        self.answer_now(STATUS_LINES[reply.status], reply)
        return True

    async def _answer(self, request: Request, cycle: PlainCycle) -> None:
        """Answer a plain GET that is not in the cache."""
        request.receive = cycle.receive

        def deliver(reply: Reply, wait: float) -> Awaitable[bool]:
            return cycle.deliver(self.start_head(STATUS_LINES[reply.status]), reply, wait)

        await self._service.answer(request, deliver)

    def _check_head(self, method: bytes, version: str) -> None:
        """Raise, and keep the reason, unless the head names something this server may answer."""
        if self._refusal is not None:
            raise self._refusal
        if len(self.url) > URL_BYTES:
            raise ValueError(URL_BYTES)
        if version not in SPOKEN:
            self._refusal = ProblemError("version", f"It is HTTP/{version}.")
            raise self._refusal
        try:
            check_coding(self.headers, version)
            target = parse_target(method, self.url)
            check_host(self.headers, version, target.authority)
        except ProblemError as problem:
            self._refusal = problem
            raise
        except TargetError as error:
            self._refusal = ProblemError("malformed", f"{error}.")
            raise
        self.url = target.origin_form
        if target.authority is not None:
            replace_host(self.headers, target.authority)

    def _await_head(self, wait: float) -> None:
        self._timer = self.loop.call_later(wait, self._give_up)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._stop_timer()
        # One whose answer is still being made or sent is not late.
        if self.idle:
            late = ProblemError("head-late", f"It took more than {HEAD_WAIT:g} s.")
            self._refuse(self._refusal or late)

    def _refuse(self, problem: ProblemError) -> None:
        """Answer with a problem when it is this request's turn, and end the connection."""
        if self.closing or self._ended:
            return
        self._ended = True
        self._stop_timer()
        # The lines may be of an earlier request, or none yet: then JSON does as well.
        accept = dict(self.headers or ()).get(b"accept", b"").decode("latin-1")
        reply = reply_with_problem(problem.with_header(b"connection", b"close"), accept)
        self._service.note_refusal(reply)
        # In a body it is that of the request being answered which cannot be read.
        if self.idle or (not self._in_head and self.give_up_answer()):
            self.write_last(STATUS_LINES[reply.status] + reply.head + b"\r\n" + reply.body)
            self._timer = self.loop.call_later(LINGER, self.transport.close)
        elif self._in_head:
            self.let_answers_end()
        else:
            self.transport.close()

    def _drop_idle(self, most: int) -> bool:
        """Close the connections that have been silent longest; return whether there were any.

        Some at once, so that the search for them, through all, is not made for each newcomer.
        """
        latest = time.monotonic() - SETTLED
        silent = (
            other
            for other in self.list_others()
            if isinstance(other, GuardedProtocol)
            and other.last_heard < latest
            and other.idle
            and not other.closing
        )
        dropped = heapq.nsmallest(
            1 + most // DROPPED_SHARE, silent, key=lambda connection: connection.last_heard
        )
        for connection in dropped:
            connection.transport.close()
        return bool(dropped)


def _refuse_large_head() -> ProblemError:
    return ProblemError("head-too-large", f"It has more than {HEAD_BYTES} bytes.")
