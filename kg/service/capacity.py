"""Whether a dataset may be held in memory, by its size and the machine's."""

from __future__ import annotations

import os
from pathlib import Path

BYTES_A_QUAD = 420
"""What the engine's store in memory takes for one quad of the benchmark's data, terms included."""
COPIES = 4
"""The clean copy, and what some workers make their own of it as they read: the engine counts uses
in the data themselves."""
SHARE = 0.5
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")


def fits_memory(quads: int) -> bool:
    """Tell whether so many quads, held in memory, leave half of it free."""
    return quads * BYTES_A_QUAD * COPIES < measure_capacity() * SHARE


def measure_capacity() -> int:
    """Return the bytes of memory this process may count on: the machine's, or its container's."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        limit = CGROUP_LIMIT.read_text(encoding="ascii").strip()
    except OSError:
        return whole
    return min(whole, int(limit)) if limit.isdigit() else whole
