"""`queries/examples/` → the questions that have an answer in this review, asked once for all."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.errors import QueryError
from kg.graph.queries import Query, load_queries, run_query
from kg.graph.vocab import RDF
from kg.resources import resource_folder

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its answer: a row has a term, or None, for each column."""

    query: Query
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def ask_examples(store: Store, base: str) -> list[Example]:
    """Ask every example question; return those with an answer, in the order of their heads.

    A question about what a review does not have, such as levels of concepts, is left out. Raise
    QueryError for a faulty query.
    """
    queries = load_queries(resource_folder("queries") / "examples").values()
    # Without a number a question stands behind all that have one.
    ordered = sorted(queries, key=lambda query: (int(query.head.get("number", "999")), query.name))
    asked = (_ask(store, query, base) for query in ordered)
    return [example for example in asked if example.rows]


def _ask(store: Store, query: Query, base: str) -> Example:
    results = run_query(store, query, default_terms(store, query, base))
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"queries/examples/{query.name}.rq: a SELECT query is needed here")
    columns = tuple(variable.value for variable in results.variables)
    return Example(query, columns, tuple(tuple(solution) for solution in results))


def default_terms(store: Store, query: Query, base: str) -> dict[str, NamedNode | Literal]:
    """Return the terms that a question asks with when nobody has chosen others.

    Where a default names a record that this review does not have, the first of its kind stands in.
    """
    terms: dict[str, NamedNode | Literal] = {}
    for parameter in query.parameters:
        value = parameter.default
        if value is None:
            continue
        if parameter.kind in {"iri", "path"}:
            terms[parameter.name] = _record(store, value if ":" in value else base + value)
        else:
            number = parameter.kind == "integer"
            terms[parameter.name] = Literal(int(value) if number else value)
    return terms


def _record(store: Store, iri: str) -> NamedNode:
    wanted = NamedNode(iri)
    if any(store.quads_for_pattern(wanted, None, None)):
        return wanted
    kind = iri.rpartition("/")[0] + "/"
    found = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, RDF.type, None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(kind)
    }
    # The least by name, so that two builds ask about the same record.
    return NamedNode(min((name for name in found if "#" not in name), default=iri))
