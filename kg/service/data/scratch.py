"""Temporary folders that do not outlive their server by long, however it ended.

Each holds a file that its server keeps locked; the kernel lets go of the lock when the server is
gone, and the next one to start removes the folder.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "kg-serve-"
LOCK = "in-use"


class Scratch:
    """A temporary folder, ours until `discard` or the end of this process."""

    def __init__(self) -> None:
        """Make the folder and lock it."""
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._descriptor = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def discard(self) -> None:
        """Remove the folder; doing so twice does no harm."""
        if self._descriptor >= 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            os.close(self._descriptor)
            self._descriptor = -1


def remove_abandoned() -> None:
    """Remove folders of this user whose server is gone; one not locked yet has no lock file."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_symlink() or not is_abandoned(folder / LOCK):
            continue
        shutil.rmtree(folder, ignore_errors=True)


def is_abandoned(lock: Path) -> bool:
    """Tell whether a lock file is there, ours, and locked by nobody."""
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return os.fstat(descriptor).st_uid == os.getuid()
    finally:
        os.close(descriptor)
