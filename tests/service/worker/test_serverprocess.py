from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig


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
