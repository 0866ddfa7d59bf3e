from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from kg.service.data.beside import NICEST, run_beside

SAYS = "import os, sys\nprint(os.nice(0), *sys.argv[1:], flush=True)\n"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a module that says its priority and its words, and waits to be told."""
    (tmp_path / "saying.py").write_text(
        f"import time\ntime.sleep(0.3)\n{SAYS}sys.exit(len(sys.argv))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    return "saying"


@pytest.mark.parametrize("idly", [False, True])
def test_a_process_says_how_it_ended(module: str, *, idly: bool) -> None:
    """Idly it has the lowest priority by the time it works; else that of who starts it."""
    ended = asyncio.run(run_beside(module, ["a", "b"], idly=idly))
    assert ended == (3, f"{NICEST if idly else os.nice(0)} a b\n".encode(), b"")


@pytest.mark.parametrize("after", [0, 0.1], ids=["at-once", "later"])
def test_what_is_given_up_has_ended_before_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: float
) -> None:
    """Also as it starts, when asyncio's own processes would be waited for without end."""
    (tmp_path / "waiting.py").write_text("import time\ntime.sleep(300)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    begun: list[asyncio.Task[object]] = []

    async def begin() -> None:
        begun.append(asyncio.create_task(run_beside("waiting", [])))
        await asyncio.sleep(after)

    asyncio.run(asyncio.wait_for(begin(), 60))
    assert begun[0].cancelled()
