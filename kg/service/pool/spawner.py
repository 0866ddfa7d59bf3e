"""Where a pool's workers come from: a fork server, and a newer one when it has more to give.

The first one reads the store on disk and is ready at once.  Where the dataset is to be held in
memory, a second one loads it meanwhile and then takes over.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from kg.service.worker import sandbox
from kg.service.worker.wire import READY, WorkerConfig

# A server that cannot load its data takes a whole core while it tries.
RESTART_PAUSE = 1.0
MOST_FAILURES = 3
REAPING_STEP = 0.02
# What glibc keeps of freed pieces for each size: the engine allocates and frees many small ones.
TUNABLES = "glibc.malloc.tcache_count=1000"
ReadsFrom = Literal["memory", "disk", "loading", "engine"]


class Listener(Protocol):
    """Who is told what a fork server does."""

    def on_ready(self, server: ForkServerProcess) -> None:
        """Take a server that has loaded its data."""

    def on_end(self, server: ForkServerProcess) -> None:
        """Hear that a server has ended."""


class ForkServerProcess:
    """A fork server as the front sees it: started, asked for workers, stopped."""

    def __init__(self, listener: Listener, config: WorkerConfig) -> None:
        """Take who listens and what workers need to know; `start` starts the process."""
        self.config = config
        self.ready = False
        self._listener = listener
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process."""
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)  # noqa: FBT003 - that is its only parameter
        configuration = msgspec.json.encode(self.config).decode()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, in a millisecond
                [
                    *(sys.executable, "-m", "kg.service.worker.forkserver"),
                    *(str(theirs.fileno()), str(os.getpid()), configuration),
                ],
                pass_fds=[theirs.fileno()],
                # Its standard error stays ours: it tells the operator why data cannot be opened.
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )
        asyncio.get_running_loop().add_reader(self._control, self._hear)

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
        if self._process is not None and self._process.poll() is None:
            # It evaluates nothing and writes nothing, so there is nothing to end in good order.
            self._process.send_signal(signal.SIGKILL)
            self._reap()
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
            self._listener.on_end(self)

    def _reap(self) -> None:
        """Read the exit status once there is one; to give its memory back takes a moment."""
        if self._process is not None and self._process.poll() is None:
            asyncio.get_running_loop().call_later(REAPING_STEP, self._reap)

    def _hear(self) -> None:
        try:
            heard = self._control.recv(len(READY)) if self._control is not None else b""
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        # Nothing heard is the end of the stream: the process is gone.
        if heard:
            self.ready = True
            self._listener.on_ready(self)
        else:
            self.stop()


class Spawner:
    """Keeps one fork server at hand."""

    def __init__(self, config: WorkerConfig, on_change: Callable[[], None]) -> None:
        """Take what workers need to know, and who is told that another server is current."""
        self.current: ForkServerProcess | None = None
        self._config = config
        self._on_change = on_change
        self._servers: set[ForkServerProcess] = set()
        self._failures = 0
        self._closed = False

    @property
    def reads_from(self) -> ReadsFrom:
        """Where workers made now find the data; `loading` is the disk, while memory is filled."""
        if self.current is not None and self.current.config.in_memory:
            return "memory"
        return "loading" if self._config.in_memory and self._failures < MOST_FAILURES else "disk"

    def start(self) -> None:
        """Start the first server."""
        sandbox.adopt_orphans()
        self._start_server(in_memory=False)

    def close(self) -> None:
        """End all servers."""
        self._closed = True
        for server in list(self._servers):
            server.stop()

    def on_ready(self, server: ForkServerProcess) -> None:
        """Make a server the current one; begin to load the data where that is still to do."""
        old, self.current = self.current, server
        if old is not None:
            old.stop()
        if server.config.in_memory:
            self._failures = 0
        if self._config.in_memory and not server.config.in_memory:
            self._start_server(in_memory=True)
        self._on_change()

    def on_end(self, server: ForkServerProcess) -> None:
        """Replace a server that ended of itself; one that cannot load its data is given up."""
        self._servers.discard(server)
        in_use = server is self.current
        if in_use:
            self.current = None
        # One that gave way to a newer server was stopped by us.
        if self._closed or (server.ready and not in_use):
            return
        self._failures += server.config.in_memory and not server.ready
        if server.ready:
            # From disk, as at first: to load the data again takes too long for those who wait.
            self._start_server(in_memory=False)
        elif not server.config.in_memory or self._failures < MOST_FAILURES:
            loop = asyncio.get_running_loop()
            loop.call_later(RESTART_PAUSE, self._start_again, server.config)

    def _start_again(self, config: WorkerConfig) -> None:
        if not self._closed:
            self._start_server(in_memory=config.in_memory)

    def _start_server(self, *, in_memory: bool) -> None:
        config = msgspec.structs.replace(self._config, in_memory=in_memory)
        server = ForkServerProcess(self, config)
        self._servers.add(server)
        server.start()


def _environment() -> dict[str, str]:
    """Give a worker what Python needs to start, and nothing secret."""
    # A list of what is let through: passwords stand in the environment, too.
    names = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_PRELOAD", "TZ")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {
        "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES", TUNABLES),
        "MALLOC_ARENA_MAX": "2",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
