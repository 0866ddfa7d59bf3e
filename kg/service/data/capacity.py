"""What the machine allows: data held in memory, and connections open at once."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

from kg.errors import KgError

BYTES_A_QUAD = 420
"""What the engine's store in memory takes for one quad of the benchmark's data, terms included."""
COPIES = 4
"""The clean copy, and what some workers make their own of it as they read: the engine counts uses
in the data themselves."""
SHARE = 0.5
FILES_KEPT = 48
"""Files the server itself has open at most: listener, log, loop, fork servers, pages being read."""
FILES_A_WORKER = 2
"""While newer data take over there are two workers for each place."""
FEWEST_CONNECTIONS = 8
CONNECTION_BYTES = 16 * 1024
CONNECTION_SHARE = 8
"""One in so many bytes of memory may go into connections that are merely open."""
OWN_GROUP = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def fits_memory(quads: int) -> bool:
    """Tell whether so many quads, held in memory, leave half of it free."""
    return quads * BYTES_A_QUAD < measure_share()


def measure_share() -> int:
    """Return the bytes that one copy of some data may take."""
    return int(measure_capacity() * SHARE) // COPIES


def measure_capacity() -> int:
    """Return the bytes of memory this process may use: the machine's, or its unit's or container's.

    Source: https://docs.kernel.org/admin-guide/cgroup-v2.html, memory.max.
    """
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([whole, *_read_limits()])


def raise_file_limit() -> int:
    """Allow as many open files as the system lets a plain user have; return how many."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def count_connections(files: int, workers: int) -> int:
    """Return how many clients may be connected where so many files may be open.

    Raise KgError where the server and its workers would need nearly all of them.
    """
    kept = FILES_KEPT + FILES_A_WORKER * workers
    if files < kept + FEWEST_CONNECTIONS:
        raise KgError(
            f"only {files} files may be open here, too few to serve; "
            f"allow more first, as with 'ulimit -n {4 * kept}'"
        )
    return min(files - kept, measure_capacity() // CONNECTION_SHARE // CONNECTION_BYTES)


def _read_limits() -> Iterator[int]:
    """Read the limits of the control group of this process and of those around it."""
    try:
        lines = OWN_GROUP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    named = next((line[3:] for line in lines if line.startswith("0::")), "/")
    group = GROUPS / named.strip("/")
    for folder in [group, *group.parents]:
        path = folder / "memory.max"
        limit = path.read_text(encoding="ascii").strip() if path.exists() else "max"
        if limit.isdigit():
            yield int(limit)
