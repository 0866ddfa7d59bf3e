"""The pool: queries wait here for a worker, run with a deadline, and are ended when it passes.

Every query starts in the quick lane.  One that takes long moves to the slow lane: its worker goes
on at low priority while a spare one takes its place, so that long queries do not hold up short
ones.  A worker that ran a long query, or grew, is replaced.

A busy worker is given its next job while it is still at one, so that it need not sleep in between;
should that one be long, the next job is taken back.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from kg.service.engine_process import EngineProcess
from kg.service.limits import MIB, Limits
from kg.service.problems import ProblemError
from kg.service.tickets import Ticket
from kg.service.wire import Job, Outcome, WorkerConfig

SPARES = 1
LARGEST_AT_REST = 160 * MIB
RETRY_AFTER = b"2"
RESTART_PAUSE = 1.0
RECALL_PAUSE = 0.01
KILLED = -9
MOST_ATTEMPTS = 4


class Pool:
    """Worker processes on one dataset."""

    def __init__(self, config: WorkerConfig, limits: Limits) -> None:
        """Take what workers need to know, and the limits."""
        self.deaths: Counter[str] = Counter()
        self._config = config
        self._limits = limits
        self._idle: list[EngineProcess] = []
        self._starting: set[EngineProcess] = set()
        self._running: dict[EngineProcess, deque[Ticket]] = {}
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
        if len(self._waiting) >= self._limits.queue:
            ticket.fail(refuse("overload", "The queue is full."))
            return ticket
        self._waiting.append(ticket)
        self._dispatch()
        if ticket.process is None:
            ticket.arm(self._limits.queue_wait, self._give_up)
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """Stop a job nobody waits for any more."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        ticket.fail(refuse("overload", "The request was withdrawn."))
        process = ticket.process
        if process is not None and self._running.get(process, deque([None]))[0] is ticket:
            process.kill("withdrawn")

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
        jobs = self._running[process]
        ticket = jobs.popleft()
        grown = outcome.resident > LARGEST_AT_REST
        if process.slow or grown:
            # What it was given beyond this job is found, and done elsewhere, when it is dead.
            process.kill("replaced")
        elif jobs:
            self._begin(process, jobs[0])
        else:
            del self._running[process]
            self._rest(process)
        if ticket.process is process:
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
        jobs = self._running.pop(process, deque())
        self._slow -= process.slow
        for place, ticket in reversed(list(enumerate(jobs))):
            if ticket.process is process:
                self._mourn(ticket, process, code, begun=place == 0)
        if was_starting and not self._closed:
            asyncio.get_running_loop().call_later(RESTART_PAUSE, self._fill)
        else:
            self._fill()
        self._dispatch()
        self._ended.set()

    def _mourn(self, ticket: Ticket, process: EngineProcess, code: int, *, begun: bool) -> None:
        """Do a dead worker's job again, or tell why not."""
        innocent = not begun or process.killed_for == "replaced"
        ticket.attempts -= innocent
        outside = code == KILLED and not process.killed_for
        most = MOST_ATTEMPTS // 2 if process.slow else MOST_ATTEMPTS
        if innocent or (outside and ticket.attempts < most):
            self._take_back(ticket)
        elif not process.killed_for:
            detail = "Evaluating the query used up its memory, stack or time."
            ticket.fail(ProblemError("too-costly", detail))

    def _begin(self, process: EngineProcess, ticket: Ticket) -> None:
        """Start the clock of a job that its worker now begins."""
        if ticket.process is process:
            ticket.arm(min(self._limits.quick, ticket.job.deadline), self._look_after)
        else:
            # Taken back, but perhaps too late: the worker may be at it for nobody.
            loop = asyncio.get_running_loop()
            loop.call_later(self._limits.quick, self._end_phantom, process, ticket)

    def _end_phantom(self, process: EngineProcess, ticket: Ticket) -> None:
        jobs = self._running.get(process)
        if jobs and jobs[0] is ticket:
            process.kill("replaced")

    def _rest(self, process: EngineProcess) -> None:
        if not self._closed and not process.killed_for:
            self._idle.append(process)

    def _has_quick_place(self) -> bool:
        return len(self._running) - self._slow < self._limits.workers

    def _dispatch(self) -> None:
        """Give waiting jobs to idle workers, then one more to each busy one."""
        while self._waiting and (process := self._take_idle()) is not None:
            ticket = self._waiting.popleft()
            self._running[process] = deque()
            self._give(process, ticket)
            self._begin(process, ticket)
        for process, jobs in self._running.items():
            if not self._waiting or self._waiting[0].recalled:
                break
            if len(jobs) == 1 and not process.slow and not process.killed_for:
                ticket = self._waiting.popleft()
                self._give(process, ticket)
                ticket.arm(RECALL_PAUSE, self._recall)

    def _give(self, process: EngineProcess, ticket: Ticket) -> None:
        ticket.attempts += 1
        ticket.process = process
        self._running[process].append(ticket)
        ticket.number = process.submit(ticket.job)

    def _take_idle(self) -> EngineProcess | None:
        """Take a worker for a job, if one is idle and the quick lane has a place."""
        if not self._has_quick_place():
            return None
        while self._idle:
            process = self._idle.pop()
            if process.connected:
                return process
        return None

    def _take_back(self, ticket: Ticket) -> None:
        """Let a job wait again, before all others."""
        ticket.process = None
        ticket.recalled = True
        self._waiting.appendleft(ticket)
        ticket.arm(self._limits.queue_wait, self._give_up)

    def _recall(self, ticket: Ticket) -> None:
        """Take a job back from behind one that turns out to be long."""
        if ticket.process is not None:
            ticket.process.withdraw(ticket.number)
            self._take_back(ticket)
            self._dispatch()

    def _look_after(self, ticket: Ticket) -> None:
        """Move a job to the slow lane, or end it when its deadline has passed."""
        process = ticket.process
        if process is None or ticket not in self._running.get(process, ()):
            return
        left = ticket.job.deadline - self._limits.quick
        if process.slow or left <= 0:
            self._end(ticket, ProblemError("timeout", f"The limit is {ticket.job.deadline:g} s."))
        elif self._slow >= self._limits.slow:
            self._end(ticket, refuse("overload-slow", "The slow lane is full."))
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
            ticket.fail(refuse("overload", "No worker became free in time."))

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


def refuse(slug: str, detail: str) -> ProblemError:
    """Make a refusal that tells when to come again."""
    return ProblemError(slug, detail).with_header(b"retry-after", RETRY_AFTER)
