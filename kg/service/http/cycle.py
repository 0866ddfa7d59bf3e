"""A plain GET being answered, in the place of what uvicorn calls a cycle.

uvicorn's own is for any application: it takes an answer in messages, and looks through each line of
its head. Ours has a whole reply to send, whose head is put together once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from kg.service.http.replies import PIECE, Reply
from kg.service.http.requests import Message


class Flow(Protocol):
    """What uvicorn knows of how fast the client takes what is written."""

    write_paused: bool

    async def drain(self) -> None:
        """Wait until more may be written."""

    def resume_reading(self) -> None:
        """Go on reading what the client sends."""


class PlainCycle:
    """A request without a body, from its head to the last byte of its answer.

    What has no underscore in front is set or read by uvicorn, too, as with its own cycles.
    """

    __slots__ = (
        "_begun", "_flow", "_on_complete", "_write", "disconnected", "keep_alive", "message_event",
        "more_body", "response_complete", "started",
    )  # fmt: skip

    def __init__(
        self, flow: Flow, write: Callable[[bytes], None], on_complete: Callable[[PlainCycle], None]
    ) -> None:
        """Take the flow to the client, what writes to it, and what is called at the end."""
        self.keep_alive = self.more_body = True
        self.disconnected = self.response_complete = False
        self.started = False
        """Whether some of the answer has been written."""
        self.message_event = asyncio.Event()
        self._flow = flow
        self._write = write
        self._on_complete = on_complete
        self._begun = False

    async def receive(self) -> Message:
        """Receive the body, which is empty, and then that the client has gone."""
        if not self._begun:
            self._begun = True
            return {"type": "http.request", "body": b"", "more_body": False}
        self._flow.resume_reading()
        while not (self.disconnected or self.response_complete):
            self.message_event.clear()
            await self.message_event.wait()
        return {"type": "http.disconnect"}

    async def deliver(self, head: bytes, reply: Reply, wait: float) -> bool:
        """Send a reply; a client that takes none of it for `wait` seconds is given up.

        `head` is all before its own header lines. Returns False when given up.
        """
        ends = b"\r\n" if self.keep_alive else b"connection: close\r\n\r\n"
        rest = memoryview(reply.body)
        piece = b"".join((head, reply.head, ends, rest[:PIECE]))
        while True:
            if self._flow.write_paused and not self.disconnected:
                try:
                    async with asyncio.timeout(wait):
                        await self._flow.drain()
                except TimeoutError:
                    return False
            if self.disconnected:
                return True
            self.started = True
            self._write(piece)
            rest = rest[PIECE:]
            if not rest:
                break
            piece = bytes(rest[:PIECE])
        self.response_complete = True
        self.message_event.set()
        self._on_complete(self)
        return True
