"""The tables of a review in one of three variants: as printed, corrected, derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.outputs.pagequeries import select_page_rows
from kg.outputs.tables.corrected import correct_tables
from kg.outputs.tables.printed import load_derived_tables, load_stated_tables, load_tables
from kg.outputs.tables.table import Table


@dataclass(frozen=True, slots=True)
class TableSet:
    """Tables of one review, and who wrote it."""

    tables: tuple[Table, ...]
    authors: tuple[str, ...] = ()


def load_all_tables(store: Store, own: Path | None = None) -> list[Table]:
    """Return every table of a review that has rows: of the queries, then what its text states.

    `own` is the folder of a project, which may bring queries for tables. Raises as `load_tables`.
    """
    tables = (*load_tables(store, own), *load_stated_tables(store))
    return [table for table in tables if table.rows]


def _load_corrected(store: Store, own: Path | None) -> list[Table]:
    return correct_tables(store, load_all_tables(store, own))


def _load_derived(store: Store, own: Path | None) -> list[Table]:
    return [table for table in load_derived_tables(store, own) if table.rows]


VARIANTS: Mapping[str, Callable[[Store, Path | None], list[Table]]] = {
    "printed": load_all_tables,
    "corrected": _load_corrected,
    "derived": _load_derived,
}


# The folder of each variant.
TABLES: Mapping[str, str] = {
    "printed": "tables",
    "corrected": "tables-corrected",
    "derived": "tables-derived",
}


def load_table_set(store: Store, variant: str = "printed", own: Path | None = None) -> TableSet:
    """Return every table of a review that has rows in a variant, and who wrote the review."""
    names = (str(row["name"]) for row in select_page_rows(store, "review-creators"))
    return TableSet(tuple(VARIANTS[variant](store, own)), tuple(names))
