"""The tables of a project against the copies of them that somebody has looked at and accepted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.outputs.tables import TableSet, render_tables
from kg.outputs.tables.drift import describe_drift

# What an accepted copy is: the other forms are made from the same cells.
ACCEPTED = "csv"


def find_drift(tables: TableSet, folder: Path, base: str) -> Mapping[str, list[str]]:
    """Return each table, by its name, with a line for each difference from its accepted copy.

    `folder` holds the copies; `base` begins the IRI of every record. Raises as `render_tables`.
    """
    new = {name: text.decode() for name, text in render_tables(tables, [ACCEPTED]).items()}
    old = {path.name: path.read_text("utf-8") for path in folder.glob(f"*.{ACCEPTED}")}
    records = {
        f"{table.name}.{ACCEPTED}": [iri.removeprefix(base) for iri in table.records]
        for table in tables.tables
    }
    return {
        Path(name).stem: list(
            describe_drift(Path(name).stem, old.get(name), new.get(name), records.get(name, ()))
        )
        for name in sorted(new.keys() | old.keys())
    }
