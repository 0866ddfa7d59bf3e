"""Where a pool's workers come from: a fork server, and a newer one when it has more to give.

The first one reads the store on disk and is ready at once.  Where the dataset is to be held in
memory, a second one loads it meanwhile and then takes over.  One that holds the data already may be
given; the store on disk is then for when that one ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from kg.service.worker import sandbox
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig

# A server that cannot load its data takes a whole core while it tries.
RESTART_PAUSE = 1.0
MOST_FAILURES = 3
ReadsFrom = Literal["memory", "disk", "loading", "engine"]


class Spawner:
    """Keeps one fork server at hand."""

    def __init__(
        self,
        config: WorkerConfig,
        on_change: Callable[[], None],
        first: ForkServerProcess | None = None,
    ) -> None:
        """Take what workers need to know, and who is told that another server is current.

        `first` is a server that is ready, where there is one.
        """
        self.current: ForkServerProcess | None = None
        self._config = config
        self._first = first
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
        """Start the first server, or take the one there is."""
        sandbox.adopt_orphans()
        first = self._first
        if first is None or not first.open:
            self._start_from_disk()
            return
        first.listener = self
        self._servers.add(first)
        self.on_ready(first)

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
            # From disk: to load the data again takes too long for those who wait.
            self._start_from_disk()
        elif not server.config.in_memory or self._failures < MOST_FAILURES:
            loop = asyncio.get_running_loop()
            loop.call_later(RESTART_PAUSE, self._start_again, server.config)

    def _start_from_disk(self) -> None:
        """Start a server that reads the store, as soon as there is one."""
        if self._closed:
            return
        if self._config.files and not Path(self._config.store).exists():
            asyncio.get_running_loop().call_later(RESTART_PAUSE, self._start_from_disk)
        else:
            self._start_server(in_memory=False)

    def _start_again(self, config: WorkerConfig) -> None:
        if not self._closed:
            self._start_server(in_memory=config.in_memory)

    def _start_server(self, *, in_memory: bool) -> None:
        config = msgspec.structs.replace(self._config, in_memory=in_memory)
        server = ForkServerProcess(self, config)
        self._servers.add(server)
        server.start()
