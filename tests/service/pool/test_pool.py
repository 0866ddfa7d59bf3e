from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import msgspec
import pyoxigraph as ox
import pytest

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.pool.pool import Pool
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, WorkerConfig
from tests.service.pool.waiting import find_children, wait_until

pytestmark = pytest.mark.slow

RUNAWAY = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i} ." for i in range(30)) + "}"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> WorkerConfig:
    """Return the configuration of workers on a store of nine triples."""
    folder = tmp_path_factory.mktemp("pool") / "store"
    store = ox.Store(str(folder))
    for number in range(9):
        store.add(
            ox.Quad(ox.NamedNode(f"x:{number}"), ox.NamedNode("x:p"), ox.Literal(str(number)))
        )
    store.flush()
    return WorkerConfig(store=str(folder))


def play(
    config: WorkerConfig, limits: Limits, act: Callable[[Pool], Awaitable[None]]
) -> Counter[str]:
    """Act on a pool that has started, and end it; return what its workers ended of."""
    others = find_children()

    async def run() -> Counter[str]:
        pool = Pool(config, limits)
        await pool.start()
        try:
            await act(pool)
        finally:
            pool.abandon()
            await wait_until(lambda: find_children() <= others)
        return pool.exits

    return asyncio.run(run())


async def fail_with(ticket: Ticket) -> str:
    """Return the slug of the problem that a ticket ends in."""
    with pytest.raises(ProblemError) as caught:
        await ticket.answer
    return caught.value.slug


def test_jobs_have_their_own_answers(config: WorkerConfig) -> None:
    """However many run at once, each gets what it asked for."""

    async def act(pool: Pool) -> None:
        queries = [f"SELECT ?o {{ <x:{number % 9}> ?p ?o }} # {number}" for number in range(60)]
        tickets = [pool.submit(Job(query, "csv")) for query in queries]
        bodies = [(await ticket.answer)[1] for ticket in tickets]
        assert bodies == [f"o\r\n{number % 9}\r\n".encode() for number in range(60)]

    play(config, Limits(workers=2), act)


def test_a_deadline_kills(config: WorkerConfig) -> None:
    """The worker of a query that passes its deadline dies; the next query is answered."""

    async def act(pool: Pool) -> None:
        assert await fail_with(pool.submit(Job(RUNAWAY, "json", deadline=0.3))) == "timeout"
        outcome, _ = await pool.submit(Job("ASK {}", "json")).answer
        assert not outcome.problem

    assert play(config, Limits(workers=1, quick=0.1), act)["timeout"] == 1


def test_a_long_query_leaves_the_quick_lane(config: WorkerConfig) -> None:
    """Short ones are answered while it runs, even with a single worker."""

    async def act(pool: Pool) -> None:
        long = pool.submit(Job(RUNAWAY, "json", deadline=20))
        answers = [(await pool.submit(Job("ASK {}", "json")).answer)[1] for _ in range(3)]
        assert len(answers) == 3
        assert not long.answer.done()
        assert pool.count_states()["slow"] == 1
        pool.cancel(long)
        assert await fail_with(long) == "overload"

    play(config, Limits(workers=1, quick=0.05), act)


def test_a_full_slow_lane_refuses(config: WorkerConfig) -> None:
    """A long query beyond its places is ended, and told when to come again."""

    async def act(pool: Pool) -> None:
        ticket = pool.submit(Job(RUNAWAY, "json", deadline=20))
        assert await fail_with(ticket) == "overload-slow"

    play(config, Limits(workers=1, quick=0.05, slow=0), act)


def test_a_full_queue_refuses_at_once(config: WorkerConfig) -> None:
    """What cannot wait gets 503 with Retry-After, not a place."""

    async def act(pool: Pool) -> None:
        tickets = [pool.submit(Job(f"ASK {{}} # {number}", "json")) for number in range(30)]
        refused = [ticket for ticket in tickets if ticket.answer.done()]
        assert refused
        assert await fail_with(refused[0]) == "overload"
        answered = [ticket for ticket in tickets if ticket not in refused]
        assert [not (await ticket.answer)[0].problem for ticket in answered]

    play(config, Limits(workers=1, queue=2), act)


def test_closing_waits_for_what_runs(config: WorkerConfig) -> None:
    """A pool that is given up for a newer one answers what it was asked."""

    async def act(pool: Pool) -> None:
        ticket = pool.submit(Job("SELECT * { ?s ?p ?o }", "csv"))
        await pool.close()
        assert ticket.answer.done()
        assert not (await ticket.answer)[0].problem

    play(config, Limits(workers=1), act)


def test_workers_come_and_go_with_the_work(
    config: WorkerConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is enough for short queries; more come while others wait, and go when idle."""
    monkeypatch.setattr("kg.service.pool.pool.RETIRE_PAUSE", 0.2)

    async def act(pool: Pool) -> None:
        for number in range(40):
            await pool.submit(Job(f"ASK {{}} # {number}", "json")).answer
        assert pool.count_states()["idle"] == 1
        long = [pool.submit(Job(RUNAWAY, "json", deadline=0.4)) for _ in range(3)]
        assert [await fail_with(ticket) for ticket in long] == ["timeout"] * 3
        tickets = [pool.submit(Job("SELECT * { ?s ?p ?o }", "csv")) for _ in range(4)]
        assert [len((await ticket.answer)[1].splitlines()) for ticket in tickets] == [10] * 4
        await wait_until(lambda: len(pool._idle.ready) == 1 and not pool._idle.starting)

    play(config, Limits(workers=3, quick=5), act)


def test_a_dataset_in_memory_has_the_same_answers(config: WorkerConfig) -> None:
    """Nothing is lost when workers that read from disk give way to those that share a copy."""

    async def act(pool: Pool) -> None:
        query = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
        before = (await pool.submit(Job(query, "csv")).answer)[1]
        while (server := pool._spawner.current) is None or not server.config.in_memory:
            assert (await pool.submit(Job(query, "csv")).answer)[1] == before
        await asyncio.sleep(0.1)
        assert (await pool.submit(Job(query, "csv")).answer)[1] == before
        (worker,) = pool._idle.ready
        assert worker.server is server

    assert play(msgspec.structs.replace(config, in_memory=True), Limits(workers=2), act)["replaced"]
