"""`queries/examples/` → the questions that have an answer in this review, asked once for all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.errors import QueryError
from kg.graph.queries import Query, run_query
from kg.graph.vocab import RDF
from kg.outputs.tables.selection import load_table_queries

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its answer: a row has a term, or None, for each column."""

    query: Query
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def load_examples(own: Path | None = None) -> list[Query]:
    """Return the questions in the order of their heads; a project may bring its own.

    `own` is its folder, below which they lie as ours do; one of our names takes our place. Raises
    as `load_table_queries` does.
    """
    queries = load_table_queries("examples", own)
    # Without a number a question stands behind all that have one.
    return sorted(queries, key=lambda query: (int(query.head.get("number", "999")), query.name))


def ask_examples(store: Store, base: str, own: Path | None = None) -> list[Example]:
    """Ask every question; return those with an answer, in the order of their heads.

    A question about what a review does not have, such as levels of concepts, is left out. Raise
    QueryError for a faulty query.
    """
    stand_ins = StandIns(store)
    asked = (_ask(stand_ins, query, base) for query in load_examples(own))
    return [example for example in asked if example.rows]


def _ask(stand_ins: StandIns, query: Query, base: str) -> Example:
    terms = default_terms(stand_ins, query, base)
    # A function that there is not gives no value; `kg check` tells of it.
    results = run_query(stand_ins.store, query, terms, lacking=[])
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"queries/examples/{query.name}.rq: a SELECT query is needed here")
    columns = tuple(variable.value for variable in results.variables)
    return Example(query, columns, tuple(tuple(solution) for solution in results))


@dataclass(frozen=True)
class StandIns:
    """The records of a dataset that stand in for those which it does not have."""

    store: Store

    @cached_property
    def _first_by_kind(self) -> dict[str, str]:
        """Return the least IRI of each kind of record, so that two builds ask about the same."""
        # Read once for all questions: it goes through every thing that has a class.
        found: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(None, RDF.type, None):
            name = quad.subject.value if isinstance(quad.subject, NamedNode) else "#"
            if "#" not in name:
                kind = _kind_of(name)
                found[kind] = min(name, found.get(kind, name))
        return found

    def record(self, iri: str) -> NamedNode:
        """Return a record, or the first of its kind, or what was asked where there is none."""
        wanted = NamedNode(iri)
        if any(self.store.quads_for_pattern(wanted, None, None)):
            return wanted
        return NamedNode(self._first_by_kind.get(_kind_of(iri), iri))


def _kind_of(iri: str) -> str:
    return iri.rpartition("/")[0]


def default_terms(stand_ins: StandIns, query: Query, base: str) -> dict[str, NamedNode | Literal]:
    """Return the terms that a question asks with when nobody has chosen others.

    Where a default names a record that this review does not have, the first of its kind stands in.
    """
    terms: dict[str, NamedNode | Literal] = {}
    for parameter in query.parameters:
        value = parameter.default
        if value is None:
            continue
        if parameter.kind in {"iri", "path"}:
            terms[parameter.name] = stand_ins.record(value if ":" in value else base + value)
        else:
            number = parameter.kind == "integer"
            terms[parameter.name] = Literal(int(value) if number else value)
    return terms
