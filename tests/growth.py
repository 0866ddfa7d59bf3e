"""How the time of work grows with its size: seconds are a machine's, their ratio is the work's."""

from __future__ import annotations

import time
from collections.abc import Callable

_LONGER = 4
_MOST = 8  # Even growth makes it 4, and growth with the square 16.
_TRIES = 3  # What else runs on the machine makes one time longer than another.


def spend(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def grows_evenly(
    work: Callable[[int], object], most: int, besides: Callable[[], object] = dict
) -> bool:
    """Say whether work of a size takes no longer, for what it is, than work of a quarter of it.

    What some ordinary work `besides` takes may be added: what is over at once shows no growth.
    """
    return any(
        spend(lambda: work(most)) < _MOST * spend(lambda: work(most // _LONGER)) + spend(besides)
        for _ in range(_TRIES)
    )
