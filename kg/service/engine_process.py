"""One worker process as the front sees it: started, given jobs over a socket pair, killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from typing import Protocol

import msgspec

from kg.service.wire import NUMBER, FrameBuffer, Job, Outcome, WorkerConfig, encode_frame

SLOW_NICENESS = 15
REAPING_STEP = 0.005
OUTCOME = msgspec.msgpack.Decoder(Outcome)


class Owner(Protocol):
    """Who is told what a process does."""

    def on_ready(self, process: EngineProcess) -> None:
        """Take a process that has opened its store."""

    def on_outcome(self, process: EngineProcess, outcome: Outcome, body: bytes) -> None:
        """Take the outcome of the job the process was given."""

    def on_death(self, process: EngineProcess, code: int) -> None:
        """Take leave of a process; `code` is its exit status, negative for a signal."""


class EngineProcess(asyncio.Protocol):
    """A worker process; it does its jobs one at a time, in the order they were given."""

    def __init__(self, owner: Owner) -> None:
        """Take the owner; `start` starts the process."""
        self.owner = owner
        self.ready = False
        self.slow = False
        self.killed_for = ""
        self._received = FrameBuffer()
        self._submitted = 0
        self._transport: asyncio.Transport | None = None
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self, config: WorkerConfig) -> None:
        """Start the process and connect to it."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - that is its only parameter
        with theirs:
            words = [str(theirs.fileno()), str(os.getpid()), msgspec.json.encode(config).decode()]
            self._process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own module, in a millisecond
                [sys.executable, "-m", "kg.service.worker", *words],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )
        await loop.create_connection(lambda: self, sock=ours)

    @property
    def pid(self) -> int:
        """The process id; 0 before the start."""
        return self._process.pid if self._process is not None else 0

    @property
    def connected(self) -> bool:
        """Whether the process can be spoken to, as far as is known."""
        return self._transport is not None and not self._transport.is_closing()

    def submit(self, job: Job) -> int:
        """Give the process a job and return the job's number there.

        A process that has just died will be found dead, job in hand.
        """
        self._submitted += 1
        if self.connected and self._transport is not None:
            self._transport.write(encode_frame(msgspec.msgpack.encode(job)))
        return self._submitted - 1

    def withdraw(self, number: int) -> None:
        """Take a job back, if the process has not begun it."""
        if self.connected and self._transport is not None:
            self._transport.write(encode_frame(b"", NUMBER.pack(number)))

    def slow_down(self) -> None:
        """Let the process have only what other processes leave of the processor."""
        self.slow = True
        if self._process is not None and self._process.poll() is None:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, SLOW_NICENESS)

    def kill(self, reason: str) -> None:
        """End the process now, whatever it does."""
        self.killed_for = self.killed_for or reason
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Collect frames: the first says the worker is ready, each later one ends a job."""
        self._received.feed(data)
        while (frame := self._received.take()) is not None:
            head, body = frame
            if self.ready:
                self.owner.on_outcome(self, OUTCOME.decode(head), body)
            else:
                self.ready = True
                self.owner.on_ready(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Learn the exit status and tell the owner."""
        del exc
        self._reap()

    def _reap(self) -> None:
        code = self._process.poll() if self._process is not None else 0
        if code is None:
            asyncio.get_running_loop().call_later(REAPING_STEP, self._reap)
        else:
            self.owner.on_death(self, code)


def _environment() -> dict[str, str]:
    """Give a worker what Python needs to start, and nothing secret."""
    names = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_PRELOAD", "TZ")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {"MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}
