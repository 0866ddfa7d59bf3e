from __future__ import annotations

import asyncio
import socket

import pytest

from kg.service.pool.idle_workers import Demand, IdleWorkers
from kg.service.pool.spawner import Spawner
from kg.service.pool.worker_process import WorkerProcess
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import Outcome, WorkerConfig

MOST = 3


class Silent:
    """A listener who does nothing about what it hears."""

    def on_ready(self, process: WorkerProcess) -> None:
        """Hear of a worker that is ready."""

    def on_outcome(self, process: WorkerProcess, outcome: Outcome, body: bytes) -> None:
        """Hear of an outcome."""

    def on_exit(self, process: WorkerProcess, code: int) -> None:
        """Hear of an end."""


@pytest.fixture
def spawner() -> Spawner:
    """Return a spawner whose current fork server was never started."""
    made = Spawner(WorkerConfig(), lambda: None)
    made.current = ForkServerProcess(made, WorkerConfig())
    return made


def make_workers(spawner: Spawner, *submitted: int) -> tuple[IdleWorkers, list[WorkerProcess]]:
    """Make idle workers of the current server that have been given so many jobs each."""
    idle = IdleWorkers(spawner, MOST, Silent())
    assert spawner.current is not None
    workers = [WorkerProcess(Silent(), spawner.current) for _ in submitted]
    for worker, jobs in zip(workers, submitted, strict=True):
        worker.submitted = jobs
        assert idle.add(worker)
    return idle, workers


def test_a_worker_of_an_older_server_is_not_kept(spawner: Spawner) -> None:
    """What it has loaded is not what is served now, or not as fast."""
    idle, (worker,) = make_workers(spawner, 0)
    spawner.current = ForkServerProcess(spawner, WorkerConfig())
    idle.ready.remove(worker)
    assert not idle.add(worker)
    assert worker.killed_for == "replaced"
    idle.close()
    assert not idle.add(WorkerProcess(Silent(), spawner.current))
    assert not idle.ready


def test_workers_stay_where_there_is_no_newer_server(spawner: Spawner) -> None:
    """Their server has ended, and nobody can make others yet."""
    idle, (worker,) = make_workers(spawner, 0)
    spawner.current = None
    idle.ready.remove(worker)
    assert idle.add(worker)
    assert not worker.killed_for


def test_workers_with_little_to_do_are_ended(spawner: Spawner) -> None:
    """A new one has time until the next look; one that is busy keeps its place."""
    idle, (busy, lazy, other) = make_workers(spawner, 100, 3, 0)
    idle.retire(busy=1)
    assert idle.ready == [busy, lazy, other]
    busy.submitted += 100
    idle.retire(busy=1)
    assert idle.ready == [busy]
    assert (lazy.killed_for, other.killed_for) == ("retired", "retired")


@pytest.mark.parametrize(("busy", "kept"), [(0, 1), (1, 0)])
def test_one_is_kept_where_no_other_is_at_work(spawner: Spawner, busy: int, kept: int) -> None:
    """The next query finds a worker; it is the one that has done most."""
    idle, workers = make_workers(spawner, 5, 9, 7)
    idle.retire(busy)
    idle.retire(busy)
    assert idle.ready == [workers[1]][:kept]


@pytest.mark.parametrize(
    ("demand", "made"), [((0, 0), 1), ((1, 0), 0), ((1, 1), 1), ((1, 9), 2), ((3, 9), 0)]
)
def test_workers_are_made_while_jobs_wait(
    spawner: Spawner, demand: tuple[int, int], made: int
) -> None:
    """One at least, and never more than there are places."""

    async def play() -> int:
        idle = IdleWorkers(spawner, MOST, Silent())
        idle.fill(Demand(*demand))
        starting = len(idle.starting)
        await asyncio.gather(*idle._tasks)
        idle.fill(Demand(*demand))
        assert len(idle.starting) == starting
        return starting

    assert asyncio.run(play()) == made


def test_the_one_that_has_done_most_is_taken(spawner: Spawner) -> None:
    """So the others go idle; none is taken where the quick lane is full."""

    async def play() -> None:
        idle, workers = make_workers(spawner, 5, 9, 7)
        pairs = [socket.socketpair() for _ in workers[:2]]
        loop = asyncio.get_running_loop()
        for worker, (ours, _) in zip(workers, pairs, strict=False):
            ours.setblocking(False)  # noqa: FBT003 - that is its only parameter
            await loop.create_connection(lambda worker=worker: worker, sock=ours)
        assert idle.take(busy=MOST) is None
        assert idle.take(busy=0) is workers[1]
        assert idle.take(busy=1) is workers[0]
        assert idle.take(busy=2) is None
        for worker, (_, theirs) in zip(workers, pairs, strict=False):
            theirs.close()
            assert worker._transport is not None
            worker._transport.close()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(play())
