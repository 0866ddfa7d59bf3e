"""The tools: a function each, from arguments that were checked to an answer that can be checked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.assistants.answers import (
    Answer,
    Evidence,
    Fact,
    RecordAnswer,
    SearchAnswer,
    TableAnswer,
)
from kg.assistants.arguments import (
    Arguments,
    RecordArguments,
    Refusal,
    SearchArguments,
    SparqlArguments,
    quote_plainly,
)
from kg.assistants.asking import Asker, find_record
from kg.assistants.caveats import caveats_for, load_reviews
from kg.assistants.claims import load_claims, load_evidence, load_place
from kg.assistants.indexes import Found, find_in_indexes
from kg.assistants.search import SearchIndex, load_index, make_hit
from kg.service.application.generation import Generation
from kg.service.http.limits import KIB
from kg.service.sparql.guard import check_query
from kg.service.sparql.resultsjson import parse_results_json
from kg.service.worker.wire import Job

# An assistant has to read what it gets: these are below what the service gives a program.
MOST_ROWS = 1000
MOST_BYTES = 512 * KIB
MOST_FACTS = 150
GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")

Made = TypeVar("Made", bound=Answer)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it is called and said to do, what it takes, gives and does."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    answer: type[Answer]
    run: Callable[[Asker, Any], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells beside its own part."""

    claims: Sequence[str] = ()
    evidence: Sequence[Evidence] = ()
    caveats: Sequence[str] = ()


async def complete_answer(asker: Asker, model: type[Made], told: Told, **own: object) -> Made:
    """Make an answer of its own part, with the claims it names and what must be said beside it."""
    claims, left_out = await load_claims(asker, told.claims)
    reviews, ranked = await load_reviews(asker)
    catalogue = asker.generation.catalogue
    said = caveats_for(reviews, claims, told.evidence, ranked=ranked, draft=catalogue.draft)
    return model.model_validate(
        {
            **own,
            "reviews": reviews,
            "caveats": [*said, *told.caveats],
            "claims": claims,
            "claims_left_out": left_out,
            "build": catalogue.digest,
        }
    )


class Searcher:
    """The search, with its index of the build that was asked last."""

    def __init__(self) -> None:
        """Begin without an index: it is made when somebody searches."""
        self._known: tuple[Generation, SearchIndex] | None = None

    async def search(self, asker: Asker, asked: SearchArguments) -> SearchAnswer:
        """Find records by words; what was found of claims is told whole."""
        searching = asker.generation.catalogue.searching
        if searching is not None:
            asked_of = searching, asker, asked.words, asked.kind, asked.most
            return await _tell_hits(asker, await find_in_indexes(*asked_of))
        known = self._known
        if known is None or known[0] is not asker.generation:
            known = self._known = asker.generation, await load_index(asker)
        return await _tell_hits(asker, known[1].find(asked.words, asked.kind, asked.most))


async def _tell_hits(asker: Asker, found: Iterable[Found]) -> SearchAnswer:
    hits = [make_hit(one, asker) for one in found]
    claims = [hit.record for hit in hits if hit.kind in ("claim", "debate")]
    return await complete_answer(asker, SearchAnswer, Told(claims), hits=hits)


async def show_record(asker: Asker, asked: RecordArguments) -> RecordAnswer:
    """Tell all that is said of a record, and where the review says it."""
    iri = await find_record(asker, asked.record)
    rows = await asker.select("assistants/facts", record=iri)
    if not rows:
        raise Refusal(
            f"There is no record '{quote_plainly(asked.record)}'; search finds records by words."
        )
    names: dict[tuple[str, str], str | None] = {}
    for row in rows:
        names.setdefault((row["property"], row["value"]), row.get("name"))
    facts = [Fact(property=one, value=value, name=name) for (one, value), name in names.items()]
    place, _ = await load_place(asker, iri.value)
    evidence = [line for _, line in await load_evidence(asker, iri.value)]
    # A claim tells its evidence itself.
    claims, _ = await load_claims(asker, [iri.value])
    own = [] if claims else evidence
    said = [line.said for line in own if line.said]
    return await complete_answer(
        asker,
        RecordAnswer,
        Told([iri.value, *said], evidence),
        record=iri.value,
        place=place,
        facts=facts[:MOST_FACTS],
        facts_left_out=max(len(facts) - MOST_FACTS, 0),
        evidence=own,
    )


async def run_sparql(asker: Asker, asked: SparqlArguments) -> TableAnswer:
    """Run a query of the assistant; claims that its answer names are told as everywhere.

    Raises ProblemError for an update, a SERVICE, and all that the service refuses.
    """
    limits = asker.generation.limits
    form = check_query(asked.query, limits).form
    job = Job(
        asked.query,
        "ttl" if form in GRAPH_FORMS else "json",
        deadline=limits.deadline,
        rows=MOST_ROWS,
        result_bytes=MOST_BYTES,
    )
    outcome, body = await asker.run(job)
    if form in GRAPH_FORMS:
        turtle = body.decode()
        named = _iris_of(ox.parse(body, format=ox.RdfFormat.TURTLE))
        own: dict[str, object] = {"turtle": turtle}
    else:
        own, named = _read_results(body)
    return await complete_answer(
        asker, TableAnswer, Told(named), **own, warnings=list(outcome.warnings)
    )


def _iris_of(quads: Iterable[ox.Quad]) -> list[str]:
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    return [term.value for term in terms if isinstance(term, ox.NamedNode)]


def _read_results(body: bytes) -> tuple[dict[str, object], list[str]]:
    """Read a table or a truth; return the fields of an answer, and the IRIs in it."""
    results = parse_results_json(body)
    if isinstance(results, ox.QueryBoolean):
        return {"truth": bool(results)}, []
    rows = (
        [list(solution) for solution in results] if isinstance(results, ox.QuerySolutions) else []
    )
    columns = (
        [variable.value for variable in results.variables]
        if isinstance(results, ox.QuerySolutions)
        else []
    )
    shown = [[None if term is None else str(term) for term in row] for row in rows]
    named = [term.value for row in rows for term in row if isinstance(term, ox.NamedNode)]
    return {"columns": columns, "rows": shown}, named
