"""The workers of a pool that are not at work: made when wanted, kept at hand, ended when idle.

Nothing here calls the pool: it says how much there is to do, and what happens to a worker is told
to it by the worker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.service.pool.spawner import Spawner
from kg.service.pool.worker_process import Listener, WorkerProcess

FEW_JOBS = 50


class Demand(NamedTuple):
    """How much there is to do: workers busy in the quick lane, and jobs that wait."""

    busy: int
    waiting: int


class IdleWorkers:
    """Workers starting and ready, up to so many together with the busy ones."""

    def __init__(self, spawner: Spawner, most: int, listener: Listener) -> None:
        """Take who makes workers, how many there may be, and who is told what they do."""
        self.ready: list[WorkerProcess] = []
        self.starting: set[WorkerProcess] = set()
        self._spawner = spawner
        self._most = most
        self._listener = listener
        self._closed = False
        self._done: Mapping[WorkerProcess, int] = {}
        # The event loop holds tasks weakly; one that nobody else holds may vanish half done.
        self._tasks: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """End all workers that are not busy, and have no more made."""
        self._closed = True
        for process in [*self.ready, *self.starting]:
            process.kill("closed")

    def discard(self, process: WorkerProcess) -> bool:
        """Forget a worker that has ended; return whether it was never ready."""
        was_starting = process in self.starting
        self.starting.discard(process)
        if process in self.ready:
            self.ready.remove(process)
        return was_starting

    def add(self, process: WorkerProcess) -> bool:
        """Keep a worker that has nothing to do, unless a newer kind has come into use.

        Return whether it is kept.
        """
        self.starting.discard(process)
        if self._closed:
            process.kill("closed")
        elif self._spawner.current not in (process.server, None):
            process.kill("replaced")
        elif not process.killed_for:
            self.ready.append(process)
        return process in self.ready

    def take(self, busy: int) -> WorkerProcess | None:
        """Take a worker, if the quick lane has a place for one more beside those busy there."""
        if busy >= self._most:
            return None
        # One that has just ended may still be among them: its end has not been told yet.
        process = find_busiest(process for process in self.ready if process.connected)
        if process is not None:
            self.ready.remove(process)
        return process

    def fill(self, demand: Demand) -> None:
        """Have workers made: one at least, and more while jobs wait and there are places."""
        server = self._spawner.current
        if self._closed or server is None:
            return
        present = demand.busy + len(self.ready) + len(self.starting)
        for _ in range(min(self._most, max(1, sum(demand))) - present):
            process = WorkerProcess(self._listener, server)
            self.starting.add(process)
            task = asyncio.get_running_loop().create_task(process.start())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def renew(self, demand: Demand) -> None:
        """Have workers made by the current fork server, and let those of an older one go."""
        ready, self.ready = self.ready, []
        for process in ready:
            self.add(process)
        self.fill(demand)

    def retire(self, busy: int) -> None:
        """End workers that have had little to do since the last call; keep one, if none is busy."""
        before, self._done = self._done, {p: p.submitted for p in self.ready}
        # One seen for the first time counts as having done enough: it has just been made.
        spare = [p for p, jobs in self._done.items() if jobs - before.get(p, -FEW_JOBS) < FEW_JOBS]
        spare.sort(key=lambda process: process.submitted)
        needed = not busy and len(spare) == len(self._done)
        for process in spare[: len(spare) - needed]:
            self.ready.remove(process)
            process.kill("retired")


def find_busiest(processes: Iterable[WorkerProcess]) -> WorkerProcess | None:
    """Find the worker that has done most, so that the others may go idle and be ended."""
    return max(processes, key=lambda process: process.submitted, default=None)
