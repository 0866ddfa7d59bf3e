"""The review's tables: one shape (`table.py`), what fills it, a module for each form of file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Store

from kg.outputs.tables.csvfile import render_csv
from kg.outputs.tables.htmlpage import render_html
from kg.outputs.tables.markdown import render_markdown
from kg.outputs.tables.printed import load_stated_tables, load_tables
from kg.outputs.tables.table import Table
from kg.outputs.writing import OutputWriter

FORMATS: Mapping[str, Callable[[Table], str]] = {
    "csv": render_csv,
    "md": render_markdown,
    "html": render_html,
}


def load_all_tables(store: Store) -> list[Table]:
    """Return every table of a review that has rows: of the queries, then what its text states."""
    return [table for table in (*load_tables(store), *load_stated_tables(store)) if table.rows]


def render_tables(tables: Iterable[Table], formats: Iterable[str] = FORMATS) -> dict[str, bytes]:
    """Return tables in some formats, by file name; one that has no rows is left out."""
    return {
        f"{table.name}.{suffix}": FORMATS[suffix](table).encode()
        for table in tables
        if table.rows
        for suffix in formats
    }


def write_tables(files: Mapping[str, bytes], outputs: OutputWriter) -> None:
    """Write rendered tables by their file names."""
    for name, content in files.items():
        outputs.write(name, content, "a regenerated table")


def build_tables(store: Store, outputs: OutputWriter) -> None:
    """Write what the queries for tables make, in every format.

    The tables that the text states have pages of the site under the same names.
    """
    write_tables(render_tables(load_tables(store)), outputs)
