"""The pool before another engine: the front asks it, and a worker makes what is asked for of it.

An answer that is already what the client wants is passed on as it came, once it is known to be
whole, valid and within the limits.  All else goes to a worker with what the engine has said: other
formats, codings, large answers, empty ones, and what somebody may have to be told beside.

Limits, lanes and refusals are those of `kg.service.pool.pool`; a question that passes its deadline,
or that nobody waits for, has its connection closed.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

import msgspec

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.pool.engine_answers import Passing, find_fault
from kg.service.pool.engine_connection import EngineAnswer, EngineConnection
from kg.service.pool.engine_requests import Engine
from kg.service.pool.pool import Pool
from kg.service.pool.spawner import ReadsFrom
from kg.service.pool.tickets import Ticket
from kg.service.pool.waiting_line import WaitingLine, refuse
from kg.service.sparql.resultsjson import add_warnings
from kg.service.worker.wire import Job, Outcome, WorkerConfig

EXCESS = Outcome("too-large", "The answer is larger than one answer may be.")
MOST_ATTEMPTS = 2
EXPLAINING = 2.0
"""Seconds in which a worker may read what the engine has refused."""
AHEAD = 2
"""An engine is asked so many questions for each that may run at once, so that it need not wait for
the next one while we pass an answer on."""


class EnginePool:
    """Connections to an engine, and workers beside them."""

    def __init__(self, config: WorkerConfig, limits: Limits) -> None:
        """Take what workers need to know, and the limits."""
        self._workers = Pool(config, limits)
        self._engine = Engine(config.engine, config.graphs, config.base)
        self.on_doubt: Callable[[], None] | None = None
        """Called when a connection has ended: the engine may be another one from now on."""
        self._passing = Passing(advised=bool(config.store))
        self._limits = limits
        self._idle: list[EngineConnection] = []
        self._running: dict[EngineConnection, Ticket] = {}
        self._line = WaitingLine(self, limits)
        self._finishing: dict[Ticket, Ticket] = {}
        """Questions that the engine has answered, each with what a worker does of it."""
        self._slow = 0
        self._ended = asyncio.Event()

    @property
    def exits(self) -> Counter[str]:
        """Why workers ended."""
        return self._workers.exits

    def set_alone(self, *, is_alone: bool) -> None:
        """Hear whether the engine's default graph is all of the build's graphs, and no others."""
        self._engine.is_alone = is_alone

    def set_hidden(self, *, is_hidden: bool) -> None:
        """Hear whether the engine's default graph is empty while its named graphs are not."""
        self._passing.hides_named = is_hidden

    @property
    def reads_from(self) -> ReadsFrom:
        """Where queries find the data."""
        return "engine"

    async def start(self) -> None:
        """Start the workers; the engine is spoken to when something is to be asked."""
        await self._workers.start()

    def submit(self, job: Job) -> Ticket:
        """Take a job in; its ticket's `answer` will hold outcome and body, or a ProblemError."""
        return self._line.submit(job)

    def cancel(self, ticket: Ticket) -> None:
        """Stop a job nobody waits for any more."""
        self._line.withdraw(ticket)
        if ticket in self._finishing:
            self._workers.cancel(self._finishing[ticket])
        for connection in [c for c, running in self._running.items() if running is ticket]:
            connection.close()

    async def close(self) -> None:
        """Let running jobs end, then end connections and workers."""
        while self._running or self._line.tickets or self._finishing:
            self._ended.clear()
            await self._ended.wait()
        await self._workers.close()
        self.abandon()

    def abandon(self) -> None:
        """End all at once."""
        for connection in [*self._idle, *self._running]:
            connection.close()
        self._workers.abandon()

    def count_states(self) -> dict[str, int]:
        """Count workers by what they do, with questions that the engine is at and those waiting."""
        states = self._workers.count_states()
        states["quick"] += len(self._running) - self._slow
        states["slow"] += self._slow
        states["waiting"] += len(self._line.tickets)
        return states

    def on_answer(self, connection: EngineConnection, answer: EngineAnswer) -> None:
        """Pass an answer on, or have a worker make something of it."""
        ticket = self._release(connection)
        if connection.open:
            self._idle.append(connection)
        if ticket is None or ticket.answer.done():
            return
        fault = find_fault(answer, ticket.job.query)
        rows = None if fault else self._passing.count_rows(ticket.job, answer.body)
        if fault is not None and fault.problem == "unsupported":
            self._explain(ticket, fault)
        elif fault is not None:
            ticket.settle(fault, b"")
        elif rows is not None:
            warnings = [*(self._passing.find_warnings(ticket.job) or ())]
            body = add_warnings(answer.body, warnings) if warnings else answer.body
            ticket.settle(Outcome(rows=rows, warnings=warnings), body)
        else:
            self._finish(ticket, answer)

    def on_excess(self, connection: EngineConnection) -> None:
        """Refuse an answer that is too large."""
        ticket = self._release(connection)
        if ticket is not None:
            ticket.settle(EXCESS, b"")

    def on_end(self, connection: EngineConnection) -> None:
        """Ask once more where a connection was kept too long; else tell that there is none."""
        self._engine.is_alone = False
        if self.on_doubt is not None:
            self.on_doubt()
        if connection in self._idle:
            self._idle.remove(connection)
        ticket = self._release(connection)
        if ticket is None or ticket.answer.done():
            return
        if connection.may_have_been_stale and ticket.attempts < MOST_ATTEMPTS:
            self._line.tickets.appendleft(ticket)
            self.dispatch()
        else:
            ticket.settle(Outcome("engine", connection.end), b"")

    def _finish(self, ticket: Ticket, answer: EngineAnswer) -> None:
        """Have a worker make what was asked for of what the engine has said."""
        job = msgspec.structs.replace(
            ticket.job,
            received=answer.body,
            received_type=answer.media_type,
            hidden=self._passing.is_hidden(ticket.job),
        )

        def settle(future: asyncio.Future[tuple[Outcome, bytes]]) -> None:
            error = future.exception()
            if isinstance(error, ProblemError):
                ticket.fail(error)
            else:
                outcome, body = future.result()
                self._passing.learn(ticket.job, outcome)
                ticket.settle(outcome, body)

        self._hand_over(ticket, job, settle)

    def _explain(self, ticket: Ticket, refusal: Outcome) -> None:
        """Have a worker read a query that the engine has refused; a process may end over it."""
        job = msgspec.structs.replace(
            ticket.job, refused=refusal.detail, deadline=min(ticket.job.deadline, EXPLAINING)
        )

        def settle(future: asyncio.Future[tuple[Outcome, bytes]]) -> None:
            outcome = refusal if future.exception() else future.result()[0]
            ticket.settle(outcome if outcome.problem == "syntax" else refusal, b"")

        self._hand_over(ticket, job, settle)

    def _hand_over(
        self,
        ticket: Ticket,
        job: Job,
        settle: Callable[[asyncio.Future[tuple[Outcome, bytes]]], None],
    ) -> None:
        """Give a job to a worker for a question that the engine has answered."""
        inner = self._workers.submit(job)
        self._finishing[ticket] = inner
        inner.on_slow.append(ticket.slow_down)

        def end(future: asyncio.Future[tuple[Outcome, bytes]]) -> None:
            del self._finishing[ticket]
            settle(future)
            self._ended.set()

        inner.answer.add_done_callback(end)

    def _release(self, connection: EngineConnection) -> Ticket | None:
        """Take what a connection was at from it; others may be asked now."""
        ticket = self._running.pop(connection, None)
        if ticket is not None:
            self._slow -= connection.slow
            connection.slow = False
            self.dispatch()
            self._ended.set()
        return ticket

    def dispatch(self) -> None:
        """Ask what waits, as much at once as the quick lane allows."""
        while self._line.tickets and len(self._running) - self._slow < AHEAD * self._limits.workers:
            ticket = self._line.tickets.popleft()
            ticket.attempts += 1
            connection = self._take_idle() or EngineConnection(self, self._engine)
            connection.began = asyncio.get_running_loop().time()
            self._running[connection] = ticket
            request = self._engine.encode_request(ticket.job)
            connection.ask(request, ticket.job.result_bytes)

    def _take_idle(self) -> EngineConnection | None:
        """Take a kept connection; one that is ending will say so itself, and is of no use."""
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                return connection
        return None

    def is_at_work(self) -> bool:
        """Tell whether the engine is at a question."""
        return bool(self._running)

    def watch(self, now: float) -> None:
        """Look after all that runs."""
        for connection, ticket in list(self._running.items()):
            self._watch(connection, ticket, now - connection.began)

    def _watch(self, connection: EngineConnection, ticket: Ticket, seconds: float) -> None:
        """Move a question to the slow lane, or end it when its deadline has passed."""
        deadline = ticket.job.deadline
        if seconds >= deadline:
            ticket.fail(ProblemError("timeout", f"The limit is {deadline:g} s."))
            connection.close()
        elif seconds < self._limits.quick or connection.slow:
            return
        elif self._slow >= self._limits.slow:
            ticket.fail(refuse("overload-slow", "The slow lane is full."))
            connection.close()
        else:
            connection.slow = True
            self._slow += 1
            ticket.slow_down()
