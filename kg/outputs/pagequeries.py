"""The name of a query in `queries/pages/` → its rows over a dataset."""

from __future__ import annotations

from pyoxigraph import Store

from kg.errors import QueryError
from kg.graph.queries import Row, read_query, select_rows
from kg.resources import resource_folder


def select_page_rows(store: Store, name: str) -> list[Row]:
    """Run `queries/pages/<name>.rq`; raise QueryError when the file is faulty."""
    query, problems = read_query(resource_folder("queries") / "pages" / f"{name}.rq")
    if query is None:
        raise QueryError("\n".join(map(str, problems)))
    return select_rows(store, query)
