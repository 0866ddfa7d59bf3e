"""The review's tables: one shape (`table.py`), what fills it, a module for each form of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.errors import BuildError
from kg.languages import direction_of
from kg.outputs.documents.word import Imprint
from kg.outputs.tables.csvfile import render_csv
from kg.outputs.tables.htmlpage import render_html
from kg.outputs.tables.latex import render_document, render_fragment
from kg.outputs.tables.markdown import render_markdown
from kg.outputs.tables.printed import load_stated_tables, load_tables
from kg.outputs.tables.selection import names_of_own
from kg.outputs.tables.table import Table
from kg.outputs.tables.variants import TABLES, VARIANTS, TableSet, load_all_tables, load_table_set
from kg.outputs.tables.word import render_word
from kg.outputs.tables.xlsx import render_xlsx
from kg.outputs.writing import OutputWriter

__all__ = [
    "FORMATS",
    "OF_THE_BUILD",
    "TABLES",
    "VARIANTS",
    "BuiltTables",
    "Look",
    "TableSet",
    "build_tables",
    "load_all_tables",
    "load_table_set",
    "render_tables",
    "write_tables",
]

# What a build writes, for its site and its archive: the forms that need no other program.
OF_THE_BUILD = ("csv", "md", "html")


@dataclass(frozen=True, slots=True)
class Look:
    """How documents look: a reference document for Word, if there is one."""

    reference: bytes | None = None


def _imprint_of(table: Table, authors: tuple[str, ...]) -> Imprint:
    right_to_left = direction_of(table.language) == "rtl"
    return Imprint(authors, table.language, right_to_left=right_to_left)


# By the end of a file's name: what makes it, of a table, its imprint and a look.
_RENDERERS: Mapping[str, Callable[[Table, Imprint, Look], bytes]] = {
    "csv": lambda table, _, __: render_csv(table).encode(),
    "md": lambda table, _, __: render_markdown(table).encode(),
    "html": lambda table, _, __: render_html(table).encode(),
    "docx": lambda table, imprint, look: render_word(table.for_print(), imprint, look.reference),
    "xlsx": lambda table, imprint, _: render_xlsx(table, imprint),
    "tex": lambda table, _, __: render_fragment(table.for_print()).encode(),
    "document.tex": lambda table, imprint, _: render_document(table.for_print(), imprint).encode(),
}
# Each form, and the ends of the names of its files.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "csv": ("csv",),
    "md": ("md",),
    "html": ("html",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "tex": ("tex", "document.tex"),
}


def render_tables(
    whole: TableSet, formats: Iterable[str] = OF_THE_BUILD, look: Look | None = None
) -> dict[str, bytes]:
    """Return tables in some formats, by file name; one that has no rows is left out.

    Raises BuildError where the reference document is none, where two tables have one name, and
    where a form has no place for what a table holds.
    """
    suffixes = [suffix for name in formats for suffix in FORMATS[name]]
    tables = [table for table in whole.tables if table.rows]
    for name, count in Counter(table.name for table in tables).items():
        if count > 1:
            raise BuildError(f"{name}: two tables have this name; give one another")
    return {
        f"{table.name}.{suffix}": _RENDERERS[suffix](
            table, _imprint_of(table, whole.authors), look or Look()
        )
        for table in tables
        for suffix in suffixes
    }


def write_tables(files: Mapping[str, bytes], outputs: OutputWriter) -> None:
    """Write rendered tables by their file names."""
    for name, content in files.items():
        outputs.write(name, content, "a regenerated table")


@dataclass(frozen=True, slots=True)
class BuiltTables:
    """By name the captions of the tables that were written, and of those that a project makes."""

    captions: Mapping[str, str]
    own: Mapping[str, str]


def build_tables(store: Store, own: Path, outputs: OutputWriter) -> BuiltTables:
    """Write what the queries for tables make, in the forms of a build, and the text's own as CSV.

    `own` is the folder of the project. The tables that the text states have pages of the site under
    the same names. Raises as `load_tables` and `render_tables` do.
    """
    made = load_tables(store, own)
    stated = load_stated_tables(store)
    write_tables(render_tables(TableSet(tuple(made))), outputs)
    write_tables(render_tables(TableSet(tuple(stated)), ["csv"]), outputs)
    captions = {table.name: table.caption for table in (*made, *stated) if table.rows}
    named = names_of_own("tables", own)
    ours = {table.name for table in made if table.name in named}
    return BuiltTables(
        captions, {name: caption for name, caption in captions.items() if name in ours}
    )
