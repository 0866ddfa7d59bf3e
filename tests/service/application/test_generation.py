from __future__ import annotations

import asyncio
from typing import cast

import pytest

from kg.service.application.generation import Generation
from kg.service.data.catalogue import Catalogue
from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.http.requests import Message, Request
from kg.service.pool.pool import Pool
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, Outcome, WorkerConfig


class Slow:
    """A pool whose jobs are answered by the test."""

    def __init__(self) -> None:
        """Begin with no job."""
        self.tickets: list[Ticket] = []
        self.cancelled: list[Ticket] = []

    def submit(self, job: Job) -> Ticket:
        """Take a job in."""
        ticket = Ticket(job, asyncio.get_running_loop().create_future())
        self.tickets.append(ticket)
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """Remember what was withdrawn."""
        self.cancelled.append(ticket)
        ticket.fail(ProblemError("overload", "withdrawn"))


def make_generation(pool: Slow) -> Generation:
    """Make a generation on that pool."""
    catalogue = Catalogue(digest="d", title="", base="", worker=WorkerConfig())
    generation = Generation(catalogue, Limits())
    generation.pool = cast("Pool", pool)
    return generation


def make_request(*, gone: bool = False) -> Request:
    """Make a request whose client waits, or has hung up."""

    async def receive() -> Message:
        if gone:
            return {"type": "http.disconnect"}
        return await asyncio.get_running_loop().create_future()

    return Request({"method": "GET", "path": "/", "query_string": b"", "headers": []}, receive)


def test_equal_questions_are_evaluated_once() -> None:
    """All who ask at the same time get the one answer; later ones ask again."""

    async def play() -> None:
        pool = Slow()
        generation = make_generation(pool)
        job = Job("ASK {}", "json")
        asked = [asyncio.ensure_future(generation.run(job, make_request())) for _ in range(3)]
        other = asyncio.ensure_future(generation.run(Job("ASK {}", "xml"), make_request()))
        await asyncio.sleep(0)
        assert len(pool.tickets) == 2
        for ticket in pool.tickets:
            ticket.settle(Outcome(), b"yes")
        assert [(await task)[1] for task in [*asked, other]] == [b"yes"] * 4
        again = asyncio.ensure_future(generation.run(job, make_request()))
        await asyncio.sleep(0)
        assert len(pool.tickets) == 3
        pool.tickets[2].settle(Outcome(), b"")
        await again

    asyncio.run(play())


@pytest.mark.parametrize(("gone", "cancelled"), [((True, True), 1), ((True, False), 0)])
def test_a_long_job_ends_when_nobody_waits(gone: tuple[bool, bool], cancelled: int) -> None:
    """All have hung up; one who still waits keeps it going."""

    async def play() -> None:
        pool = Slow()
        generation = make_generation(pool)
        job = Job("ASK {}", "json")
        asked = [asyncio.ensure_future(generation.run(job, make_request(gone=g))) for g in gone]
        await asyncio.sleep(0)
        for call in pool.tickets[0].on_slow:
            call()
        for _ in range(5):
            await asyncio.sleep(0)
        assert len(pool.cancelled) == cancelled
        pool.tickets[0].settle(Outcome(), b"")
        await asyncio.gather(*asked, return_exceptions=True)

    asyncio.run(play())


def test_a_generation_in_use_is_not_ended() -> None:
    """Workers stay until the last request that began with them has its answer."""

    async def play() -> None:
        generation = make_generation(Slow())
        closed: list[bool] = []

        async def close() -> None:
            closed.append(True)

        generation.pool.close = close  # type: ignore[method-assign]
        with generation.borrowed():
            task = asyncio.ensure_future(generation.retire())
            await asyncio.sleep(0)
            assert not closed
        await task
        assert closed

    asyncio.run(play())
