"""The graph → what an author hands to a publisher: every table, and the annotated bibliography.

The bibliography comes in two of the three variants: with the entries of works as the review prints
them, and corrected. What it says below them is made from the graph in both, so that a derived one
would be nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Store

from kg.errors import BuildError
from kg.outputs.bibliography import NAME, Bibliography, load_bibliography, render_bibliography
from kg.outputs.references import load_references
from kg.outputs.tables import FORMATS, TABLES, Look, TableSet, load_table_set, render_tables

_PRINTED, _CORRECTED = "printed", "corrected"


def render_handover(
    store: Store,
    tables: TableSet,
    style: bytes | None,
    variant: str,
    formats: Iterable[str],
    look: Look | None = None,
) -> dict[str, bytes]:
    """Return the tables of a variant with its bibliography in some formats, by file name.

    `style` is that of CSL which sets corrected entries. Raises as `render_tables` and
    `load_bibliography` do, and BuildError where a table has the name of the bibliography.
    """
    formats = tuple(formats)
    files = render_tables(tables, formats, look)
    works = _load_works(store, style, variant)
    if works is None or not works.table.rows:
        return files
    if any(table.name == NAME for table in tables.tables):
        raise BuildError(f"{NAME}: a table has the name of the annotated bibliography; rename it")
    reference = look.reference if look else None
    return files | render_bibliography(works, tables.authors, formats, reference)


def render_variants(store: Store, own: Path, style: bytes | None) -> dict[str, bytes]:
    """Return what is handed over of a project in each form and variant, by folder and file name.

    Where nothing is corrected there is no such variant. Raises as `render_handover` does.
    """
    files: dict[str, bytes] = {}
    for variant, folder in TABLES.items():
        tables = load_table_set(store, variant, own)
        if variant != _CORRECTED or _is_corrected(store, tables):
            made = render_handover(store, tables, style, variant, FORMATS)
            files |= {f"{folder}/{name}": content for name, content in made.items()}
    return files


def _load_works(store: Store, style: bytes | None, variant: str) -> Bibliography | None:
    if variant == _PRINTED:
        return load_bibliography(store, None, as_printed=True)
    return load_bibliography(store, style) if variant == _CORRECTED else None


def _is_corrected(store: Store, tables: TableSet) -> bool:
    """Tell whether a cell or an entry is otherwise than it is printed."""
    return any(table.remarks for table in tables.tables) or any(
        one.applied for work in load_references(store).values() for one in work.corrections
    )
