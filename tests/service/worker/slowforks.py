"""A fork server that takes its time between the two forks of a worker, so that it may end there."""

from __future__ import annotations

import os
import sys
import time

from kg.service.worker.forkserver import main

SECONDS = 0.3
_fork = os.fork


def fork_slowly() -> int:
    """Fork; the new process sleeps before it goes on."""
    process = _fork()
    if not process:
        time.sleep(SECONDS)
    return process


if __name__ == "__main__":
    os.fork = fork_slowly
    sys.exit(main(sys.argv[1:]))
