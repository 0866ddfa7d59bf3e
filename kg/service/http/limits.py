"""What one query may cost: every limit of the service, with its default."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

KIB = 1024
MIB = 1024 * KIB


def count_cores() -> int:
    """Return how many cores this process may use, not how many the machine has."""
    return len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a service; times in seconds, sizes in bytes."""

    deadline: float = 10.0
    """How long a query may run; a client may lower it with `timeout=`, never raise it."""

    quick: float = 0.25
    """After this long a query leaves the quick lane and runs at low priority."""

    workers: int = field(default_factory=count_cores)
    """How many queries run at once in the quick lane."""

    slow: int = 8
    """How many long queries may run beside them."""

    queue: int = 128
    """How many queries may wait for a worker."""

    queue_wait: float = 15.0
    """How long one may wait."""

    memory: int = 512 * MIB
    """What a worker may allocate beyond what it holds at rest."""

    rows: int = 1_000_000
    """Rows, or triples, in one answer."""

    table_rows: int = 10_000
    """Rows in one HTML, Markdown or .xlsx table."""

    result_bytes: int = 64 * MIB
    """Size of one answer before compression."""

    query_bytes: int = 64 * KIB
    """Size of a query, decoded, in UTF-8."""

    body_bytes: int = 256 * KIB
    """Size of a request body: a query may grow threefold in percent escapes."""

    body_wait: float = 10.0
    """How long a client may take to send a body, or to accept one more piece of an answer."""

    depth: int = 128
    """Brackets of a query open at once."""

    patterns: int = 300
    """Triple patterns and steps of paths in a query, counted by their separators."""

    cache_bytes: int = 8 * MIB
    """Size of the cache of answers."""

    outgoing_bytes: int = 512 * MIB
    """Answers waiting to be taken by clients, all together."""

    connections: int = 4000
    """Connections open at once, a quarter of them to be told that there are too many."""
