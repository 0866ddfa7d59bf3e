"""The pool: queries wait here for a worker, run with a deadline, and are ended when it passes.

Every query starts in the quick lane.  One that takes long moves to the slow lane: its worker goes
on at low priority while another takes its place, so that long queries do not hold up short ones.
A worker that ran a long query, or grew, is replaced.

Few workers are kept busy rather than many: one that need not sleep between two jobs does them at
less cost, and a dataset in memory is shared between workers only until they touch it.  So a worker
is given as many jobs ahead as it should be done with in a moment; when one turns out to be long,
those behind it are taken back.  More workers are made while jobs wait, and ended when idle.

Orders go down, from the pool to the idle workers, the spawner and the processes; only what happens
comes up, told by the event loop (`on_ready`, `on_outcome`, `on_exit`).  The pool decides it all.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from kg.errors import KgError
from kg.service.http.limits import MIB, Limits
from kg.service.http.problems import ProblemError
from kg.service.pool.idle_workers import Demand, IdleWorkers, find_busiest
from kg.service.pool.pace import Pace
from kg.service.pool.spawner import ReadsFrom, Spawner
from kg.service.pool.tickets import Ticket
from kg.service.pool.waiting_line import WaitingLine, refuse
from kg.service.pool.worker_process import WorkerProcess
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import Job, Outcome, WorkerConfig

# What a process has freed seldom goes back to the system, so one that grew is made anew.
LARGEST_GROWTH = 128 * MIB
# Workers that cannot start are not tried in a circle that takes the whole processor.
RESTART_PAUSE = 1.0
RETIRE_PAUSE = 5.0
# Taking back costs more than it saves where a job is merely not among the shortest: with 10 ms the
# rate of light queries was a tenth lower.
RECALL_PAUSE = 0.02
KILLED = -9
# The system's killer of processes may take a worker whose job is harmless; what was being done at
# the fourth such end is not harmless.
MOST_ATTEMPTS = 4
MOST_FAILED_STARTS = 3


class Pool:
    """Worker processes on one dataset."""

    def __init__(
        self, config: WorkerConfig, limits: Limits, server: ForkServerProcess | None = None
    ) -> None:
        """Take what workers need to know, the limits, and who holds the data already, if any."""
        self.exits: Counter[str] = Counter()
        """Why workers ended."""
        self._config = config
        self._spawner = Spawner(config, self._renew, server)
        self._idle = IdleWorkers(self._spawner, limits.workers, self)
        self._limits = limits
        self._running: dict[WorkerProcess, deque[Ticket]] = {}
        self._line = WaitingLine(self, limits)
        self._slow = 0
        self._pace = Pace()
        self._closed = False
        self._failed_starts = 0
        """Workers that ended before any was ready."""
        self._first_ready = asyncio.Event()
        self._ended = asyncio.Event()

    @property
    def reads_from(self) -> ReadsFrom:
        """Where queries find the data."""
        return self._spawner.reads_from

    async def start(self) -> None:
        """Start the workers and wait for the first one; raise KgError when none can start."""
        self._spawner.start()
        self._retire()
        await self._first_ready.wait()
        if self._failed_starts:
            self.abandon()
            raise KgError(f"no worker could open {self._config.store or self._config.engine}")

    def submit(self, job: Job) -> Ticket:
        """Take a job in; its ticket's `answer` will hold outcome and body, or a ProblemError."""
        return self._line.submit(job)

    def cancel(self, ticket: Ticket) -> None:
        """Stop a job nobody waits for any more."""
        self._line.withdraw(ticket)
        process = ticket.process
        if process is not None and ticket in list(self._running.get(process, ()))[:1]:
            process.kill("withdrawn")

    async def close(self) -> None:
        """Let running jobs end, then end the workers."""
        while self._running or self._line.tickets:
            self._ended.clear()
            await self._ended.wait()
        self.abandon()

    def abandon(self) -> None:
        """End all workers at once."""
        self._closed = True
        self._spawner.close()
        self._idle.close()
        for process in self._running:
            process.kill("closed")

    def count_states(self) -> dict[str, int]:
        """Count workers by what they do, and jobs that wait."""
        return {
            "idle": len(self._idle.ready),
            "starting": len(self._idle.starting),
            "quick": self._count_busy(),
            "slow": self._slow,
            "waiting": len(self._line.tickets),
        }

    def on_ready(self, process: WorkerProcess) -> None:
        """Take a new worker in."""
        if self._idle.add(process):
            if not self._first_ready.is_set():
                self._failed_starts = 0
            self._first_ready.set()
            self.dispatch()

    def on_outcome(self, process: WorkerProcess, outcome: Outcome, body: bytes) -> None:
        """Give a job's outcome to who waits, and the worker its next job."""
        jobs = self._running[process]
        ticket = jobs.popleft()
        if process.slow or outcome.resident > process.resident + LARGEST_GROWTH:
            # What it was given beyond this job is found, and done elsewhere, when it has ended.
            process.kill("replaced")
        elif jobs:
            process.began = asyncio.get_running_loop().time()
        else:
            del self._running[process]
            self._idle.add(process)
        if ticket.process is process:
            self._pace.learn(outcome.seconds)
            ticket.settle(outcome, body)
        # Else it was taken back in the meantime, and another worker has it: this answer is dropped.
        self.dispatch()
        self._ended.set()

    def on_exit(self, process: WorkerProcess, code: int) -> None:
        """Forget a worker that ended; do again what it was at if it was killed from outside."""
        self.exits[process.killed_for or ("killed" if code == KILLED else "crashed")] += 1
        was_starting = self._idle.discard(process)
        jobs = self._running.pop(process, deque())
        self._slow -= process.slow
        # From the last to the first, as each goes to the head of those that wait.
        for place, ticket in reversed(list(enumerate(jobs))):
            if ticket.process is process:
                self._retry_or_fail(ticket, process, code, begun=place == 0)
        if was_starting and not self._first_ready.is_set():
            self._failed_starts += 1
            if self._failed_starts == MOST_FAILED_STARTS:
                self._first_ready.set()
        # One that was ready made room; one that could not start would fail again at once.
        if was_starting and not process.killed_for:
            asyncio.get_running_loop().call_later(RESTART_PAUSE, self._fill)
        else:
            self._fill()
        self.dispatch()
        self._ended.set()

    def _retry_or_fail(
        self, ticket: Ticket, process: WorkerProcess, code: int, *, begun: bool
    ) -> None:
        """Do the job of a worker that ended again, or tell why not."""
        # A job that ended its worker once may do so again; one that was not begun did not end it.
        blameless = not begun or process.killed_for == "replaced"
        ticket.attempts -= blameless
        outside = code == KILLED and not process.killed_for
        # A long job costs more to do again, and is likelier to be what the memory was short for.
        most = MOST_ATTEMPTS // 2 if process.slow else MOST_ATTEMPTS
        if blameless or (outside and ticket.attempts < most):
            self._take_back(ticket)
        elif not process.killed_for:
            detail = "Evaluating the query used up its memory, stack or time."
            ticket.fail(ProblemError("too-costly", detail))

    def _count_busy(self) -> int:
        """Count the workers busy in the quick lane."""
        return len(self._running) - self._slow

    def _fill(self) -> None:
        """Have as many workers made as there is work for."""
        self._idle.fill(Demand(self._count_busy(), len(self._line.tickets)))

    def _renew(self) -> None:
        """Have newer workers made; the spawner calls it when it has a fork server to offer."""
        self._idle.renew(Demand(self._count_busy(), len(self._line.tickets)))

    def _retire(self) -> None:
        """End workers that have little to do, now and from time to time."""
        if not self._closed:
            self._idle.retire(self._count_busy())
            asyncio.get_running_loop().call_later(RETIRE_PAUSE, self._retire)

    def dispatch(self) -> None:
        """Give waiting jobs to workers that will soon be free, or else to idle ones."""
        while self._line.tickets:
            process = self._find_soon_free(self._line.tickets[0]) or self._idle.take(
                self._count_busy()
            )
            if process is None:
                break
            ticket = self._line.tickets.popleft()
            ticket.attempts += 1
            ticket.process = process
            if process not in self._running:
                self._running[process] = deque()
                process.began = asyncio.get_running_loop().time()
            self._running[process].append(ticket)
            ticket.number = process.submit(ticket.job)
        if self._line.tickets:
            self._fill()

    def _find_soon_free(self, ticket: Ticket) -> WorkerProcess | None:
        """Find a worker that a job may wait for; one taken back once waits for an idle one."""
        if ticket.recalled or not self._running:
            return None
        depth = self._pace.count_ahead()
        latest = asyncio.get_running_loop().time() - RECALL_PAUSE
        return find_busiest(
            process
            for process, jobs in self._running.items()
            if len(jobs) < depth and process.began > latest and not process.killed_for
        )

    def _take_back(self, ticket: Ticket) -> None:
        """Let a job wait again, before all others."""
        ticket.process = None
        ticket.recalled = True
        self._line.tickets.appendleft(ticket)

    def is_at_work(self) -> bool:
        """Tell whether a worker is at a job."""
        return bool(self._running)

    def watch(self, now: float) -> None:
        """Look after all that runs."""
        for process, jobs in list(self._running.items()):
            if jobs and not process.killed_for:
                self._watch(process, jobs, now - process.began)

    def _watch(self, process: WorkerProcess, jobs: deque[Ticket], seconds: float) -> None:
        """Move a job to the slow lane, or end it when its deadline has passed."""
        ticket = jobs[0]
        if seconds > RECALL_PAUSE:
            self._recall(process, jobs)
        if seconds < min(self._limits.quick, ticket.job.deadline):
            return
        if ticket.process is not process:
            # Taken back, but too late: the worker is at it for nobody.
            process.kill("replaced")
        elif seconds >= ticket.job.deadline:
            self._end(ticket, ProblemError("timeout", f"The limit is {ticket.job.deadline:g} s."))
        elif not process.slow and self._slow >= self._limits.slow:
            self._end(ticket, refuse("overload-slow", "The slow lane is full."))
        elif not process.slow:
            process.slow_down()
            self._slow += 1
            ticket.slow_down()
            self._fill()

    def _recall(self, process: WorkerProcess, jobs: deque[Ticket]) -> None:
        """Take the jobs back that wait behind one that turns out to be long."""
        for ticket in reversed(list(jobs)[1:]):
            if ticket.process is process:
                process.withdraw(ticket.number)
                self._take_back(ticket)

    def _end(self, ticket: Ticket, problem: ProblemError) -> None:
        ticket.fail(problem)
        if ticket.process is not None:
            ticket.process.kill(problem.slug)
