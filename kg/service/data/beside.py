"""A module run as a process beside the server, which ends with the one who waits for it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

NICEST = 19


class Ended(NamedTuple):
    """How a process ended, and what it wrote."""

    status: int
    output: bytes
    errors: bytes


async def run_beside(module: str, words: Sequence[str], *, idly: bool = False) -> Ended:
    """Run a module with some words; `idly` it takes no time that anybody else wants.

    Killed when whoever waits is cancelled; then it has ended before this does.
    """
    process = _start(module, words)
    # In a thread: asyncio's own processes never end where they are given up as they start.
    ended = asyncio.get_running_loop().run_in_executor(None, process.communicate)
    if idly:
        with suppress(ProcessLookupError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, process.pid, NICEST)
    try:
        output, errors = await asyncio.shield(ended)
    except asyncio.CancelledError:
        process.kill()
        await ended
        raise
    return Ended(process.returncode, output, errors)


def _start(module: str, words: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, in a millisecond
        [sys.executable, "-m", module, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
