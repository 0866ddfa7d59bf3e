"""Whether a dataset may be held in memory, by its size and the machine's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

BYTES_A_QUAD = 420
"""What the engine's store in memory takes for one quad of the benchmark's data, terms included."""
COPIES = 4
"""The clean copy, and what some workers make their own of it as they read: the engine counts uses
in the data themselves."""
SHARE = 0.5
OWN_GROUP = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def fits_memory(quads: int) -> bool:
    """Tell whether so many quads, held in memory, leave half of it free."""
    return quads * BYTES_A_QUAD * COPIES < measure_capacity() * SHARE


def measure_capacity() -> int:
    """Return the bytes of memory this process may use: the machine's, or its unit's or container's.

    Source: https://docs.kernel.org/admin-guide/cgroup-v2.html, memory.max.
    """
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([whole, *_read_limits()])


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
