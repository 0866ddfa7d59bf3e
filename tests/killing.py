"""Commands that are killed: each is a fork of a process that has imported what it needs already.

So a command that is killed costs its own work and no imports, and is a process like any other: it
leads its session, and what kills it is the SIGKILL of the system.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from kg.__main__ import main
from tests.faults.sitecustomize import stop_at

KILLED = -9
LONGEST = 120.0
_NEEDED = (
    "pytest",  # the fork looks at what the main module is
    "tests.killing",
    "kg.collection.site.building",
    "kg.commands.collect",
    "kg.commands.progress",
)


def _obey(words: Sequence[str], said: Path, number: int) -> int:
    os.setsid()
    with said.open("wb") as sink:
        for stream in (1, 2):
            os.dup2(sink.fileno(), stream)
    if number:
        stop_at("leader", "any", number, "KILL")
    raise SystemExit(main(words))


def _start(words: Sequence[object], said: Path, number: int = 0) -> ForkServerProcess:
    context = get_context("forkserver")
    context.set_forkserver_preload([*_NEEDED])
    process = context.Process(target=_obey, args=([str(word) for word in words], said, number))
    process.start()
    return process


def _end(process: ForkServerProcess, said: Path) -> bool:
    said.touch()
    process.join(LONGEST)
    assert process.exitcode in {0, KILLED}, said.read_text(encoding="utf-8", errors="replace")
    return process.exitcode == KILLED


def kill_before(number: int, words: Sequence[object], said: Path) -> bool:
    """Run `kg` with words, to be killed before the change to folders and links of that number.

    Returns whether it was; it ends by itself where it does less. What it says goes to a file.
    """
    return _end(_start(words, said, number), said)


def kill_after(seconds: float, words: Sequence[object], said: Path) -> bool:
    """Run `kg` with words, and kill it after so long; return whether it had not ended before."""
    process = _start(words, said)
    process.join(seconds)
    process.kill()
    return _end(process, said)
