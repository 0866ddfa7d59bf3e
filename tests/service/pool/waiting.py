"""Waiting for what nobody tells: the end of processes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path


def find_children() -> set[str]:
    """Return the process ids of what this process has started and not reaped."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


async def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what nobody tells."""
    while not condition():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
