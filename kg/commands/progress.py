"""What a person sees while waiting: a moving line on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kg.timings import Timings


@contextmanager
def progress_line() -> Iterator[Timings]:
    """Give timings whose steps show on a terminal as a status line with a spinner."""
    if not sys.stderr.isatty():
        yield Timings()
        return
    from rich.console import Console  # noqa: PLC0415 - heavy, and of use on a terminal only

    console = Console(stderr=True)
    with console.status("starting") as status:
        yield Timings(announce=status.update)
