from __future__ import annotations

import asyncio
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
