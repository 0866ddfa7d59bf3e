"""The review's own tables, regenerated from `queries/tables/`: CSV, Markdown and HTML.

A table query returns its columns in order. Its head may say `join: column` (rows alike but for that
column become one, its values joined by a space), `merge: column` (a cell that repeats the one above
spans rows in HTML) and `heads: name` (the printed headings of the review's table of that name).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from jinja2 import Environment
from pyoxigraph import QuerySolutions, Store

from kg.errors import BuildError
from kg.graph.queries import Query, load_queries, run_query, select_rows, term_text
from kg.graph.vocab import TT
from kg.languages import direction_of
from kg.outputs.writing import OutputWriter
from kg.resources import resource_folder
from kg.templating import make_environment

_LANGUAGE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?language WHERE { ?review a tt:Review ; dcterms:language ?language }
"""
_HEADS = """
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?table ?text WHERE {
  ?column a tt:TableColumn ; tt:inTable ?table ; tt:order ?order ; tt:printedText ?text .
} ORDER BY ?table ?order
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be written: every row has a cell for every head."""

    name: str
    summary: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: int | None = None
    language: str = "en"  # of the review, whose words these are

    def spans(self) -> list[tuple[int | None, tuple[str, ...]]]:
        """Return each row with the number of rows its merged cell spans (None: spanned by one)."""
        if self.merged is None:
            return [(1, row) for row in self.rows]
        spans: list[tuple[int | None, tuple[str, ...]]] = []
        for _, group in groupby(self.rows, key=lambda row: row[self.merged or 0]):
            rows = list(group)
            spans += [(len(rows) if index == 0 else None, row) for index, row in enumerate(rows)]
        return spans


def load_tables(store: Store) -> list[Table]:
    """Run every table query over a dataset; raise BuildError for one that is no SELECT.

    A table may have no rows: the review has not got what it shows.
    """
    heads: dict[str, list[str]] = {}
    for row in select_rows(store, _HEADS):
        heads.setdefault(row["table"].rsplit("/", 1)[-1], []).append(row["text"])
    queries = load_queries(resource_folder("queries") / "tables")
    tables = [_table_of(store, query, heads) for query in queries.values()]
    for row in select_rows(store, _LANGUAGE):
        tables = [replace(table, language=row["language"]) for table in tables]
    if next(store.quads_for_pattern(None, TT.isDraft, None), None) is None:
        return tables
    return [replace(table, summary=f"Draft: {table.summary}") for table in tables]


def _table_of(store: Store, query: Query, heads: Mapping[str, list[str]]) -> Table:
    results = run_query(store, query)
    if not isinstance(results, QuerySolutions):
        raise BuildError(f"queries/tables/{query.name}.rq: a SELECT query is needed here")
    names = [variable.value for variable in results.variables]
    rows = [
        tuple("" if term is None else term_text(term) for term in solution) for solution in results
    ]
    if "join" in query.head:
        rows = _join_rows(rows, names.index(query.head["join"]))
    # A review that has no such table still gets the query’s own names as headings.
    printed = heads.get(query.head.get("heads", ""), names)
    # By the name of the variable: printed headings may be alike, or in another language.
    merged = names.index(query.head["merge"]) if "merge" in query.head else None
    return Table(query.name, query.summary, tuple(printed), tuple(rows), merged)


def _join_rows(rows: list[tuple[str, ...]], column: int) -> list[tuple[str, ...]]:
    def others(row: tuple[str, ...]) -> tuple[str, ...]:
        return row[:column] + row[column + 1 :]

    joined: list[tuple[str, ...]] = []
    for key, group in groupby(rows, key=others):
        cell = " ".join(row[column] for row in group)
        joined.append((*key[:column], cell, *key[column:]))
    return joined


def render_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180 quoting, LF line ends)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.heads)
    writer.writerows(table.rows)
    return text.getvalue()


def render_markdown(table: Table) -> str:
    """Return a table as a Markdown pipe table."""

    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    rule = line(tuple("---" for _ in table.heads))
    return "\n".join([line(table.heads), rule, *map(line, table.rows)]) + "\n"


def render_html(table: Table) -> str:
    """Return a table as an HTML page of its own."""
    environment = make_environment(resource_folder("site") / "templates", Environment)
    environment.filters["direction"] = direction_of
    return environment.get_template("table-alone.html").render(table=table) + "\n"


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "csv": render_csv,
    "md": render_markdown,
    "html": render_html,
}


def render_tables(store: Store) -> dict[str, str]:
    """Return every table that has rows in every format, by file name."""
    return {
        f"{table.name}.{suffix}": render(table)
        for table in load_tables(store)
        if table.rows
        for suffix, render in FORMATS.items()
    }


def write_tables(tables: Mapping[str, str], outputs: OutputWriter) -> None:
    """Write rendered tables by their file names."""
    for name, text in tables.items():
        outputs.write(name, text.encode(), "a regenerated table")


def build_tables(store: Store, outputs: OutputWriter) -> None:
    """Write every table in every format."""
    write_tables(render_tables(store), outputs)
