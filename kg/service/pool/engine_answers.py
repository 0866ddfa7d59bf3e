"""What an engine has answered: a fault, or rows that may be passed on as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from kg.service.http.replies import OK
from kg.service.pool.engine_connection import EngineAnswer
from kg.service.sparql.advice.knownterms import KnownTerms, mentions_graphs
from kg.service.sparql.tokens import makes_graph
from kg.service.worker.enginewords import clean_words, is_cut_short, is_of_query, tell_refusal
from kg.service.worker.evaluation import SMALLEST_TO_COMPRESS
from kg.service.worker.wire import Job, Outcome

MULTIPLE = 300
LARGEST_HERE = 256 * 1024
"""To read through more would hold up all other requests."""
LARGEST_SAID = 16 * 1024
"""Of a refusal, what is read here."""
_CLOSED = ("xml", "json")
"""How the names of forms end that are not valid where they are cut: of triples in lines any are."""


# They hold no others, and an answer has thousands: the collector need not look them through.
class Term(msgspec.Struct, gc=False):
    """A term of a solution, as SPARQL 1.1 has it in JSON."""

    type: Literal["uri", "literal", "bnode"]
    value: str


class Head(msgspec.Struct):
    """What stands before the solutions."""

    vars: list[str]


class Solutions(msgspec.Struct):
    """The solutions."""

    bindings: list[dict[str, Term]]


class Table(msgspec.Struct):
    """An answer to SELECT."""

    head: Head
    results: Solutions


TABLE = msgspec.json.Decoder(Table)


def find_fault(answer: EngineAnswer, query: str = "") -> Outcome | None:
    """Return what is wrong with an answer: refused, failed, or cut off; None if it looks whole.

    What is "unsupported" a worker may explain: to read a query may take long, or end a process.
    Virtuoso tells in headers alone that it cut an answer off.
    """
    said = answer.body[:LARGEST_SAID]
    if is_of_query(answer.status):
        return Outcome("unsupported", f"The engine refused the query: {clean_words(said)}")
    if answer.status < OK or answer.status >= MULTIPLE:
        slug = "timeout" if is_cut_short(answer.status, clean_words(said)) else "engine"
        return Outcome(slug, f"The engine did not answer: {tell_refusal(answer.status, said)}")
    if "x-sparql-maxrows" in answer.headers:
        return Outcome("too-many-rows", "The engine cut the answer off at its own limit.")
    if "x-sql-state" in answer.headers:
        return Outcome("timeout", "The engine ended the query at its own limit.")
    if not answer.bounded and makes_graph(query) and not answer.media_type.endswith(_CLOSED):
        told = "The engine does not tell where its answer ends: one cut off would look whole."
        return Outcome("engine", told)
    return None


class Passing:
    """Tells which answers may be passed on as they came."""

    def __init__(self, *, advised: bool) -> None:
        """Hear whether workers know enough of the data to advise."""
        self._known = KnownTerms() if advised else None
        self.hides_named = False
        """Whether the default graph is known to be empty while named graphs hold something."""

    def count_rows(self, job: Job, body: bytes) -> int | None:
        """Return the rows of an answer that may be passed on; None where a worker is needed.

        It is a table in JSON, in the very form of SPARQL 1.1, and there is nothing to say beside.
        """
        coded = job.coding and len(body) >= SMALLEST_TO_COMPRESS
        advised = bool(job.remarks) or self.find_warnings(job) is None
        if job.format != "json" or coded or len(body) > LARGEST_HERE or advised:
            return None
        try:
            solutions = TABLE.decode(body).results.bindings
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        rows = len(solutions)
        # Why an answer is empty, or counts nothing, may be known.
        values = {term.value for solution in solutions[:1] for term in solution.values()}
        nothing = not rows or (rows == 1 and values == {"0"})
        advisable = (self._known is not None and job.advised) or self.is_hidden(job)
        unsure = rows > job.rows or (nothing and advisable)
        return None if unsure else rows

    def find_warnings(self, job: Job) -> Sequence[str] | None:
        """Return what is told beside any answer to such a query; None where a worker must look."""
        if self._known is None or not job.advised:
            return ()
        if job.graphs or any(self._known.find_concerns(job.query)):
            return None
        return self._known.recall(job.query) or ()

    def is_hidden(self, job: Job) -> bool:
        """Tell whether a job asks a default graph that is known to be empty, and no other."""
        asked = self.hides_named and job.advised and not job.graphs
        return asked and not mentions_graphs(job.query)

    def learn(self, job: Job, outcome: Outcome) -> None:
        """Learn from a worker's outcome which terms need no advice, and what goes for a shape."""
        if self._known is None or not job.advised or outcome.problem:
            return
        if outcome.alike:
            self._known.keep(outcome.warnings, job.query)
        elif not outcome.warnings:
            self._known.settle(job.query, self._known.find_concerns(job.query))
