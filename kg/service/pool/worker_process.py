"""One worker process as the front sees it: made by a fork server, given jobs, killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import suppress
from typing import Protocol

import msgspec

from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import NUMBER, FrameBuffer, Job, Outcome, encode_frame

SLOW_NICENESS = 15
REAPING_STEP = 0.005
# A process that never said who it is cannot be asked; it is treated as killed from outside.
UNKNOWN_END = -signal.SIGKILL
OUTCOME = msgspec.msgpack.Decoder(Outcome)


class Listener(Protocol):
    """Who is told what a process does.

    The event loop tells it, never an order given to the process: orders go down, events come up.
    """

    def on_ready(self, process: WorkerProcess) -> None:
        """Take a process that has opened its store."""

    def on_outcome(self, process: WorkerProcess, outcome: Outcome, body: bytes) -> None:
        """Take the outcome of the job the process was given."""

    def on_exit(self, process: WorkerProcess, code: int) -> None:
        """Hear that a process has ended; `code` is its exit status, negative for a signal."""


class WorkerProcess(asyncio.Protocol):
    """A worker process; it does its jobs one at a time, in the order they were given."""

    def __init__(self, listener: Listener, server: ForkServerProcess) -> None:
        """Take who listens, and the fork server to be made by; `start` has it made."""
        self._listener = listener
        self.server = server
        self.pid = 0
        self.slow = False
        self.killed_for = ""
        self.submitted = 0
        self.began = 0.0
        """When the job it is at was begun, by the loop's clock."""
        self.resident = 0
        """Bytes it held before its first job; 0 until it is ready."""
        self._received = FrameBuffer()
        self._transport: asyncio.Transport | None = None

    async def start(self) -> None:
        """Have the process made and connect to it."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - that is its only parameter
        # The fork server gets a copy; ours is closed, or the end of the worker would go unseen.
        with theirs:
            self.server.make_worker(theirs)
        await loop.create_connection(lambda: self, sock=ours)

    @property
    def connected(self) -> bool:
        """Whether the process can be spoken to, as far as is known."""
        return self._transport is not None and not self._transport.is_closing()

    def submit(self, job: Job) -> int:
        """Give the process a job and return the job's number there.

        A process that has just died will be found dead, job in hand.
        """
        self.submitted += 1
        if self.connected and self._transport is not None:
            self._transport.write(encode_frame(msgspec.msgpack.encode(job)))
        return self.submitted - 1

    def withdraw(self, number: int) -> None:
        """Take a job back, if the process has not begun it."""
        if self.connected and self._transport is not None:
            self._transport.write(encode_frame(b"", NUMBER.pack(number)))

    def slow_down(self) -> None:
        """Let the process have only what other processes leave of the processor."""
        self.slow = True
        # It may end at any moment; that is found out by `connection_lost`.
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, SLOW_NICENESS)

    def kill(self, reason: str) -> None:
        """End the process now, whatever it does, or as soon as it says who it is."""
        self.killed_for = self.killed_for or reason
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Collect frames: who it is, that it is ready, then one for each job that ended."""
        self._received.feed(data)
        while (frame := self._received.take()) is not None:
            head, body = frame
            if not self.pid:
                (self.pid,) = NUMBER.unpack(head)
                if self.killed_for:
                    self.kill(self.killed_for)
            elif self.resident:
                self._listener.on_outcome(self, OUTCOME.decode(head), body)
            else:
                self.resident = OUTCOME.decode(head).resident
                self._listener.on_ready(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Learn the exit status and tell who listens."""
        del exc
        self._reap()

    def _reap(self) -> None:
        """Wait for the exit status: until it is read, the id is given to no other process."""
        code = UNKNOWN_END
        if self.pid:
            try:
                ended, status = os.waitpid(self.pid, os.WNOHANG)
            # Its status was fetched by somebody else; how it ended is not known.
            except ChildProcessError:
                ended, status = self.pid, signal.SIGKILL
            if not ended:
                asyncio.get_running_loop().call_later(REAPING_STEP, self._reap)
                return
            code = os.waitstatus_to_exitcode(status)
        self.pid = 0
        self._listener.on_exit(self, code)
