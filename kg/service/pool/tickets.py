"""Jobs on their way through the pool, each with who waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.service.http.problems import ProblemError
from kg.service.pool.worker_process import WorkerProcess
from kg.service.worker.wire import Job, Outcome


@dataclass(eq=False, slots=True)
class Ticket:
    """A job on its way through the pool; `process` is where it was given to, if anywhere.

    It is awaited by its `answer`: outcome and body, or the ProblemError that is raised instead.
    """

    job: Job
    answer: asyncio.Future[tuple[Outcome, bytes]]
    since: float = 0.0
    """When it came in, by the loop's clock."""
    attempts: int = 0
    process: WorkerProcess | None = None
    number: int = 0
    """Its number among the jobs of that process."""
    recalled: bool = False
    """Whether it was taken back once from behind a long job."""
    waiting: int = 0
    """How many requests wait for its answer."""
    slow: bool = False
    """Whether it has turned out to be long."""
    on_slow: list[Callable[[], None]] = field(default_factory=list)

    def slow_down(self) -> None:
        """Learn that it is long; tell who waits: now it pays to notice clients that hang up."""
        self.slow = True
        for call in self.on_slow:
            call()

    def settle(self, outcome: Outcome, body: bytes) -> None:
        """Give the answer, unless nobody waits for it any more."""
        if not self.answer.done():
            self.answer.set_result((outcome, body))

    def fail(self, problem: ProblemError) -> None:
        """Give a problem for an answer."""
        if not self.answer.done():
            self.answer.set_exception(problem)
