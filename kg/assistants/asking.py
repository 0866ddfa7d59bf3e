"""A query → its rows, by the service's own workers and within its limits."""

from __future__ import annotations

import asyncio
from functools import cache

import pyoxigraph as ox

from kg.assistants.arguments import Refusal, make_iri, quote_plainly
from kg.errors import QueryError
from kg.graph.queries import Query, Row, load_queries, term_text
from kg.resources import resource_folder
from kg.service.answers.pages import is_page
from kg.service.application.generation import Generation
from kg.service.http.limits import MIB
from kg.service.http.problems import ProblemError
from kg.service.sparql.resultsjson import parse_results_json
from kg.service.worker.wire import Job, Outcome

MOST_NAMED = 20
MOST_ROWS = 20_000
MOST_BYTES = 16 * MIB
# Of one question, so that it does not fill the queue in which the questions of others wait, too.
MOST_AT_ONCE = 12


@cache
def load_role(role: str) -> dict[str, Query]:
    """Load the queries of a role, once: they are a part of the engine."""
    return load_queries(resource_folder("queries") / role)


class Asker:
    """Asks the generation that is served now; one for each question, so that it is of one build."""

    def __init__(self, generation: Generation) -> None:
        """Take the generation."""
        self.generation = generation
        self.base = generation.catalogue.base
        self._room = asyncio.Semaphore(MOST_AT_ONCE)

    async def select(self, query: str, **terms: ox.NamedNode | ox.Literal) -> list[Row]:
        """Ask a query by `role/name` with terms for its variables; a row lacks what is unbound.

        Raises ProblemError where it has no answer within the limits.
        """
        role, _, name = query.partition("/")
        bindings = {variable: str(term) for variable, term in terms.items()}
        deadline = self.generation.limits.deadline
        job = Job(
            load_role(role)[name].text,
            "json",
            bindings=bindings,
            deadline=deadline,
            rows=MOST_ROWS,
            result_bytes=MOST_BYTES,
            advised=False,
        )
        _, body = await self.run(job)
        return parse_rows(body)

    async def run(self, job: Job) -> tuple[Outcome, bytes]:
        """Run a job; raise ProblemError where it was refused, ended or has a fault.

        One that nobody waits for any more is ended.
        """
        async with self._room:
            ticket = self.generation.pool.submit(job)
            try:
                outcome, body = await ticket.answer
            except asyncio.CancelledError:
                self.generation.pool.cancel(ticket)
                raise
        if outcome.problem:
            raise ProblemError(outcome.problem, outcome.detail)
        return outcome, body

    def site_of(self, iri: str) -> str | None:
        """Return where the site shows a record, below the address of the site; None if nowhere."""
        shelf = self.generation.catalogue.shelves.find_by_iri(iri)
        path = iri.removeprefix(shelf.base) if shelf is not None else ""
        if shelf is None or not path:
            return None
        if path in shelf.places:
            return shelf.here(shelf.places[path])[1:]
        return shelf.here(f"{path}.html")[1:] if is_page(shelf.site, path) else None


async def find_record(asker: Asker, name: str, folder: str = "") -> ox.NamedNode:
    """Find the record that a name means; `folder` is of a name without one, as in `make_iri`.

    A path may be of any review here. Raises Refusal where several have it, or it can be no name.
    """
    iri = make_iri(name, asker.base, folder)
    if iri.value == name:
        return iri
    path = ox.Literal(iri.value.removeprefix(asker.base))
    found = [row["record"] for row in await asker.select("assistants/named", path=path)]
    if len(found) > 1:
        told = ", ".join(found[:MOST_NAMED])
        raise Refusal(
            f"Several reviews have '{quote_plainly(name)}'; give one IRI of these: {told}."
        )
    return ox.NamedNode(found[0]) if found else iri


def parse_rows(body: bytes) -> list[Row]:
    """Parse a table in JSON; what is unbound has no key. Raises QueryError where it is none."""
    results = parse_results_json(body)
    if not isinstance(results, ox.QuerySolutions):
        raise QueryError("a SELECT query is needed here")
    names = [variable.value for variable in results.variables]
    return [
        {
            name: term_text(term)
            for name, term in zip(names, solution, strict=True)
            if term is not None
        }
        for solution in results
    ]


def say_problem(problem: ProblemError) -> Refusal:
    """Say a problem of the service as a refusal: what happened, and what can be done."""
    detail = " ".join(problem.detail.split()).removesuffix(".")
    return Refusal(f"{problem.kind.title}: {detail}. {problem.kind.remedy}")
