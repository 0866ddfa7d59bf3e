from __future__ import annotations

import gzip
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import brotli
import pyoxigraph as ox
import pytest
import rdflib
import zstandard
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kg.service.counts.patterns import TableName
from kg.service.worker.evaluation import (
    CappedSink,
    EvaluationError,
    RowCounter,
    compress,
)
from kg.service.worker.jobs import describe_engine_error, describe_syntax_error, evaluate
from kg.service.worker.wire import Job

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class Memory:
    """A backend on a store in memory."""

    def __init__(self, fail: Exception | None = None) -> None:
        """Hold three triples; raise `fail` instead of answering, where it is given."""
        self.prefixes = {"e": "http://example.org/"}
        self.wanted = None
        self.store = ox.Store()
        self.fail = fail
        for name in "abc":
            node = ox.NamedNode(f"http://example.org/{name}")
            self.store.add(ox.Quad(node, node, ox.Literal(name)))

    def make_table(self, name: TableName) -> None:
        """Have none."""
        raise ValueError(name)

    def advise(self, job: Job, *, empty: bool) -> list[str]:
        """Say nothing."""
        del job, empty
        return []

    def query(
        self, job: Job, missing: Sequence[str] = ()
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate, or fail."""
        del missing
        if self.fail is not None:
            raise self.fail
        return self.store.query(job.query)


class Holder(Memory):
    """A backend on one triple."""

    def __init__(self, triple: ox.Triple) -> None:
        """Hold it."""
        super().__init__()
        self.store = ox.Store()
        self.store.add(ox.Quad(*triple))


ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv", "html", "md", "xlsx"])
def test_rows_are_counted_in_every_format(name: str) -> None:
    """The log tells the same number whatever the format."""
    outcome, body = evaluate(Memory(), Job(ALL, name))
    assert (outcome.problem, outcome.rows) == ("", 3)
    assert body


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig", "rdf", "jsonld", "html", "md"])
def test_a_graph_is_a_set(name: str) -> None:
    """A triple constructed thrice is given once."""
    query = "CONSTRUCT { <x:a> <x:b> <x:c> } WHERE { ?s ?p ?o }"
    outcome, _ = evaluate(Memory(), Job(query, name))
    assert (outcome.problem, outcome.rows) == ("", 1)


@pytest.mark.parametrize(
    ("query", "name"),
    [(ALL, "ttl"), ("ASK {}", "csv"), ("ASK {}", "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")],
)
def test_a_format_that_does_not_fit_is_refused(query: str, name: str) -> None:
    """A table is no graph, and yes or no is no table."""
    assert evaluate(Memory(), Job(query, name))[0].problem == "not-acceptable"


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv", "html", "md", "xlsx"])
def test_one_row_too_many_is_no_answer(name: str) -> None:
    """The cap holds to the row, and nothing is sent of what is beyond it."""
    assert evaluate(Memory(), Job(ALL, name, rows=3))[0].problem == ""
    outcome, body = evaluate(Memory(), Job(ALL, name, rows=2))
    assert (outcome.problem, body) == ("too-many-rows", b"")


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv", "html", "md", "xlsx"])
def test_one_byte_too_many_is_no_answer(name: str) -> None:
    """The cap of bytes holds in every format."""
    outcome, body = evaluate(Memory(), Job(ALL, name, result_bytes=5))
    assert (outcome.problem, body) == ("too-large", b"")


@pytest.mark.parametrize(
    ("error", "slug"),
    [
        (MemoryError(), "too-costly"), (RuntimeError("no such function"), "unsupported"),
        (OSError("/secret/path"), "failed"), (EvaluationError("engine", "x"), "engine"),
        (SyntaxError("error at 1:2: x"), "syntax"),
    ],
)  # fmt: skip
def test_failures_have_names(error: Exception, slug: str) -> None:
    """Each becomes an outcome; no path is told."""
    outcome, body = evaluate(Memory(error), Job(ALL, "json"))
    assert (outcome.problem, body) == (slug, b"")
    assert "/secret" not in outcome.detail


@pytest.mark.parametrize(
    ("message", "place"),
    [("error at 3:14: expected x", (3, 14)), ("something else", (0, 0))],
)
def test_the_place_of_a_syntax_error_is_told(message: str, place: tuple[int, int]) -> None:
    """Line and column stand apart, for editors."""
    outcome = describe_syntax_error(message, "SELECT *\n{\n ?s ?p ?o }", {})
    assert (outcome.line, outcome.column) == place


def test_messages_are_cut() -> None:
    """A query cannot have itself sent back at length."""
    assert len(describe_syntax_error("x" * 9000, "", {}).detail) <= 500
    assert len(describe_engine_error(ValueError("x" * 9000)).detail) <= 500


def test_small_answers_are_not_compressed() -> None:
    """The coding told is the one used."""
    assert evaluate(Memory(), Job(ALL, "json", coding="gzip"))[0].coding == ""
    long = f"SELECT ('{'x' * 2000}' AS ?x) {{}}"
    assert evaluate(Memory(), Job(long, "json", coding="gzip"))[0].coding == "gzip"


def test_codings_can_be_undone_and_repeated() -> None:
    """The same answer has the same bytes, whenever it is compressed."""
    body = b"tea " * 900
    assert gzip.decompress(compress(body, "gzip")) == body
    assert brotli.decompress(compress(body, "br")) == body
    assert zstandard.ZstdDecompressor().decompress(compress(body, "zstd")) == body
    assert compress(body, "") == body
    assert compress(body, "gzip") == compress(body, "gzip")


def test_a_sink_takes_what_it_has_room_for() -> None:
    """Exactly the cap is allowed."""
    sink = CappedSink(4)
    sink.write(b"ab")
    sink.write(b"cd")
    assert sink.contents() == b"abcd"
    with pytest.raises(EvaluationError):
        sink.write(b"e")


def test_a_counter_stops_at_its_cap() -> None:
    """Triples beyond it are never made."""
    triple = [ox.Triple(ox.NamedNode(f"x:{n}"), ox.NamedNode("x:p"), ox.Literal(n)) for n in (1, 2)]
    with pytest.raises(EvaluationError):
        list(RowCounter(1).distinct(triple))
    assert len(list(RowCounter(1).distinct([triple[0], triple[0]]))) == 1


NODE = ox.NamedNode("http://example.org/a")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ENDINGS = [
    "",
    "a",
    "é",
    "a1",
    "1",
    "-",
    ".",
    "%20",
    "a/",
    "#",
    "a'",
    "a&b",
    "li",
    "a:b",
    "_",
    "\xb7",
]


@given(ANY_TEXT)
@example("a\rb")
@example("\x0b")
@example("\uffff")
def test_xml_is_well_formed_or_refused(text: str) -> None:
    """A literal is read as it was, or its character is named and JSON proposed."""
    memory = Holder(ox.Triple(NODE, NODE, ox.Literal(text)))
    outcome, body = evaluate(memory, Job("SELECT ?o { ?s ?p ?o }", "xml"))
    if outcome.problem:
        assert outcome.problem == "not-acceptable"
        assert "U+" in outcome.detail
        assert "JSON" in outcome.detail
    else:
        root = ET.fromstring(body)
        (literal,) = root.iter("{http://www.w3.org/2005/sparql-results#}literal")
        assert (literal.text or "") == text


@given(ANY_TEXT, st.sampled_from(ENDINGS), st.sampled_from(["http://e/", "http://e/a/", RDF]))
@example("a\rb", "a", "http://e/")
def test_rdf_xml_is_read_back_or_refused(text: str, ending: str, namespace: str) -> None:
    """By a parser of another house, whatever literal and property it holds."""
    assume(not (namespace == RDF and ending == "#"))
    predicate = ox.NamedNode(namespace + ending)
    memory = Holder(ox.Triple(NODE, predicate, ox.Literal(text)))
    outcome, body = evaluate(memory, Job("CONSTRUCT WHERE { ?s ?p ?o }", "rdf"))
    if outcome.problem:
        assert outcome.problem == "not-acceptable"
        assert "Turtle" in outcome.detail
    else:
        ((_, found, literal),) = rdflib.Graph().parse(data=body, format="xml")
        assert (str(found), str(literal)) == (predicate.value, text)
