"""The workers of a pool that are not at work: made when wanted, resting, ended when idle."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Protocol

from kg.service.pool.engine_process import EngineProcess, Owner
from kg.service.pool.supply import Supply
from kg.service.worker.wire import WorkerConfig

RETIRE_PAUSE = 5.0
FEW_JOBS = 50


class Employer(Owner, Protocol):
    """Whom the workers are for."""

    def count_demand(self) -> tuple[int, int]:
        """Count the workers busy in the quick lane, and the jobs that wait."""


class Crew:
    """Workers starting and idle, up to so many together with the busy ones."""

    def __init__(self, config: WorkerConfig, most: int, employer: Employer) -> None:
        """Take what workers need to know, how many there may be, and whom they are for."""
        self.idle: list[EngineProcess] = []
        self.starting: set[EngineProcess] = set()
        self.supply = Supply(config, self._renew)
        self._most = most
        self._employer = employer
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Have the first worker made as soon as that can be."""
        self.supply.start()
        self._retire({})

    def close(self) -> None:
        """End all workers that are not busy, and make no more."""
        self._closed = True
        self.supply.close()
        for process in [*self.idle, *self.starting]:
            process.kill("closed")

    def discard(self, process: EngineProcess) -> bool:
        """Forget a worker that has ended; return whether it was never ready."""
        was_starting = process in self.starting
        self.starting.discard(process)
        if process in self.idle:
            self.idle.remove(process)
        return was_starting

    def rest(self, process: EngineProcess) -> bool:
        """Let a worker rest, unless newer ones have come into use; return whether it does."""
        self.starting.discard(process)
        if self._closed:
            process.kill("closed")
        elif process.server is not self.supply.current:
            process.kill("replaced")
        elif not process.killed_for:
            self.idle.append(process)
        return process in self.idle

    def take(self) -> EngineProcess | None:
        """Take an idle worker, if the quick lane has a place for one more."""
        busy, _ = self._employer.count_demand()
        if busy >= self._most:
            return None
        process = find_eldest(process for process in self.idle if process.connected)
        if process is not None:
            self.idle.remove(process)
        return process

    def fill(self) -> None:
        """Have workers made: one at least, and more while jobs wait and there are places."""
        server = self.supply.current
        if self._closed or server is None:
            return
        busy, waiting = self._employer.count_demand()
        present = busy + len(self.idle) + len(self.starting)
        for _ in range(min(self._most, max(1, busy + waiting)) - present):
            process = EngineProcess(self._employer, server)
            self.starting.add(process)
            task = asyncio.get_running_loop().create_task(process.start())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _renew(self) -> None:
        """Have new workers made by the current fork server, and let the old ones go."""
        idle, self.idle = self.idle, []
        for process in idle:
            self.rest(process)
        self.fill()

    def _retire(self, before: Mapping[EngineProcess, int]) -> None:
        """End idle workers that have had little to do since the last look, all but one."""
        done = {process: process.submitted for process in self.idle}
        spare = [p for p, jobs in done.items() if jobs - before.get(p, -FEW_JOBS) < FEW_JOBS]
        spare.sort(key=lambda process: process.submitted)
        busy, _ = self._employer.count_demand()
        needed = not busy and len(spare) == len(done)
        for process in spare[: len(spare) - needed]:
            self.idle.remove(process)
            process.kill("retired")
        if not self._closed:
            asyncio.get_running_loop().call_later(RETIRE_PAUSE, self._retire, done)


def find_eldest(processes: Iterable[EngineProcess]) -> EngineProcess | None:
    """Find the worker that has done most, so that the younger ones may go idle and be ended."""
    return max(processes, key=lambda process: process.submitted, default=None)
