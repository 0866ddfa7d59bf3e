"""What takes long to make and is only looked at is made once a run, not once a worker."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that all workers of a run share; the first that comes makes it.

    The others wait for it. Where making fails, the next worker tries again and fails by itself.
    """
    own = factory.getbasetemp()
    # Below the folder of the run each worker of pytest-xdist has one of its own.
    top = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = top / name
    with (top / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = factory.mktemp(name)
            make(part)
            part.rename(folder)
    return folder
