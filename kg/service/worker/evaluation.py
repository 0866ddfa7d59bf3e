"""Results out of a backend: capped, serialised and compressed."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Protocol, cast

import pyoxigraph as ox

from kg.service.counts.patterns import TableName
from kg.service.sparql.advice.literals import finds_nothing
from kg.service.worker.tally import count_rows, counts_nothing
from kg.service.worker.terms import Term
from kg.service.worker.wire import Job
from kg.xmltext import find_unfit, makes_element, name_character

LONGEST_DETAIL = 500
INVALID = "The engine's answer is not valid."
# Below this a coding saves no packet.
SMALLEST_TO_COMPRESS = 512

RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
# Loaded on first use only: a worker that is never asked for them stays small.
TABLE_WRITERS = {
    "html": "kg.service.worker.webpage",
    "md": "kg.service.worker.markdown",
    "xlsx": "kg.service.worker.workbook",
}
COMPRESSORS = {"zstd": "zstandard", "br": "brotli"}

# Says what should be known beside an answer; asked with `empty`, whether it is.
Advise = Callable[..., list[str]]
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class EvaluationError(Exception):
    """A job that ends in a problem; `args` are its slug and detail."""


class Backend(Protocol):
    """Where queries are answered."""

    prefixes: Mapping[str, str]
    wanted: TableName | None
    """The table of counts that the last query would have been answered from, had it been made."""

    def query(self, job: Job, missing: Sequence[str] = ()) -> Results:
        """Evaluate a job's query; calls of functions that are `missing` have no value."""

    def advise(self, job: Job, *, empty: bool) -> list[str]:
        """Say what whoever asked should know beside the answer."""

    def tells_alike(self, job: Job, warnings: Sequence[str]) -> bool:
        """Tell whether all queries of this shape are told these warnings and nothing else."""

    def make_table(self, name: TableName) -> None:
        """Make a table of counts and keep it; raise ValueError where that cannot be."""


class TableWriter(Protocol):
    """What a module of TABLE_WRITERS provides."""

    def render_table(
        self,
        columns: list[str],
        rows: Iterable[list[Term | None]],
        job: Job,
        warnings: Sequence[str] = (),
    ) -> bytes:
        """Render a table as a whole document."""


class CappedSink:
    """A file for the engine to write into that refuses to grow past its cap."""

    def __init__(self, cap: int) -> None:
        """Take the cap in bytes."""
        self._room = cap
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece; raise when it is too much, which ends a streaming query at once."""
        self._room -= len(piece)
        if self._room < 0:
            raise EvaluationError("too-large", "The answer is larger than one answer may be.")
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Do nothing: there is nothing behind this sink."""

    def contents(self) -> bytes:
        """Return all that was written."""
        return b"".join(self._pieces)


class RowCounter:
    """Passes items on and counts them, up to a cap."""

    def __init__(self, cap: int) -> None:
        """Take the greatest number of items."""
        self.rows = 0
        self._cap = cap
        self.first: list[Term | None] = []

    def check(self) -> None:
        """Raise when there are more rows than allowed."""
        if self.rows > self._cap:
            raise EvaluationError("too-many-rows", f"The answer has more than {self._cap} rows.")

    def distinct(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """Yield each triple once: an RDF graph is a set."""
        seen: set[ox.Triple] = set()
        for triple in triples:
            if triple not in seen:
                seen.add(triple)
                self.rows += 1
                self.check()
                yield triple

    def tabulate(self, solutions: ox.QuerySolutions) -> Iterator[list[Term | None]]:
        """Yield each solution as a list of terms."""
        for solution in solutions:
            self.rows += 1
            self.check()
            row = list(solution)
            self.first = self.first or row
            yield row


def serialize(
    results: Results, job: Job, prefixes: Mapping[str, str], advise: Advise
) -> tuple[bytes, int, bool]:
    """Serialise results in the job's format; return the bytes, the number of rows, and if empty.

    So is a count of nothing, which has a row. A table for people is made with what `advise` says.

    Raises EvaluationError for a format that such results have not, or for too much of either.
    """
    if isinstance(results, ox.QueryBoolean):
        return (*serialize_boolean(results, job, advise), not results)
    if isinstance(results, ox.QueryTriples):
        body, rows = serialize_triples(results, job, prefixes, advise)
        return body, rows, not rows
    if job.format in TABLE_WRITERS:
        counter = RowCounter(job.rows)
        columns = [variable.value for variable in results.variables]
        body = write_table(columns, counter.tabulate(results), job, advise)
        empty = is_empty(counter.rows, job, lambda: finds_nothing([counter.first]))
        return body, counter.rows, empty
    result_format = RESULT_FORMATS.get(job.format)
    if result_format is None:
        raise EvaluationError("not-acceptable", "A table of solutions has no such format.")
    sink = CappedSink(job.result_bytes)
    results.serialize(cast("IO[bytes]", sink), format=result_format)
    # Rows are counted in what was written: in Python, one by one, they would take longer.
    body = sink.contents()
    counter = RowCounter(job.rows)
    counter.rows = count_rows(job.format, body)
    counter.check()
    if job.format == "xml":
        body = mend_xml(body, "JSON (format=json)")
    empty = is_empty(counter.rows, job, lambda: counts_nothing(job.format, body))
    return body, counter.rows, empty


def is_empty(rows: int, job: Job, look: Callable[[], bool]) -> bool:
    """Say whether an answer has no row, or counts nothing: only a count's one row is looked at."""
    return look() if rows == 1 and "count" in job.query.lower() else not rows


def serialize_boolean(said: ox.QueryBoolean, job: Job, advise: Advise) -> tuple[bytes, int]:
    """Serialise the answer to an ASK query.

    Returns the bytes and 1, its one row.
    """
    if job.format in ("json", "xml"):
        return said.serialize(format=RESULT_FORMATS[job.format]) or b"", 1
    if job.format == "html":
        word = ox.Literal("yes" if said else "no")
        return write_table(["answer"], [[word]], job, advise), 1
    raise EvaluationError("not-acceptable", "A yes or no has no such format.")


def serialize_triples(
    triples: ox.QueryTriples,
    job: Job,
    prefixes: Mapping[str, str],
    advise: Advise,
) -> tuple[bytes, int]:
    """Serialise a graph, each triple once, with the prefixes where the format has any."""
    counter = RowCounter(job.rows)
    distinct = counter.distinct(triples)
    if job.format in TABLE_WRITERS:
        rows = ([t.subject, t.predicate, t.object] for t in distinct)
        columns = ["subject", "predicate", "object"]
        table = cast("Iterable[list[Term | None]]", rows)
        return write_table(columns, table, job, advise), counter.rows
    graph_format = GRAPH_FORMATS.get(job.format)
    if graph_format is None:
        raise EvaluationError("not-acceptable", "A graph has no such format.")
    sink = CappedSink(job.result_bytes)
    if job.format == "rdf":
        distinct = check_properties(distinct)
    ox.serialize(distinct, cast("IO[bytes]", sink), graph_format, prefixes=dict(prefixes))
    body = sink.contents()
    if job.format == "rdf":
        body = mend_xml(body, "Turtle (format=ttl)")
    return body, counter.rows


def check_properties(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Pass triples on; raise where a property cannot be an element, as RDF/XML wants it.

    The engine would write what no XML parser reads.
    """
    good: set[str] = set()
    for triple in triples:
        iri = triple.predicate.value
        if iri not in good:
            if not makes_element(iri):
                raise EvaluationError(
                    "not-acceptable",
                    f"RDF/XML cannot hold the property <{iri[:LONGEST_DETAIL]}>; "
                    "ask for Turtle (format=ttl).",
                )
            good.add(iri)
        yield triple


def mend_xml(body: bytes, other: str) -> bytes:
    """Return XML of the engine that any parser reads as it was meant.

    Raises EvaluationError where a character has no place in XML: to replace it would change the
    answer without a word. A carriage return has one, but bare it would be read as a line feed.
    """
    unfit = find_unfit(body)
    if unfit:
        told = f"XML cannot hold the character {name_character(unfit)} of this answer"
        raise EvaluationError("not-acceptable", f"{told}; ask for {other}.")
    return body.replace(b"\r", b"&#13;")


def write_table(
    columns: list[str],
    rows: Iterable[list[Term | None]],
    job: Job,
    advise: Advise,
) -> bytes:
    """Write a table with the writer of the job's format; a page has warnings above it.

    Raises EvaluationError where it is too large, known only when it is whole.
    """
    warnings: list[str] = []
    if job.format == "html":
        rows = list(rows)
        warnings = advise(empty=is_empty(len(rows), job, lambda: finds_nothing(rows)))
    body = load_writer(job.format).render_table(columns, rows, job, warnings)
    if len(body) > job.result_bytes:
        raise EvaluationError("too-large", "The answer is larger than one answer may be.")
    return body


def load_writer(name: str) -> TableWriter:
    """Load the writer of tables in a format, with all that it stands on."""
    return cast("TableWriter", importlib.import_module(TABLE_WRITERS[name]))


def compress(body: bytes, coding: str) -> bytes:
    """Compress an answer; "" leaves it as it is."""
    if coding == "gzip":
        # Without a time in it, so that the same answer has the same bytes, as its strong tag says.
        return gzip.compress(body, compresslevel=5, mtime=0)
    if coding == "zstd":
        return bytes(importlib.import_module(COMPRESSORS[coding]).compress(body, 3))
    if coding == "br":
        return bytes(importlib.import_module(COMPRESSORS[coding]).compress(body, quality=4))
    return body
