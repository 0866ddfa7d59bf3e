"""The name of a query in `queries/pages/`, or of another role, → its rows over a dataset."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store

from kg.errors import QueryError
from kg.graph.queries import read_query, run_query
from kg.outputs.cells import Row, cells_of
from kg.resources import resource_folder


def select_page_rows(store: Store, name: str, role: str = "pages") -> list[Row]:
    """Run `queries/<role>/<name>.rq`; a row has a cell for every column, IRIs as they are.

    Raise QueryError when the file is faulty or asks in another form than SELECT.
    """
    query, problems = read_query(resource_folder("queries") / role / f"{name}.rq")
    if query is None:
        raise QueryError("\n".join(map(str, problems)))
    results = run_query(store, query)
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"queries/{role}/{name}.rq: a SELECT query is needed here")
    # Cells by column, also those without a value: a row that lacks a key would be a KeyError only
    # for some reviews.
    columns = [variable.value for variable in results.variables]
    return [dict(zip(columns, cells_of(solution), strict=True)) for solution in results]
