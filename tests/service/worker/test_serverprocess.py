from __future__ import annotations

import asyncio
import os
import signal
import socket
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.worker.sandbox import adopt_orphans
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import NUMBER, SIZES, WorkerConfig
from tests.service.pool.waiting import find_children
from tests.service.worker.slowforks import SECONDS

pytestmark = pytest.mark.slow


def test_what_only_workers_import_is_kept_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each of them would be compiled at each start, for the front never imports it."""
    kept = tmp_path / "kept"
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(kept))
    ox.Store(str(tmp_path / "store")).flush()

    async def play() -> None:
        server = ForkServerProcess(None, WorkerConfig(store=str(tmp_path / "store")))
        server.start()
        await asyncio.wait_for(server.decided.wait(), 20)
        assert server.ready
        server.stop()
        await server.wait()

    asyncio.run(play())
    assert [*kept.rglob("kg/service/worker/local.*.pyc")]


def test_settings_of_any_length_reach_the_server(tmp_path: Path) -> None:
    """Those of a collection of a thousand reviews are longer than an argument may be."""
    ox.Store(str(tmp_path / "store")).flush()
    graphs = [f"https://example.org/reviews/{number}/graph/review" for number in range(5000)]
    config = WorkerConfig(store=str(tmp_path / "store"), graphs=graphs, memory=1 << 30)

    async def play() -> None:
        server = ForkServerProcess(None, config)
        server.start()
        await asyncio.wait_for(server.decided.wait(), 20)
        assert server.ready
        ours, theirs = socket.socketpair()
        with ours, theirs:
            server.make_worker(theirs)
            ours.settimeout(20)
            assert await asyncio.to_thread(ours.recv, 1)
        server.stop()
        await server.wait()

    asyncio.run(play())


def test_a_server_that_ends_before_it_reads_its_settings_is_told(tmp_path: Path) -> None:
    """Nothing waits for it: its end is heard."""
    config = WorkerConfig(store=str(tmp_path), graphs=["https://example.org/"] * 50_000)

    async def play() -> None:
        server = ForkServerProcess(None, config, "kg.none")
        server.start()
        await asyncio.wait_for(server.decided.wait(), 20)
        assert not server.ready
        await server.wait()

    asyncio.run(play())


def end_worker(channel: socket.socket) -> None:
    """End the worker that talks over a socket, and read its status, if one was made."""
    channel.settimeout(20)
    said = channel.recv(SIZES.size + NUMBER.size, socket.MSG_WAITALL)
    if said:
        (worker,) = NUMBER.unpack(said[SIZES.size :])
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def test_one_that_ends_while_it_makes_a_worker_leaves_nobody_behind() -> None:
    """A worker is made by two forks; killed between them it left a process that nobody knew."""
    adopt_orphans()  # as the service does
    others = find_children()

    async def play() -> None:
        config = WorkerConfig(engine="http://127.0.0.1:9/")
        server = ForkServerProcess(None, config, "tests.service.worker.slowforks")
        server.start()
        await asyncio.wait_for(server.decided.wait(), 20)
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                server.make_worker(theirs)
            await asyncio.sleep(SECONDS / 2)
            server.stop()
            await asyncio.to_thread(end_worker, ours)
        await server.wait()

    asyncio.run(play())
    assert find_children() <= others


def test_one_that_is_killed_while_it_loads_leaves_nobody_behind(tmp_path: Path) -> None:
    """The process that reads for it becomes ours, and nobody else knows of it to wait for it."""
    adopt_orphans()  # as the service does
    others = find_children()
    store = ox.Store(str(tmp_path / "store"))
    one = ox.NamedNode("https://example.org/a")
    store.extend(ox.Quad(one, one, ox.Literal(number)) for number in range(300_000))
    store.flush()
    del store

    async def play() -> None:
        config = WorkerConfig(store=str(tmp_path / "store"), in_memory=True)
        server = ForkServerProcess(None, config)
        server.start()
        process = server._process
        assert process is not None
        while not find_children(process.pid):
            await asyncio.sleep(0.001)
            assert not server.decided.is_set()
        process.send_signal(signal.SIGKILL)
        await asyncio.wait_for(server.decided.wait(), 20)
        for _ in range(200):
            if find_children() <= others:
                break
            await asyncio.sleep(0.02)

    asyncio.run(play())
    assert find_children() <= others


def test_one_that_does_not_end_by_itself_is_killed() -> None:
    """Here it is stopped, so that it does not hear that it has no more to do."""

    async def play() -> None:
        server = ForkServerProcess(None, WorkerConfig(engine="http://127.0.0.1:9/"))
        server.start()
        await asyncio.wait_for(server.decided.wait(), 20)
        process = server._process
        assert process is not None
        process.send_signal(signal.SIGSTOP)
        server.stop()
        await asyncio.wait_for(server.wait(), 20)
        assert process.returncode == -signal.SIGKILL

    asyncio.run(play())
