"""The framework is loaded while queries are answered already."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.service.front import wait_for
from kg.service.http.requests import Application, Receive, Scope, Send

pytestmark = pytest.mark.slow


def test_who_asks_waits_for_the_framework() -> None:
    """Nothing is refused because it is not there yet."""
    asyncio.run(_ask_too_early())


async def _ask_too_early() -> None:
    loading: asyncio.Future[Application] = asyncio.get_running_loop().create_future()
    asked: list[str] = []

    async def framework(scope: Scope, _receive: Receive, _send: Send) -> None:
        asked.append(scope["path"])

    def ask(path: str) -> asyncio.Task[None]:
        call = wait_for(loading)({"path": path}, _nothing, _nothing)  # type: ignore[arg-type]
        return asyncio.ensure_future(call)

    gone, patient = ask("/gone"), ask("/openapi.json")
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    loading.set_result(framework)
    await patient
    assert asked == ["/openapi.json"]


async def _nothing() -> None:
    raise AssertionError


def test_a_framework_that_cannot_be_loaded_stops_the_server(tmp_path: Path) -> None:
    """Half a service would tell nobody what is wrong with it."""
    broken = tmp_path / "broken" / "fastapi.py"
    broken.parent.mkdir()
    broken.write_text("raise ImportError('this one is broken')\n", encoding="utf-8")
    data = tmp_path / "a.nt"
    data.write_text("<x:s> <x:p> <x:o> .\n", encoding="utf-8")
    paths = os.pathsep.join([str(broken.parent), *filter(None, sys.path)])
    ended = subprocess.run(
        [sys.executable, "-m", "kg", "serve", "--dataset", data, "--port", "0", "--log", ""],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "this one is broken" in ended.stderr
