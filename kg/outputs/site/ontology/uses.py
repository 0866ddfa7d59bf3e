"""How often each graph uses a term, each count with the query that lists what was counted."""

from __future__ import annotations

from urllib.parse import quote

from kg.graph.queries import Query, read_query
from kg.graph.vocab import TT
from kg.outputs.cells import Row
from kg.outputs.site.ontology.words import OWN
from kg.resources import resource_folder

ROLES = ("members", "statements", "values")


def uses_by_term(rows: list[Row]) -> dict[str, list[Row]]:
    """Return for each term, by its address, the graphs that use it: name, count, words, query."""
    queries = {role: _read(f"ontology-{role}") for role in ROLES}
    found: dict[str, list[Row]] = {}
    for row in rows:
        text = query_text(queries[row["role"]], row["term"], row["graph"])
        use = {
            "graph": row["name"],
            "count": row["count"],
            "of_things": row["role"] == "members",
            "address": f"sparql.html#q={quote(text, safe='')}",
        }
        found.setdefault(row["term"], []).append(use)
    return found


def query_text(query: Query, address: str, graph: str) -> str:
    """Return a query about a term in a graph: its text, and both as values at its end."""
    term = TT.base + address.removeprefix(OWN)
    return f"{query.body}VALUES (?term ?graph) {{ (<{term}> <{graph}>) }}\n"


def _read(name: str) -> Query:
    query, problems = read_query(resource_folder("queries") / "pages" / f"{name}.rq")
    assert query is not None, "\n".join(map(str, problems))
    return query
