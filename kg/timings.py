"""How long each step of a job takes, and a progress line for the person who waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Timings:
    """The steps of a job with their seconds, in order. `announce` hears each step's name."""

    announce: Callable[[str], None] | None = None
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        if self.announce is not None:
            self.announce(name)
        start = time.perf_counter()
        yield
        self.steps.append((name, time.perf_counter() - start))

    def table(self) -> str:
        """Return the steps and their sum as lines of text, in milliseconds."""
        rows = [*self.steps, ("all steps", sum(seconds for _, seconds in self.steps))]
        return "\n".join(f"{seconds * 1000:9.1f} ms  {name}" for name, seconds in rows)
