from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from kg.service.pool import spawner
from kg.service.pool.spawner import Spawner
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig
from tests.service.pool.waiting import find_children, wait_until

Change = Callable[[], Awaitable[ForkServerProcess | None]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder of a store of one triple."""
    folder = tmp_path_factory.mktemp("spawner") / "store"
    made = ox.Store(str(folder))
    made.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("o")))
    made.flush()
    return str(folder)


def play(
    config: WorkerConfig,
    act: Callable[[Spawner, Change], Awaitable[None]],
    first: Callable[[], Awaitable[ForkServerProcess]] | None = None,
) -> None:
    """Act on a spawner that has been started; `change` waits for the next current server."""
    others = find_children()

    async def run() -> None:
        changed = asyncio.Event()
        made = Spawner(config, changed.set, await first() if first else None)

        async def change() -> ForkServerProcess | None:
            await asyncio.wait_for(changed.wait(), 20)
            changed.clear()
            return made.current

        made.start()
        try:
            await act(made, change)
        finally:
            made.close()
            await wait_until(lambda: find_children() <= others)

    asyncio.run(run())


def test_the_disk_comes_first_then_memory(store: str) -> None:
    """Queries are answered at once; the server that holds the data takes over when it can."""

    async def act(made: Spawner, change: Change) -> None:
        first = await change()
        assert first is not None
        assert not first.config.in_memory
        second = await change()
        assert second is not None
        assert second.config.in_memory
        assert made.current is second

    play(WorkerConfig(store=store, in_memory=True), act)


def test_a_server_that_ends_is_replaced(store: str) -> None:
    """At once, and again first from disk."""

    async def act(_: Spawner, change: Change) -> None:
        first = await change()
        assert first is not None
        assert first._process is not None
        os.kill(first._process.pid, signal.SIGKILL)
        second = await change()
        assert second is not None
        assert second is not first

    play(WorkerConfig(store=store), act)


def test_data_that_cannot_be_held_stay_on_disk(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some tries no more are made; the server that reads from disk goes on."""
    monkeypatch.setattr(spawner, "RESTART_PAUSE", 0.01)
    started: list[ForkServerProcess] = []
    begin = ForkServerProcess.start

    def start(server: ForkServerProcess) -> None:
        started.append(server)
        begin(server)
        if server.config.in_memory and server._process is not None:
            server._process.kill()

    monkeypatch.setattr(ForkServerProcess, "start", start)

    async def act(made: Spawner, change: Change) -> None:
        first = await change()
        await wait_until(lambda: len(made._servers) == 1 and len(started) > spawner.MOST_FAILURES)
        await asyncio.sleep(0.1)
        assert len(started) == 1 + spawner.MOST_FAILURES
        assert made.current is first

    play(WorkerConfig(store=store, in_memory=True), act)


@pytest.mark.parametrize("ended", [False, True])
def test_a_server_that_holds_the_data_comes_first(
    store: str, tmp_path: Path, ended: object
) -> None:
    """When it ends, the disk takes its place: as soon as there is a store, and not before."""
    there = tmp_path / "store"
    config = WorkerConfig(store=str(there), files=["a.nq"], in_memory=True)

    async def start() -> ForkServerProcess:
        server = ForkServerProcess(None, msgspec.structs.replace(config, store=store))
        server.start()
        await server.decided.wait()
        assert server.ready
        if ended:
            server.stop()
        return server

    async def act(made: Spawner, change: Change) -> None:
        if not ended:
            first = await change()
            assert first is not None
            assert made.reads_from == "memory"
            assert first._process is not None
            os.kill(first._process.pid, signal.SIGKILL)
            await wait_until(lambda: made.current is None)
        await asyncio.sleep(0.1)
        assert not made._servers
        shutil.copytree(store, there)
        second = await change()
        assert second is not None
        assert not second.config.in_memory
        third = await change()
        assert third is not None
        assert made.reads_from == "memory"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spawner, "RESTART_PAUSE", 0.01)
        play(config, act, start)
