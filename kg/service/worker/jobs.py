"""One job done: an answer with what should be known beside it, or what is wrong, in words."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.graph.queries import tell_lacking
from kg.graph.vocab import PREFIXES
from kg.service.sparql.legibility import find_unreadable
from kg.service.sparql.mistakes.explaining import explain_syntax
from kg.service.sparql.resultsjson import add_warnings
from kg.service.worker.enginewords import tell_broken
from kg.service.worker.evaluation import (
    LONGEST_DETAIL,
    SMALLEST_TO_COMPRESS,
    Backend,
    EvaluationError,
    compress,
    serialize,
)
from kg.service.worker.wire import Job, Outcome

UNKNOWN_FUNCTION = re.compile(r"The custom function <(.*)> is not supported")
MOST_WARNINGS, LONGEST_WARNING = 5, 1000


def evaluate(backend: Backend, job: Job) -> tuple[Outcome, bytes]:
    """Do a job; every failure that can be named becomes an outcome."""
    if job.refused:
        return explain_refusal(job, backend.prefixes), b""
    return _evaluate(backend, job)


def _evaluate(backend: Backend, job: Job) -> tuple[Outcome, bytes]:
    started = time.perf_counter()
    try:
        body, rows, warnings = answer(backend, job)
        coding = job.coding if len(body) >= SMALLEST_TO_COMPRESS else ""
        body = compress(body, coding)
    except EvaluationError as error:
        slug, detail = error.args
        return Outcome(problem=slug, detail=detail), b""
    except SyntaxError as error:
        if job.received:  # read as it is needed, so that a fault may come late
            slug, detail = tell_broken(job.received)
            return Outcome(problem=slug, detail=detail), b""
        return describe_syntax_error(str(error), job.query, backend.prefixes), b""
    # Met when Python allocates; when the engine does, the process ends, and the pool tells it.
    except MemoryError:
        return Outcome(problem="too-costly", detail="The memory limit of a query was reached."), b""
    except (RuntimeError, ValueError, OSError) as error:
        # The graphs that a query names are read before the engine reads all of it.
        unreadable = find_unreadable(job.query) if isinstance(error, ValueError) else ""
        told = describe_syntax_error(unreadable, job.query, backend.prefixes)
        return (told if unreadable else describe_engine_error(error)), b""
    seconds = time.perf_counter() - started
    told = Outcome(
        rows=rows,
        seconds=seconds,
        coding=coding,
        warnings=warnings,
        wanted=backend.wanted,
        # A front that asks an engine itself can tell it from now on.
        alike=bool(warnings and job.received) and backend.tells_alike(job, warnings),
    )
    return told, body


def answer(backend: Backend, job: Job) -> tuple[bytes, int, list[str]]:
    """Answer a job; return the bytes, the number of rows, and what should be known beside them.

    Raises what the engine raises, and EvaluationError for what cannot be serialised.
    """
    if job.table is not None:
        backend.make_table(job.table)
        return b"", 0, []
    missing: list[str] = []
    while True:
        try:
            return serialize_with_advice(backend, job, missing)
        except RuntimeError as error:
            # An unknown function is no fault of the query's form: each call of it is an error,
            # which a FILTER takes for no and BIND for no value. The engine names one at a time.
            unknown = UNKNOWN_FUNCTION.match(str(error))
            if unknown is None or unknown[1] in missing:
                raise
            missing.append(unknown[1])


def serialize_with_advice(
    backend: Backend, job: Job, missing: Sequence[str]
) -> tuple[bytes, int, list[str]]:
    """Evaluate and serialise a job; the same as `answer`, with the functions that are missing."""
    results = backend.query(job, missing)
    lacking = [tell_lacking(iri) for iri in missing]
    lacking += job.remarks

    no = isinstance(results, ox.QueryBoolean) and not results

    def advise(*, empty: bool) -> list[str]:
        if not job.advised:
            return []
        told = [*lacking, *backend.advise(job, empty=empty or no)][:MOST_WARNINGS]
        return [f"{one[:LONGEST_WARNING]}…" if one[LONGEST_WARNING:] else one for one in told]

    body, rows, empty = serialize(results, job, backend.prefixes, advise)
    warnings = advise(empty=empty)
    if warnings and job.format == "json":
        body = add_warnings(body, warnings)
    return body, rows, warnings


def describe_syntax_error(message: str, query: str, prefixes: Mapping[str, str]) -> Outcome:
    """Say in words what is wrong with a query, with the line and the column of its own text."""
    mistake = explain_syntax(query, message, {**PREFIXES, **prefixes})
    if mistake is None:
        return Outcome(problem="syntax", detail=message[:LONGEST_DETAIL])
    line, column = mistake.line, mistake.column
    detail = f"Line {line}, column {column}: {mistake.told[:LONGEST_DETAIL]}"
    return Outcome(problem="syntax", detail=detail, line=line, column=column)


def explain_refusal(job: Job, prefixes: Mapping[str, str]) -> Outcome:
    """Say why a query that an engine has refused cannot be read; in its words where it can.

    It is read as it was asked, so that words and place are the same behind every engine.
    """
    message = find_unreadable(job.query)
    if not message:
        return Outcome(problem="unsupported", detail=job.refused)
    return describe_syntax_error(message, job.query, prefixes)


def describe_engine_error(error: Exception) -> Outcome:
    """Tell a query the engine cannot do from an engine that failed; texts with paths stay here."""
    if isinstance(error, (RuntimeError, ValueError)):
        return Outcome(problem="unsupported", detail=" ".join(str(error).split())[:LONGEST_DETAIL])
    return Outcome(problem="failed", detail="The engine reported an error of input or output.")
