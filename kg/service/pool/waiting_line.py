"""The line in which questions wait, and the clock that looks after them and all that runs."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Protocol

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job

RETRY_AFTER = b"2"
TICK = 0.01


class Keeper(Protocol):
    """A pool: it takes from the line what can be begun, and knows what runs."""

    def is_at_work(self) -> bool:
        """Tell whether anything runs."""

    def watch(self, now: float) -> None:
        """Look after all that runs, by the loop's clock: deadlines, and what takes long."""

    def dispatch(self) -> None:
        """Begin as much of what waits as may run."""


class WaitingLine:
    """Tickets that wait, the first to be begun first."""

    def __init__(self, keeper: Keeper, limits: Limits) -> None:
        """Take whose line it is, and how many may wait for how long."""
        self.tickets: deque[Ticket] = deque()
        self._keeper = keeper
        self._limits = limits
        self._ticking = False

    def submit(self, job: Job) -> Ticket:
        """Take a job in; its ticket's `answer` will hold outcome and body, or a ProblemError."""
        loop = asyncio.get_running_loop()
        ticket = Ticket(job, loop.create_future(), loop.time())
        if len(self.tickets) >= self._limits.queue:
            ticket.fail(refuse("overload", "The queue is full."))
            return ticket
        self.tickets.append(ticket)
        self._keeper.dispatch()
        if not self._ticking:
            self._ticking = True
            loop.call_later(TICK, self._tick)
        return ticket

    def withdraw(self, ticket: Ticket) -> None:
        """Refuse a ticket that nobody waits for any more, and leave it out if it is in the line."""
        if ticket in self.tickets:
            self.tickets.remove(ticket)
        ticket.fail(refuse("overload", "The request was withdrawn."))

    def _tick(self) -> None:
        """Look after all that takes long; whatever happens here, the next look comes."""
        loop = asyncio.get_running_loop()
        self._ticking = self._keeper.is_at_work() or bool(self.tickets)
        if not self._ticking:
            return
        # First of all: what follows may fail, and deadlines must be looked at all the same.
        loop.call_later(TICK, self._tick)
        now = loop.time()
        self._keeper.watch(now)
        for ticket in [t for t in self.tickets if now - t.since > self._limits.queue_wait]:
            self.tickets.remove(ticket)
            ticket.fail(refuse("overload", "No worker became free in time."))
        self._keeper.dispatch()


def refuse(slug: str, detail: str) -> ProblemError:
    """Make a refusal that tells when to come again."""
    return ProblemError(slug, detail).with_header(b"retry-after", RETRY_AFTER)
