"""The pool: queries wait here for a worker, run with a deadline, and are ended when it passes.

Every query starts in the quick lane.  One that takes long moves to the slow lane: its worker goes
on at low priority while a spare one takes its place, so that long queries do not hold up short
ones.  A worker that ran a long query, or grew, is replaced.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.service.engine_process import EngineProcess
from kg.service.limits import MIB, Limits
from kg.service.problems import ProblemError
from kg.service.wire import Job, Outcome, WorkerConfig

SPARES = 1
LARGEST_AT_REST = 160 * MIB
RETRY_AFTER = b"2"
RESTART_PAUSE = 1.0
KILLED = -9
MOST_ATTEMPTS = 4


@dataclass(eq=False, slots=True)
class Ticket:
    """A job on its way through the pool."""

    job: Job
    answer: asyncio.Future[tuple[Outcome, bytes]]
    attempts: int = 0
    process: EngineProcess | None = None
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


class Pool:
    """Worker processes on one dataset."""

    def __init__(self, config: WorkerConfig, limits: Limits) -> None:
        """Take what workers need to know, and the limits."""
        self.deaths: Counter[str] = Counter()
        self.outcomes = 0
        self._config = config
        self._limits = limits
        self._idle: list[EngineProcess] = []
        self._starting: set[EngineProcess] = set()
        self._running: dict[EngineProcess, Ticket] = {}
        self._waiting: deque[Ticket] = deque()
        self._slow = 0
        self._closed = False
        self._first_ready = asyncio.Event()
        self._ended = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers and wait for the first one."""
        self._fill()
        await self._first_ready.wait()

    def submit(self, job: Job) -> Ticket:
        """Take a job in; its ticket's `answer` will hold outcome and body, or a ProblemError."""
        ticket = Ticket(job, asyncio.get_running_loop().create_future())
        process = self._take_idle()
        if process is not None:
            self._assign(process, ticket)
        elif len(self._waiting) >= self._limits.queue:
            self.deaths["refused"] += 1
            ticket.fail(_refuse("overload", "The queue is full."))
        else:
            self._waiting.append(ticket)
            ticket.arm(self._limits.queue_wait, self._give_up)
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """Stop a job nobody waits for any more."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        ticket.fail(_refuse("overload", "The request was withdrawn."))
        if ticket.process is not None:
            ticket.process.kill("withdrawn")

    async def close(self) -> None:
        """Let running jobs end, then end the workers."""
        while self._running or self._waiting:
            self._ended.clear()
            await self._ended.wait()
        self._closed = True
        for process in [*self._idle, *self._starting]:
            process.kill("closed")

    def abandon(self) -> None:
        """End all workers at once."""
        self._closed = True
        for process in [*self._idle, *self._starting, *self._running]:
            process.kill("closed")

    def count_states(self) -> dict[str, int]:
        """Count workers by what they do, and jobs that wait."""
        return {
            "idle": len(self._idle),
            "starting": len(self._starting),
            "quick": len(self._running) - self._slow,
            "slow": self._slow,
            "waiting": len(self._waiting),
        }

    def on_ready(self, process: EngineProcess) -> None:
        """Take a new worker in."""
        self._starting.discard(process)
        if self._closed:
            process.kill("closed")
            return
        self._idle.append(process)
        self._first_ready.set()
        self._dispatch()

    def on_outcome(self, process: EngineProcess, outcome: Outcome, body: bytes) -> None:
        """Give a job's outcome to who waits, and the worker its next job."""
        ticket = self._running.pop(process, None)
        self.outcomes += 1
        if process.slow:
            self._slow -= 1
            process.kill("replaced")
        elif outcome.resident > LARGEST_AT_REST:
            process.kill("replaced")
            self._fill()
        elif not self._closed and not process.killed_for:
            self._idle.append(process)
        if ticket is not None:
            ticket.settle(outcome, body)
        self._dispatch()
        self._ended.set()

    def on_death(self, process: EngineProcess, code: int) -> None:
        """Bury a worker; what it was at is tried once more if it was killed from outside."""
        self.deaths[process.killed_for or ("killed" if code == KILLED else "crashed")] += 1
        was_starting = process in self._starting
        self._starting.discard(process)
        if process in self._idle:
            self._idle.remove(process)
        ticket = self._running.pop(process, None)
        if ticket is not None:
            self._slow -= process.slow
            self._mourn(ticket, process, code)
        if was_starting and not self._closed:
            asyncio.get_running_loop().call_later(RESTART_PAUSE, self._fill)
        else:
            self._fill()
        self._dispatch()
        self._ended.set()

    def _mourn(self, ticket: Ticket, process: EngineProcess, code: int) -> None:
        if process.killed_for:
            return
        if code == KILLED and ticket.attempts < MOST_ATTEMPTS and not process.slow:
            self._waiting.appendleft(ticket)
            ticket.process = None
            ticket.arm(self._limits.queue_wait, self._give_up)
            return
        ticket.fail(
            ProblemError("too-costly", "Evaluating the query used up its memory, stack or time.")
        )

    def _has_quick_place(self) -> bool:
        return len(self._running) - self._slow < self._limits.workers

    def _dispatch(self) -> None:
        while self._waiting and (process := self._take_idle()) is not None:
            self._assign(process, self._waiting.popleft())

    def _take_idle(self) -> EngineProcess | None:
        """Take a worker for a job, if one is idle and the quick lane has a place."""
        if not self._has_quick_place():
            return None
        while self._idle:
            process = self._idle.pop()
            if process.connected:
                return process
        return None

    def _assign(self, process: EngineProcess, ticket: Ticket) -> None:
        ticket.attempts += 1
        ticket.process = process
        self._running[process] = ticket
        ticket.arm(min(self._limits.quick, ticket.job.deadline), self._look_after)
        process.submit(ticket.job)

    def _look_after(self, ticket: Ticket) -> None:
        """Move a job to the slow lane, or end it when its deadline has passed."""
        process = ticket.process
        if process is None:
            return
        left = ticket.job.deadline - self._limits.quick
        if process.slow or left <= 0:
            self._end(ticket, ProblemError("timeout", f"The limit is {ticket.job.deadline:g} s."))
        elif self._slow >= self._limits.slow:
            self._end(ticket, _refuse("overload-slow", "The slow lane is full."))
        else:
            process.slow_down()
            self._slow += 1
            ticket.arm(left, self._look_after)
            for call in ticket.on_slow:
                call()
            self._fill()
            self._dispatch()

    def _end(self, ticket: Ticket, problem: ProblemError) -> None:
        ticket.fail(problem)
        if ticket.process is not None:
            ticket.process.kill(problem.slug)

    def _give_up(self, ticket: Ticket) -> None:
        if ticket in self._waiting:
            self._waiting.remove(ticket)
            ticket.fail(_refuse("overload", "No worker became free in time."))

    def _fill(self) -> None:
        """Start workers until the quick lane and the spares are complete."""
        quick = len(self._running) - self._slow
        present = len(self._idle) + len(self._starting) + quick
        for _ in range(0 if self._closed else self._limits.workers + SPARES - present):
            process = EngineProcess(self)
            self._starting.add(process)
            task = asyncio.get_running_loop().create_task(process.start(self._config))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


def _refuse(slug: str, detail: str) -> ProblemError:
    return ProblemError(slug, detail).with_header(b"retry-after", RETRY_AFTER)
