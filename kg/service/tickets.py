"""Jobs on their way through the pool, each with who waits for it and a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.service.engine_process import EngineProcess
from kg.service.problems import ProblemError
from kg.service.wire import Job, Outcome


@dataclass(eq=False, slots=True)
class Ticket:
    """A job on its way through the pool; `process` is where it was given to, if anywhere."""

    job: Job
    answer: asyncio.Future[tuple[Outcome, bytes]]
    attempts: int = 0
    process: EngineProcess | None = None
    number: int = 0
    """Its number among the jobs of that process."""
    recalled: bool = False
    """Whether it was taken back once from behind a long job."""
    timer: asyncio.TimerHandle | None = None
    on_slow: list[Callable[[], None]] = field(default_factory=list)

    def settle(self, outcome: Outcome, body: bytes) -> None:
        """Give the answer, unless nobody waits for it any more."""
        self._stop_timer()
        if not self.answer.done():
            self.answer.set_result((outcome, body))

    def fail(self, problem: ProblemError) -> None:
        """Give a problem for an answer."""
        self._stop_timer()
        if not self.answer.done():
            self.answer.set_exception(problem)

    def arm(self, seconds: float, action: Callable[[Ticket], None]) -> None:
        """Have an action taken later, instead of the one that was to be taken."""
        self._stop_timer()
        self.timer = self.answer.get_loop().call_later(seconds, action, self)

    def _stop_timer(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
