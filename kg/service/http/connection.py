"""uvicorn's HTTP protocol: the one place that knows its inside.

uvicorn says nothing of what a subclass may rely on.  What ours does rely on is named in
`RELIED_ON`, with the reason; a test holds it against the version that is installed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from kg.service.http.cycle import PlainCycle
from kg.service.http.replies import Reply
from kg.service.http.transport import JoiningTransport

FAULT = (
    b"HTTP/1.1 500 Internal Server Error\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 21\r\nconnection: close\r\n\r\nInternal Server Error"
)
RELIED_ON = {
    "app": "the service: it is asked for a known answer, and told of what was refused",
    "loop": "the clock that runs while a head is awaited",
    "connections": "all connections of the server: counted, and idle ones closed",
    "transport": "ours is put in its place, which joins writes and bears clients that have gone",
    "flow": "whether the client takes what was written; reading stops at the end of a connection",
    "parser": "method, version, keep-alive and upgrade of the request whose head has been read",
    "url": "the request-target, put into its origin form before uvicorn parses it",
    "headers": "the header lines, in which an absolute target replaces Host",
    "cycle": "the last request and whether it is answered; for a plain GET ours",
    "pipeline": "whether the last request waits for others to be answered",
    "tasks": "what is being answered, so that the end of the server waits for it",
    "logger": "hears of our faults",
    "scope": "what is known of a request, completed here for a plain GET",
    "server_state": "the header lines that every answer has: the date",
    "connection_made": "overridden: our transport, the clock, the limit of connections",
    "connection_lost": "overridden: the clock is stopped",
    "data_received": "overridden: bytes of a head are counted, and those known are not parsed",
    "on_message_begin": "overridden: a new head is counted from nothing",
    "on_url": "uvicorn's own: joins the pieces of the target",
    "on_header": "overridden: header lines are counted",
    "on_headers_complete": "overridden: target and Host are checked, known answers sent at once",
    "on_message_complete": "overridden: a request answered at once has no cycle to be told",
    "on_response_complete": "called when an answer has gone out that uvicorn has not seen",
    "send_400_response": "overridden: what is not HTTP gets our own refusal",
}
"""What we use or override of uvicorn's protocol, by name, and what for."""


class Connection(HttpToolsProtocol):
    """A connection in words that are ours, so that no other module needs uvicorn's."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; whatever uvicorn writes, pauses or closes goes through a transport of ours."""
        joining = JoiningTransport(transport, self.loop, self.start_lingering)
        super().connection_made(cast("asyncio.Transport", joining))

    def start_lingering(self) -> float:
        """Return for how many seconds a client whose connection ends may go on sending."""
        return 0.0

    @property
    def idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def closing(self) -> bool:
        """Whether the connection has ended, or is about to."""
        return self.transport.is_closing()

    @property
    def method(self) -> bytes:
        """The method of the request whose head has been read."""
        return self.parser.get_method()

    @property
    def version(self) -> str:
        """The HTTP version of that request, as `1.1`."""
        return self.parser.get_http_version()

    @property
    def persists(self) -> bool:
        """Whether the connection stays open after that request."""
        return bool(self.parser.should_keep_alive())

    @property
    def switches(self) -> bool:
        """Whether that request asks for another protocol than HTTP."""
        return bool(self.parser.should_upgrade())

    @property
    def ready(self) -> bool:
        """Whether an answer may be written now, to a client who takes it."""
        return self.idle and not self.flow.write_paused and not self.transport.is_closing()

    def list_others(self) -> Iterable[Connection]:
        """List the other connections of this server."""
        return (
            other
            for other in self.connections
            if isinstance(other, Connection) and other is not self
        )

    def answer_now(self, status_line: bytes, reply: Reply) -> None:
        """Send an answer in one piece, as uvicorn would, and be ready for the next request."""
        head = self.start_head(status_line) + reply.head + b"\r\n"
        self._joining.write_whole(head + reply.body)
        self.on_response_complete()

    def answer_later(self, answer: Callable[[PlainCycle], Coroutine[None, None, None]]) -> None:
        """Have a request answered by a task, as uvicorn would; its faults are told and end it."""
        cycle = PlainCycle(self.flow, self._joining.write_whole, self._end_cycle)
        self.cycle = cast("RequestResponseCycle", cycle)
        task = self.loop.create_task(answer(cycle))
        self.tasks.add(task)
        task.add_done_callback(partial(self._end_task, cycle))

    def start_head(self, status_line: bytes) -> bytes:
        """Return a status line and the header lines that every answer has."""
        return status_line + b"".join(
            [b"%s: %s\r\n" % line for line in self.server_state.default_headers]
        )

    def write_last(self, response: bytes) -> None:
        """Send a last response and end our half; what the client still sends is not read.

        To close at once would reset the connection, and the client might lose the response.
        """
        self._joining.write_whole(response)
        self._joining.end_writing()

    def let_answers_end(self) -> None:
        """Close when all that has been asked so far is answered."""
        # uvicorn closes behind the last answer of a connection that is not kept.
        self.cycle.keep_alive = False

    def give_up_answer(self) -> bool:
        """Let the last request be answered no more; tell whether another answer may take its place.

        That is so where it is its turn, and nothing of its own answer has gone out.
        """
        cycle = cast("PlainCycle | RequestResponseCycle", self.cycle)
        cycle.disconnected = True
        cycle.message_event.set()
        begun = cycle.started if isinstance(cycle, PlainCycle) else cycle.response_started
        return not (self.pipeline or begun)

    def _end_cycle(self, cycle: PlainCycle) -> None:
        # By now `self.cycle` may be that of a request that came behind it.
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def _end_task(self, cycle: PlainCycle, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.logger.error("fault", exc_info=error)
            if not cycle.started:
                self._joining.write_whole(FAULT)
        if not (cycle.response_complete or cycle.disconnected):
            self.transport.close()

    @property
    def _joining(self) -> JoiningTransport:
        return cast("JoiningTransport", self.transport)
