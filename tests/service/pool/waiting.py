"""Waiting for what nobody tells: the end of processes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path


def find_children(process: int = 0) -> set[str]:
    """Return the process ids of what a process, or this one, has started and not reaped."""
    process = process or os.getpid()
    return set(Path(f"/proc/{process}/task/{process}/children").read_text().split())


async def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what nobody tells."""
    while not condition():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
