from __future__ import annotations

import asyncio

import pytest

from kg.service.http.problems import ProblemError
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, Outcome


def make_ticket() -> Ticket:
    """Make a ticket; inside a running loop."""
    return Ticket(Job("ASK {}", "json"), asyncio.get_running_loop().create_future())


def test_the_first_answer_counts() -> None:
    """What comes after an answer changes nothing."""

    async def play() -> tuple[Outcome, bytes]:
        ticket = make_ticket()
        ticket.settle(Outcome(rows=1), b"first")
        ticket.settle(Outcome(rows=2), b"second")
        ticket.fail(ProblemError("timeout", "late"))
        return await ticket.answer

    outcome, body = asyncio.run(play())
    assert (outcome.rows, body) == (1, b"first")


def test_a_problem_is_raised_where_the_answer_is_awaited() -> None:
    """Who waits gets the problem itself."""

    async def play() -> None:
        ticket = make_ticket()
        ticket.fail(ProblemError("timeout", "late"))
        await ticket.answer

    with pytest.raises(ProblemError, match="late"):
        asyncio.run(play())
