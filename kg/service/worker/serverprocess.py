"""A fork server as the front sees it: a process that is started, asked for workers, and stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from typing import IO, Protocol

import msgspec

from kg.service.worker.wire import READY, WorkerConfig

REAPING_STEP = 0.02
PATIENCE = 1.0
"""Seconds in which a process may end by itself."""
# What glibc keeps of freed pieces for each size: the engine allocates and frees many small ones.
TUNABLES = "glibc.malloc.tcache_count=1000"
PIECE = 1 << 16
FORK_SERVER = "kg.service.worker.forkserver"
# The last two say whether, and where, modules are kept compiled: what only workers import, too.
_PYTHONS = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")


class Listener(Protocol):
    """Who is told what a fork server does."""

    def on_ready(self, server: ForkServerProcess) -> None:
        """Take a server that has loaded its data."""

    def on_end(self, server: ForkServerProcess) -> None:
        """Hear that a server has ended."""


class ForkServerProcess:
    """A fork server as the front sees it: started, asked for workers, stopped."""

    def __init__(
        self, listener: Listener | None, config: WorkerConfig, module: str = FORK_SERVER
    ) -> None:
        """Take who listens, what workers need to know, and the program; `start` starts it."""
        self.listener = listener
        self.config = config
        self.ready = False
        self.decided = asyncio.Event()
        """Set when it is ready, or has ended."""
        self.said: list[bytes] = []
        """The lines that it said before it was ready."""
        self._module = module
        self._heard = b""
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def open(self) -> bool:
        """Whether it was started and has not ended, as far as has been heard."""
        return self._control is not None

    def start(self) -> None:
        """Start the process."""
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)  # noqa: FBT003 - that is its only parameter
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, in a millisecond
                [
                    *(sys.executable, "-m", self._module),
                    *(str(theirs.fileno()), str(os.getpid())),
                ],
                pass_fds=[theirs.fileno()],
                # Its standard error stays ours: it tells the operator why data cannot be opened.
                stdin=subprocess.PIPE,
                env=_environment(),
                # A group of its own, by which is found whoever it leaves behind.
                process_group=0,
            )
        loop = asyncio.get_running_loop()
        # No argument: of a thousand reviews it is longer than one may be, and than a pipe holds.
        assert self._process.stdin is not None
        loop.run_in_executor(None, _pour, self._process.stdin, msgspec.json.encode(self.config))
        loop.add_reader(self._control, self._hear)

    def make_worker(self, channel: socket.socket) -> None:
        """Have a worker made that talks over a socket; one that is not made closes it."""
        if self._control is None:
            return
        try:
            socket.send_fds(self._control, [b"w"], [channel.fileno()])
        except OSError:
            self.stop()

    def stop(self) -> None:
        """End the process; the workers it made go on."""
        patience = PATIENCE if self.ready else 0.0
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
            self.decided.set()
            if self.listener is not None:
                self.listener.on_end(self)
        self._reap(patience)

    async def wait(self) -> None:
        """Wait for the end of the process."""
        if self._process is not None:
            await asyncio.to_thread(self._process.wait)

    def _reap(self, patience: float) -> None:
        """Read the exit status once there is one: to give its memory back takes a moment.

        One that makes workers ends with its orders. Killed between the two forks of a worker, it
        would leave behind the process between them, for which nobody waits. One that does not
        end, or that still loads its data, is killed: it has nothing to end in good order.
        """
        if self._process is None:
            return
        if self._process.poll() is not None:
            self._reap_group(self._process.pid)
            return
        if patience <= 0:
            self._process.send_signal(signal.SIGKILL)
        loop = asyncio.get_running_loop()
        loop.call_later(REAPING_STEP, self._reap, patience - REAPING_STEP)

    def _reap_group(self, group: int) -> None:
        """End and reap those it left behind: who read for it, or stood between the two forks.

        They are children of this process now (`sandbox.adopt_orphans`), of which nobody knows.
        """
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-group, os.WNOHANG)[0]:
                pass
            asyncio.get_running_loop().call_later(REAPING_STEP, self._reap_group, group)

    def _hear(self) -> None:
        try:
            heard = self._control.recv(PIECE) if self._control is not None else b""
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        # Nothing heard is the end of the stream: the process is gone.
        if not heard:
            self.stop()
            return
        *lines, self._heard = (self._heard + heard).split(b"\n")
        for line in lines:
            if line == READY:
                self.ready = True
                self.decided.set()
                if self.listener is not None:
                    self.listener.on_ready(self)
            else:
                self.said.append(line)


def _pour(pipe: IO[bytes], content: bytes) -> None:
    """Write a content into a pipe and close it; whoever reads it may have ended."""
    with suppress(BrokenPipeError), pipe:
        pipe.write(content)


def _environment() -> dict[str, str]:
    """Give a worker what Python needs to start, and nothing secret."""
    # A list of what is let through: passwords stand in the environment, too.
    names = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_PRELOAD", "TZ", *_PYTHONS)
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {
        "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES", TUNABLES),
        "MALLOC_ARENA_MAX": "2",
    }
