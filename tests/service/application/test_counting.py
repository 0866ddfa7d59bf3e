from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

import pytest

from kg.service.application import counting
from kg.service.application.counting import WORTH, Counting
from kg.service.counts.files import CountFiles
from kg.service.counts.patterns import TableName
from kg.service.counts.reading import read_count_query
from kg.service.http.problems import ProblemError
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, Outcome

QUERY = "SELECT ?c (COUNT(*) AS ?n) { ?s <x:p> ?c } GROUP BY ?c"


def name_of(query: str = QUERY) -> TableName:
    """Return the name of the table of a query."""
    counted = read_count_query(query)
    assert counted is not None
    return counted.table


class Hands:
    """Workers whose jobs are answered by the test."""

    def __init__(self) -> None:
        """Begin with no job."""
        self.jobs: list[Job] = []
        self.tickets: list[Ticket] = []
        self.cancelled: list[Ticket] = []

    def submit(self, job: Job) -> Ticket:
        """Take a job in."""
        self.jobs.append(job)
        self.tickets.append(Ticket(job, asyncio.get_running_loop().create_future()))
        return self.tickets[-1]

    def cancel(self, ticket: Ticket) -> None:
        """Remember what was withdrawn."""
        self.cancelled.append(ticket)


async def rest() -> None:
    """Let what has begun go on, threads included."""
    for _ in range(20):
        await asyncio.sleep(0.001)


def tell(made: Counting, outcome: Outcome | ProblemError, job: Job | None = None) -> None:
    """Tell of the end of a job."""
    answer: asyncio.Future[tuple[Outcome, bytes]] = asyncio.get_running_loop().create_future()
    if isinstance(outcome, Outcome):
        answer.set_result((outcome, b""))
    else:
        answer.set_exception(outcome)
    made.learn(job or Job(QUERY, "json"), answer)


def play(
    folder: Path,
    scene: Callable[[Counting, Hands], Coroutine[None, None, None]],
    slices: Sequence[Path] = (),
) -> Hands:
    """Play a scene with a counting that has begun; return whom it asked."""
    hands = Hands()

    async def run() -> None:
        made = Counting(hands, folder, slices)
        made.start()
        await rest()
        await scene(made, hands)
        await rest()
        made.close()

    asyncio.run(run())
    return hands


def test_a_count_that_costs_something_is_made_a_table(tmp_path: Path) -> None:
    """What queries took together decides; until it is tried, it is due once."""

    async def scene(made: Counting, hands: Hands) -> None:
        tell(made, Outcome(wanted=name_of(), seconds=0.6 * WORTH))
        await rest()
        assert not hands.jobs
        for _ in range(2):
            tell(made, Outcome(wanted=name_of(), seconds=0.6 * WORTH))
        tell(made, Outcome(seconds=1.0))

    hands = play(tmp_path / "data", scene)
    assert [(job.table, job.processor) for job in hands.jobs] == [(name_of(), counting.LEAST)]
    # When all is over, what is under way is, too.
    assert hands.cancelled == hands.tickets


@pytest.mark.parametrize(
    ("job", "made"),
    [
        pytest.param(Job(QUERY, "json", deadline=7.0), True, id="a-count"),
        pytest.param(Job(QUERY, "json", default_graphs=["x:g"]), False, id="of-some-graphs"),
        pytest.param(Job("ASK {}", "json"), False, id="no-count"),
        pytest.param(
            Job(QUERY.replace("{", "{ VALUES ?c { <x:a> }"), "json"), False, id="of-some-terms"
        ),
    ],
)
def test_a_count_that_was_ended_is_made_a_table(job: Job, *, made: bool, tmp_path: Path) -> None:
    """It could not tell any more, and has taken all that it might."""

    async def scene(counting: Counting, _: Hands) -> None:
        tell(counting, ProblemError("timeout", ""), job)
        tell(counting, ProblemError("overload", ""), job)

    hands = play(tmp_path / "data", scene)
    assert [job.processor for job in hands.jobs] == ([counting.PATIENCE * 7.0] if made else [])


def test_one_table_is_made_after_the_other(tmp_path: Path) -> None:
    """And one that is there by then is not made."""
    others = [QUERY.replace("x:p", f"x:p{n}") for n in range(3)]

    async def scene(made: Counting, hands: Hands) -> None:
        for query in others:
            tell(made, Outcome(wanted=name_of(query), seconds=1.0))
        await rest()
        assert [job.table for job in hands.jobs] == [name_of(others[0])]
        CountFiles(tmp_path / "data").write(name_of(others[1]), {})
        hands.tickets[0].settle(Outcome(), b"")

    hands = play(tmp_path / "data", scene)
    assert [job.table for job in hands.jobs] == [name_of(others[0]), name_of(others[2])]


@pytest.mark.parametrize(
    ("outcome", "again"),
    [
        pytest.param(ProblemError("timeout", ""), True, id="too-slow"),
        pytest.param(Outcome("unsupported"), False, id="too-large"),
        pytest.param(ProblemError("too-costly", ""), True, id="too-costly"),
    ],
)
def test_what_could_not_be_made_is_tried_again_for_more(
    outcome: Outcome | ProblemError, *, again: bool, tmp_path: Path
) -> None:
    """Where it was too slow, when twice as much has been spent; where it is too large, never."""

    async def scene(made: Counting, hands: Hands) -> None:
        tell(made, Outcome(wanted=name_of(), seconds=1.0))
        await rest()
        if isinstance(outcome, Outcome):
            hands.tickets[0].settle(outcome, b"")
        else:
            hands.tickets[0].fail(outcome)
        await rest()
        tell(made, Outcome(wanted=name_of(), seconds=0.9))
        await rest()
        assert len(hands.jobs) == 1
        tell(made, Outcome(wanted=name_of(), seconds=0.1))

    hands = play(tmp_path / "data", scene)
    assert [job.processor for job in hands.jobs] == [20.0, 40.0][: 1 + again]


def test_workers_without_room_are_asked_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks now goes first."""
    monkeypatch.setattr(counting, "PAUSE", 0.0)

    async def scene(made: Counting, hands: Hands) -> None:
        tell(made, Outcome(wanted=name_of(), seconds=1.0))
        await rest()
        hands.tickets[0].fail(ProblemError("overload-slow", ""))

    assert len(play(tmp_path / "data", scene).jobs) == 2


def test_tables_of_the_data_before_are_made_again(tmp_path: Path) -> None:
    """Before anybody asks; then those of the data before go, but not those of what is there yet."""
    CountFiles(tmp_path / "slice").write(name_of(), {})
    before = CountFiles(tmp_path / "before")
    before.write(name_of(), {})
    (tmp_path / "file").touch()

    async def scene(_: Counting, hands: Hands) -> None:
        assert [job.table for job in hands.jobs] == [name_of()]
        assert before.has(name_of())
        CountFiles(tmp_path / "data").write(name_of(), {})
        hands.tickets[0].settle(Outcome(), b"")

    hands = play(tmp_path / "data", scene, [tmp_path / "slice"])
    assert len(hands.jobs) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "file", "slice"]
