"""`queries/examples/` → questions with their stored answers, a page each."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import QueryError
from kg.graph.queries import Query, load_queries, run_query, term_text
from kg.outputs.site.rows import Row
from kg.outputs.stock import Addressed
from kg.resources import resource_folder


def read_questions(store: Store, addresses: Addressed) -> tuple[Row, ...]:
    """Ask every example question and return it with its answer, in the order of their heads."""
    queries = load_queries(resource_folder("queries") / "examples").values()
    ordered = sorted(queries, key=lambda query: (int(query.head.get("number", "999")), query.name))
    return tuple(_answered(store, addresses, query) for query in ordered)


def _answered(store: Store, addresses: Addressed, query: Query) -> Row:
    results = run_query(store, query, _defaults(query, addresses))
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"queries/examples/{query.name}.rq: a SELECT query is needed here")
    rows = [[_cell(term, addresses) for term in solution] for solution in results]
    return {
        "address": f"questions/{query.name}.html",
        "name": query.name,
        "question": query.summary,
        "description": query.head.get("description", ""),
        "audience": query.head.get("audience", ""),
        "text": query.body,
        "columns": [variable.value.replace("_", " ") for variable in results.variables],
        "rows": rows,
    }


def _defaults(query: Query, addresses: Addressed) -> dict[str, NamedNode | Literal]:
    """Return the terms that a question asks with when nobody has chosen others."""
    terms: dict[str, NamedNode | Literal] = {}
    for parameter in query.parameters:
        value = parameter.default
        if value is None:
            continue
        if parameter.kind in {"iri", "path"}:
            terms[parameter.name] = NamedNode(value if ":" in value else addresses.base + value)
        else:
            number = parameter.kind == "integer"
            terms[parameter.name] = Literal(int(value) if number else value)
    return terms


def _cell(term: object, addresses: Addressed) -> Row:
    if term is None:
        return {"text": "", "address": ""}
    text = term_text(term)  # type: ignore[arg-type]
    if not isinstance(term, NamedNode):
        return {"text": text, "address": ""}
    address = addresses.address_of(text)
    return {"text": text.removeprefix(addresses.base), "address": address or text}
