from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.vocab import ONTOLOGY, TT, XSD
from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.pool.engine_pool import EnginePool
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, WorkerConfig
from tests.service.pool.waiting import find_children, wait_until

pytestmark = pytest.mark.slow

# In an order and with blanks that no serialiser of ours would write.
ROW = '{"o": {"value": "milk", "type": "literal"}}'
TABLE = '{ "results": {"bindings": [%s]},\n "head": {"vars": ["o"]} }'
MILK = (TABLE % ROW).encode()
QUERY = "SELECT ?o { ?s ?p ?o }"
HANG = b""


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Write an answer as an engine does."""
    lines = {"Content-Type": "application/sparql-results+json", "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@dataclass
class Engine:
    """A server that answers what the test says; it hears how connections end."""

    answers: list[bytes]
    """One for each question, the last one for all that follow; HANG says nothing."""
    closes: bool = False
    """Whether a connection ends behind each answer, without a word."""
    farewell: bytes = b""
    """What is said unasked, a little later, before a connection ends."""
    farewells: int = 0
    asked: list[bytes] = field(default_factory=list)
    connections: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one connection until it ends."""
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
                self.asked.append(head + await reader.readexactly(length))
                said = self.answers[min(len(self.asked), len(self.answers)) - 1]
                writer.write(said)
                await writer.drain()
                if self.farewell:
                    await asyncio.sleep(0.05)
                    writer.write(self.farewell)
                    await writer.drain()
                    self.farewells += 1
                if self.closes:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            self.ended.set()
        finally:
            writer.close()


Act = Callable[[EnginePool], Awaitable[None]]


def play(
    engine: Engine,
    act: Act,
    limits: Limits | None = None,
    store: str = "",
    address: str = "",
    graphs: Sequence[str] = (),
    prefixes: dict[str, str] | None = None,
) -> None:
    """Act on a pool before an engine, or before another address."""
    others = find_children()

    async def run() -> None:
        server = await asyncio.start_server(engine.serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        address_here = f"http://127.0.0.1:{port}/query?kept=1"
        config = WorkerConfig(
            store=store,
            engine=address or address_here,
            graphs=list(graphs),
            prefixes=prefixes or {},
        )
        pool = EnginePool(config, limits or Limits(workers=2))
        await pool.start()
        try:
            await act(pool)
        finally:
            await pool.close()
            server.close()
            await wait_until(lambda: find_children() <= others)

    asyncio.run(asyncio.wait_for(run(), 60))


async def ask(pool: EnginePool, query: str = QUERY, form: str = "json", coding: str = "") -> bytes:
    """Return the body of an answer."""
    outcome, body = await pool.submit(Job(query, form, coding)).answer
    assert not outcome.problem, outcome
    return body


async def fail_with(ticket: Ticket) -> str:
    """Return the slug of the problem that a ticket ends in."""
    try:
        outcome, _ = await ticket.answer
    except ProblemError as problem:
        return problem.slug
    return outcome.problem


def test_an_answer_in_the_form_asked_for_is_passed_on_as_it_came() -> None:
    """Byte by byte, over one connection; any other form is made of it."""
    engine = Engine([answer(MILK)])

    async def act(pool: EnginePool) -> None:
        assert await ask(pool) == MILK
        outcome, body = await pool.submit(Job(QUERY, "json", "gzip")).answer
        assert (outcome.rows, outcome.coding, body) == (1, "", MILK)
        assert await ask(pool, form="csv") == b"o\r\nmilk\r\n"
        assert b"<literal>milk</literal>" in await ask(pool, form="xml")

    play(engine, act)
    assert engine.connections == 1
    assert engine.asked[0].startswith(b"POST /query?kept=1 HTTP/1.1\r\n")
    assert engine.asked[0].endswith(b"query=SELECT+%3Fo+%7B+%3Fs+%3Fp+%3Fo+%7D")


def test_what_is_to_be_said_of_a_request_stands_beside_the_engines_answer() -> None:
    """A worker puts it in."""
    engine = Engine([answer(MILK)])

    async def act(pool: EnginePool) -> None:
        outcome, body = await pool.submit(Job(QUERY, "json", remarks=["Mind the cup."])).answer
        assert outcome.warnings == ["Mind the cup."]
        assert json.loads(body)["warnings"] == ["Mind the cup."]

    play(engine, act)


def test_an_engine_may_repeat_each_graph_that_it_was_asked_in() -> None:
    """Virtuoso does, in headers; what it says beyond that is no answer."""
    graphs = [f"https://example.org/reviews/{number}/graph/review" for number in range(3000)]
    echo = "".join(f"X-SPARQL-{kind}-graph: {graph}\r\n" for kind in ("default", "named")
                   for graph in graphs)  # fmt: skip
    whole = answer(MILK).replace(b"\r\n", f"\r\n{echo}".encode(), 1)
    engine = Engine([whole, whole.replace(b"X-SPARQL", b"X-SPARQL" * 20)])

    async def act(pool: EnginePool) -> None:
        assert await ask(pool) == MILK
        assert await fail_with(pool.submit(Job(QUERY, "json"))) == "engine"

    play(engine, act, graphs=graphs)


def test_an_empty_answer_is_passed_on_where_nobody_knows_why() -> None:
    """Without a build nothing is known of the data."""
    empty = (TABLE % "").encode()

    async def act(pool: EnginePool) -> None:
        assert await ask(pool) == empty

    play(Engine([answer(empty)]), act)


def test_a_large_answer_is_coded_by_a_worker() -> None:
    """As the client wishes it."""
    engine = Engine([answer((TABLE % ",".join([ROW] * 99)).encode())])

    async def act(pool: EnginePool) -> None:
        outcome, body = await pool.submit(Job(QUERY, "json", "gzip")).answer
        assert (outcome.rows, outcome.coding, body[:2]) == (99, "gzip", b"\x1f\x8b")

    play(engine, act)


def test_an_older_form_is_put_right() -> None:
    """Virtuoso says typed-literal, as no standard does."""
    typed = '{"o": {"type": "typed-literal", "datatype": "x:t", "value": "1"}}'
    engine = Engine([answer((TABLE % typed).encode())])

    async def act(pool: EnginePool) -> None:
        (row,) = json.loads(await ask(pool))["results"]["bindings"]
        assert row["o"] == {"type": "literal", "datatype": "x:t", "value": "1"}

    play(engine, act)


BAD = {
    "refused": (answer(b"what?", "400 Bad Request"), "unsupported"),
    "failed": (answer(b"", "500 Internal Server Error"), "engine"),
    "moved": (answer(b"", "302 Found", Location="http://127.0.0.1:1/"), "engine"),
    "no-json": (answer(b'{"head": {"vars": ["o"]}, "results": {"bindings": ['), "engine"),
    "broken-off": (answer(MILK)[:-9], "engine"),
    "no-http": (b"milk\r\n\r\n", "engine"),
    "endless-head": (b"HTTP/1.1 200 OK\r\n" + b"X-Said: milk\r\n" * 9999, "engine"),
    "too-large": (answer(MILK + b" " * 2000), "too-large"),
    "too-large-in-pieces": (b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 2000, "too-large"),
    "too-many-rows": (answer((TABLE % ",".join([ROW] * 9)).encode()), "too-many-rows"),
    "cut-off": (answer(MILK, X_SPARQL_MaxRows="1"), "too-many-rows"),
    "ended": (answer(MILK, X_SQL_State="S1TAT"), "timeout"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_whole_answer_is_refused(name: str) -> None:
    """Whichever way an engine fails, and the next question is answered all the same."""
    said, slug = BAD[name]

    async def act(pool: EnginePool) -> None:
        job = Job(QUERY, "json", rows=5, result_bytes=1000)
        assert await fail_with(pool.submit(job)) == slug
        engine.answers, engine.closes = [answer(MILK)], False
        assert await ask(pool) == MILK

    engine = Engine([said], closes=name in ("broken-off", "too-large-in-pieces"))
    play(engine, act)


REFUSAL = answer(b"Virtuoso 37000 Error SP031: undefined namespace prefix", "400 Bad Request")


@pytest.mark.parametrize(
    ("query", "slug", "told"),
    [
        (
            "# who\nSELECT * {\n  <tips/1> a ?kind ; own:name ?name }",
            "syntax",
            "Line 3, column 22: the prefix own: is not declared",
        ),
        ("SELECT * { <tips/1> ?p tea:x }", "syntax", "PREFIX tea: <https://example.org/tea/>"),
        (
            "SELECT * { <tips/1> ?p ?o }",
            "unsupported",
            "The engine refused the query: Virtuoso 3700",
        ),
        (f"SELECT ({'!' * 50_000}true AS ?x) {{}}", "unsupported", "The engine refused the query"),
        (f"SELECT ({'-' * 50_001}1 AS ?x) {{}}", "syntax", "Line 1, column 9: a comment begins"),
        (
            " ".join(["SELECT * {", *(f"VALUES ?v{n} {{ {'1 ' * 90} }}" for n in range(9)), "}"]),
            "unsupported",
            "The engine refused the query",
        ),
    ],
    ids=["a place", "a prefix of the data", "readable", "deep", "long", "slow to run"],
)
def test_what_an_engine_cannot_read_is_told_in_our_words_whatever_it_says(
    query: str, slug: str, told: str
) -> None:
    """By a worker, which may fall over it; all others are answered meanwhile, and afterwards."""

    async def act(pool: EnginePool) -> None:
        refused = pool.submit(Job(query, "json"))
        await wait_until(lambda: len(engine.asked) == 1)
        assert await ask(pool) == MILK
        outcome, _ = await refused.answer
        assert (outcome.problem, told in outcome.detail) == (slug, True)
        assert await ask(pool) == MILK

    engine = Engine([REFUSAL, answer(MILK)])
    play(engine, act, prefixes={"tea": "https://example.org/tea/"})


def test_an_answer_may_end_with_its_connection() -> None:
    """Where no length is given, as HTTP/1.0 has it."""
    engine = Engine([b"HTTP/1.0 200 OK\r\n\r\n" + MILK], closes=True)

    async def act(pool: EnginePool) -> None:
        assert [await ask(pool) for _ in range(3)] == [MILK] * 3

    play(engine, act)


TRIPLES = b"<http://e/a> <http://e/b> <http://e/c> .\n"


@pytest.mark.parametrize(
    ("length", "slug"),
    [(b"", "engine"), (b"Content-Length: %d\r\n" % len(TRIPLES), "")],
    ids=["ends with the connection", "tells its length"],
)
def test_triples_that_do_not_say_where_they_end_are_not_taken_for_whole(
    length: bytes, slug: str
) -> None:
    """An engine that is killed between two lines ends its connection as one that is done."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\n" + length
    engine = Engine([head + b"\r\n" + TRIPLES], closes=True)

    async def act(pool: EnginePool) -> None:
        outcome, body = await pool.submit(Job("CONSTRUCT WHERE { ?s ?p ?o }", "nt")).answer
        assert (outcome.problem, body) == (slug, b"" if slug else TRIPLES)

    play(engine, act)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (answer(MILK)[:-9], "broke off its answer, so that nothing of it is passed on"),
        (answer(b"")[:-40], "broke off its answer"),
        (b"", "ended the connection without an answer"),
        (b"milk\r\n\r\n", "is no answer in HTTP"),
    ],
)
def test_it_is_told_how_an_answer_failed(said: bytes, told: str) -> None:
    """An engine that falls in the midst of an answer was reached."""

    async def act(pool: EnginePool) -> None:
        outcome, body = await pool.submit(Job(QUERY, "json")).answer
        assert (outcome.problem, body) == ("engine", b"")
        assert told in outcome.detail

    play(Engine([said], closes=True), act)


def test_a_connection_that_was_kept_too_long_is_no_fault() -> None:
    """The engine has closed it without a word; the question is asked afresh, once."""
    engine = Engine([answer(MILK)], closes=True)

    async def act(pool: EnginePool) -> None:
        assert [await ask(pool) for _ in range(3)] == [MILK] * 3

    play(engine, act)
    assert len(engine.asked) == 3


@pytest.mark.parametrize("closes", [True, False])
def test_what_an_engine_says_unasked_is_no_answer(closes: bool) -> None:
    """Oxigraph says 500 when it has waited a minute; the next question goes to another connection.

    It makes no difference whether that question comes before or after the unasked word is heard.
    """
    farewell = answer(b"Resource temporarily unavailable", "500 Internal Server Error")
    engine = Engine([answer(MILK)], closes=closes, farewell=farewell)

    async def act(pool: EnginePool) -> None:
        for round_ in range(1, 5):
            assert await ask(pool) == MILK
            await wait_until(lambda said=round_: engine.farewells == said)
            await asyncio.sleep(0.1 * (round_ % 2))

    play(engine, act)
    assert len(engine.asked) == engine.connections == 4


def test_what_comes_in_one_piece_with_an_answer_is_no_part_of_it() -> None:
    """The answer is true, and the connection that said more is not used again."""
    more = answer(b"", "500 Internal Server Error", Content_Type="text/plain")
    engine = Engine([answer(MILK) + more])

    async def act(pool: EnginePool) -> None:
        assert [await ask(pool) for _ in range(3)] == [MILK] * 3

    play(engine, act)
    assert engine.connections == 3


def test_an_engine_that_is_away_is_told() -> None:
    """At once, and not when the deadline has passed."""

    async def act(pool: EnginePool) -> None:
        assert await fail_with(pool.submit(Job(QUERY, "json", deadline=30))) == "engine"

    play(Engine([]), act, address="http://127.0.0.1:1/query")


def test_a_question_past_its_deadline_is_let_go() -> None:
    """The engine sees the connection end; others are answered meanwhile."""
    engine = Engine([HANG, answer(MILK)])

    async def act(pool: EnginePool) -> None:
        late = pool.submit(Job(QUERY, "json", deadline=0.4))
        await wait_until(lambda: bool(engine.asked))
        assert await ask(pool) == MILK
        assert await fail_with(late) == "timeout"
        await engine.ended.wait()

    play(engine, act, Limits(workers=1, quick=0.05))


def test_the_next_questions_are_with_the_engine_already() -> None:
    """Twice as many as may run at once, so that it need not wait for us; the others wait here."""
    engine = Engine([HANG])

    async def act(pool: EnginePool) -> None:
        tickets = [pool.submit(Job(f"{QUERY} # {n}", "json", deadline=0.5)) for n in range(9)]
        await wait_until(lambda: len(engine.asked) == 4)
        assert pool.count_states()["waiting"] == 5
        assert pool.count_states()["quick"] == 4
        for ticket in tickets:
            pool.cancel(ticket)
            assert await fail_with(ticket) == "overload"

    play(engine, act, Limits(workers=2))


def test_a_long_question_that_nobody_waits_for_is_let_go() -> None:
    """Who waits is told when it turns out to be long, to listen for clients that go."""
    engine = Engine([HANG])

    async def act(pool: EnginePool) -> None:
        ticket = pool.submit(Job(QUERY, "json", deadline=30))
        slow = asyncio.Event()
        ticket.on_slow.append(slow.set)
        await slow.wait()
        assert pool.count_states()["slow"] == 1
        pool.cancel(ticket)
        assert await fail_with(ticket) == "overload"
        await engine.ended.wait()

    play(engine, act, Limits(workers=1, quick=0.05))


def test_more_long_questions_than_have_a_place_are_refused() -> None:
    """And more than may wait, at once."""
    engine = Engine([HANG])

    async def act(pool: EnginePool) -> None:
        tickets = [pool.submit(Job(f"{QUERY} # {n}", "json", deadline=0.5)) for n in range(9)]
        slugs = [await fail_with(ticket) for ticket in tickets]
        assert set(slugs) == {"timeout", "overload-slow", "overload"}
        assert slugs.count("timeout") == 1

    play(engine, act, Limits(workers=2, quick=0.1, slow=1, queue=3))


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return the folder of a store in which the ontology has one term."""
    with_term = ox.Store(str(tmp_path / "store"))
    term = ox.NamedNode(f"{ONTOLOGY.value}#tastes")
    for node in (ONTOLOGY, term):
        with_term.add(ox.Quad(node, ox.NamedNode("x:p"), term))
    with_term.flush()
    return str(tmp_path / "store")


def test_who_asks_in_vain_is_told_though_answers_are_passed_on(store: str) -> None:
    """Of terms that there are not, of graphs, and of what may be why the answer is empty."""
    empty = answer((TABLE % "").encode())
    milk = answer(MILK)
    engine = Engine([milk, milk, milk, milk, milk, empty])
    query = "PREFIX tt: <https://w3id.org/tiptrace/ontology#> SELECT ?o { ?s tt:%s ?o }"

    async def act(pool: EnginePool) -> None:
        first = await ask(pool, query % "tastes")
        assert json.loads(first) == json.loads(MILK)
        # A worker has found its terms to be fine.
        assert await ask(pool, query % "tastes") == MILK
        for _ in range(2):
            told = json.loads(await ask(pool, query % "tasets"))["warnings"]
            assert told == ["tt:tasets is no term"]
        told = json.loads(await ask(pool, "SELECT ?o { GRAPH <x:none> { ?s ?p ?o } }"))["warnings"]
        assert told[0].startswith("there is no graph <x:none>")
        told = json.loads(await ask(pool, "SELECT ?o { <x:none> ?p ?o }"))["warnings"]
        assert "<x:none> stands nowhere" in told[0]
        engine.answers = [answer((TABLE % ROW.replace("milk", "0")).encode())]
        told = json.loads(await ask(pool, "SELECT (COUNT(?p) AS ?o) { <x:none> ?p 1 }"))
        assert "warnings" not in told, "a text, and no count"
        typed = f'"type": "literal", "datatype": "{XSD.integer.value}"'
        count = ROW.replace("milk", "0").replace('"type": "literal"', typed)
        engine.answers = [answer((TABLE % count).encode())]
        told = json.loads(await ask(pool, "SELECT (COUNT(?p) AS ?o) { <x:none> ?p 2 }"))
        assert "<x:none> stands nowhere" in told["warnings"][0]

    play(engine, act, store=store)


def test_what_goes_for_all_queries_of_a_shape_is_told_without_a_worker(store: str) -> None:
    """The engine's answer stands behind it as it came; why one is empty is told as before."""
    asked = "SELECT ?o {{ <https://example.org/{0}> <x:cites> ?s . ?s tt:code ?o }} ORDER BY ?o"
    ordered = f"PREFIX tt: <{TT.base}> {asked}"
    with_codes = ox.Store(store)
    for number in (9, 10):
        one = ox.NamedNode(f"https://example.org/A{number}")
        with_codes.add(ox.Quad(one, TT.code, ox.Literal(f"A{number}")))
        with_codes.add(ox.Quad(one, TT.sortKey, ox.Literal(f"A{number:03}")))
    with_codes.add(ox.Quad(TT.code, ox.NamedNode("x:p"), TT.code))
    with_codes.flush()
    del with_codes
    engine = Engine([answer(MILK), answer(MILK), answer(MILK), answer((TABLE % "").encode())])

    async def act(pool: EnginePool) -> None:
        first = json.loads(await ask(pool, ordered.format("a")))
        assert "A10" in first["warnings"][0], first
        for _ in range(2):
            outcome, body = await pool.submit(Job(ordered.format("b"), "json")).answer
            assert json.loads(body) == first
            assert body.endswith(MILK.lstrip()[1:]), "a worker would have written it anew"
            assert outcome.warnings == first["warnings"]
        empty = json.loads(await ask(pool, ordered.format("c")))
        assert len(empty["warnings"]) > 1, empty

    play(engine, act, store=store)


def test_graphs_are_named_unless_the_engine_is_known_to_hold_no_others() -> None:
    """Then only for a query that may find more, and for all once a connection has ended."""
    engine = Engine([answer(MILK)])
    labels = "SELECT ?o { ?s <urn:label> ?o }"
    doubts: list[bool] = []

    async def act(pool: EnginePool) -> None:
        pool.on_doubt = lambda: doubts.append(True)
        await ask(pool, labels)
        pool.set_alone(is_alone=True)
        await ask(pool, labels)
        await ask(pool)
        engine.closes = True
        await ask(pool, labels)
        await wait_until(lambda: bool(doubts))
        await ask(pool, labels)

    play(engine, act, graphs=["urn:a?1", "urn:b"])
    named = [
        [word for word in one.decode().split("&") if word.partition("=")[0] != "query"][-2:]
        for one in engine.asked
    ]
    words = [f"default-graph-uri={iri}" for iri in ("urn%3Aa%3F1", "urn%3Ab")]
    assert [one == words for one in named] == [True, False, True, False, True]
    assert b"graph-uri" not in engine.asked[1] + engine.asked[3]
