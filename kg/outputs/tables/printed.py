"""The review's tables as printed: what `queries/tables/` selects, and what its text states.

A table query returns its columns in order. Its head may say `join: column` (rows alike but for that
column become one, its values joined by a space), `merge: columns` (a cell that repeats the one
above is one with it, in the second column within the first), `optional: columns` (one that is empty
in each row is left out), `caption: text` (what stands above a table that the review does not print)
and `heads: name`: the review's appendix table of that name says what columns it has, by what each
of them holds, and has their headings, the caption and the notes. `row: column` then names the
record of a row; what the review's further columns have in it follows from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Store

from kg.catalogues import Voice, voice_of
from kg.graph.queries import Query, select_rows
from kg.graph.vocab import TT
from kg.model.headings import printed_heading
from kg.outputs.tables.selection import load_table_queries, select_table
from kg.outputs.tables.spread import spread_rows
from kg.outputs.tables.support import load_supported_tables
from kg.outputs.tables.table import Table
from kg.outputs.tables.words import say_words
from kg.paths import slug_of

_LANGUAGE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?language WHERE { ?review a tt:Review ; dcterms:language ?language }
"""
_APPENDICES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?table ?title ?heading ?name WHERE {
  ?table a tt:AppendixTable ; tt:tableName ?name ; dcterms:title ?title .
  ?table tt:inSection/tt:heading ?heading .
}
"""
_HEADS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?table ?text ?holds WHERE {
  ?column a tt:TableColumn ; tt:inTable ?table ; tt:order ?order .
  ?column tt:printedText ?text ; tt:columnHolds/skos:notation ?holds .
} ORDER BY ?table ?order
"""
_NOTES = """
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?table ?text WHERE { ?table a tt:AppendixTable ; tt:printedNote ?text }
"""
# The review's own; those of documents beside it are theirs.
_STATED = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?table ?title ?note WHERE {
  ?table a tt:DataTable ; dcterms:title ?title .
  OPTIONAL { ?table skos:note ?note }
  FILTER NOT EXISTS { ?table dcterms:isPartOf/a tt:CompanionDocument }
} ORDER BY ?table
"""
_CELLS = """
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?table ?row ?column ?text WHERE {
  ?row tt:inTable ?table ; a tt:TableRow ; tt:order ?place .
  ?cell tt:inRow ?row ; tt:columnLabel ?column ; tt:order ?order .
  OPTIONAL { ?cell tt:cellText ?words }
  OPTIONAL { ?cell tt:cellNumber ?figure }
  BIND(COALESCE(?words, STR(?figure)) AS ?text)
} ORDER BY ?table ?place ?order
"""


# What the columns of text have, by the row and the place of the column.
_ADDED = """
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?row ?order ?text WHERE {
  ?cell a tt:TableCell ; tt:inRow ?row ; tt:order ?order ; tt:cellText ?text .
  ?row a ?kind . FILTER(?kind IN (tt:AppendixRow, tt:PracticalImplication))
}
"""
_TEXT = "text"  # what a column holds whose cells the review's own rows bring

_Row: TypeAlias = tuple[str, ...]
_Added: TypeAlias = Mapping[tuple[str, int], str]


@dataclass(slots=True)
class _Print:
    """What the review prints above, at the head of and below one of its tables.

    `columns` are what each column holds and its heading, in order. `name` is that of the files.
    """

    name: str = ""
    caption: str = ""
    columns: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def load_tables(store: Store, own: Path | None = None) -> list[Table]:
    """Run every table query over a dataset, and those of a project; raise as `select_table`.

    A table may have no rows: the review has not got what it shows.
    """
    prints = _load_prints(store)
    added = {(row["row"], int(row["order"])): row["text"] for row in select_rows(store, _ADDED)}
    voice = voice_of(language_of(store))
    queries = load_table_queries("tables", own)
    return _finish(
        store,
        [one for query in queries for one in _tables_of(store, query, prints, added, voice)],
        voice,
    )


def load_derived_tables(store: Store, own: Path | None = None) -> list[Table]:
    """Return what the graph has on the tables: what speaks for a cell, and what a row lacks.

    Each is made by a query of the name of the table, or of one of its own, with its own columns;
    where a table that the text states has none, it is told cell by cell.
    """
    voice, prints = voice_of(language_of(store)), _load_prints(store)
    tables = [
        one
        for query in load_table_queries("derived", own)
        for one in _tables_of(store, query, {}, {}, voice)
    ]
    named = [
        replace(table, name=prints.get(table.name, _Print()).name or table.name) for table in tables
    ]
    taken = {table.name for table in named}
    supported = [one for one in load_supported_tables(store, voice) if one.name not in taken]
    return _finish(store, [*named, *supported], voice)


def load_stated_tables(store: Store) -> list[Table]:
    """Return the tables and lists that the review's text states, by id."""
    cells: dict[str, list[dict[str, str]]] = {}
    for row in select_rows(store, _CELLS):
        cells.setdefault(row["table"], []).append(row)
    tables = [_stated(row, cells.get(row["table"], [])) for row in select_rows(store, _STATED)]
    return _finish(store, tables, voice_of(language_of(store)))


def language_of(store: Store) -> str:
    """Return the language of the review."""
    return next((row["language"] for row in select_rows(store, _LANGUAGE)), "en")


def _finish(store: Store, tables: list[Table], voice: Voice) -> list[Table]:
    """Return tables in the language of the review, marked where it is a draft."""
    is_draft = next(store.quads_for_pattern(None, TT.isDraft, None), None) is not None
    start = f"{voice.say('Draft')}: " if is_draft else ""
    language, label, remarks = language_of(store), voice.say("Table"), voice.say("Remarks")
    return [
        replace(
            table,
            caption=start + table.caption,
            language=language,
            label=label,
            remarks_head=remarks,
        )
        for table in tables
    ]


def _stated(row: Mapping[str, str], cells: list[dict[str, str]]) -> Table:
    rows = [list(group) for _, group in groupby(cells, key=lambda cell: cell["row"])]
    return Table(
        name=_last_part(row["table"]),
        caption=row["title"],
        heads=tuple(printed_heading(cell["column"]) for cell in rows[0]) if rows else (),
        rows=tuple(tuple(cell.get("text", "") for cell in cells) for cells in rows),
        notes=(row["note"],) if "note" in row else (),
        records=tuple(cells[0]["row"] for cells in rows),
    )


def _load_prints(store: Store) -> dict[str, _Print]:
    prints: dict[str, _Print] = {}
    for row in select_rows(store, _APPENDICES):
        heading, title = row["heading"], row["title"]
        caption = title if heading == title else f"{heading}: {title}"
        prints[_last_part(row["table"])] = _Print(row["name"], _begin_large(caption))
    for row in select_rows(store, _HEADS):
        prints.setdefault(_last_part(row["table"]), _Print()).columns.append(
            (row["holds"], row["text"])
        )
    for row in select_rows(store, _NOTES):
        prints.setdefault(_last_part(row["table"]), _Print()).notes.append(row["text"])
    for one in prints.values():
        one.notes.sort(key=_mark_and_text)
    return prints


def _mark_and_text(note: str) -> tuple[int, str]:
    """Return what notes, which the graph has in no order, are sorted by: "*" before "**"."""
    mark = re.match(r"[^\w\s]*", note)
    return (mark.end() if mark else 0), note


def _last_part(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _tables_of(
    store: Store, query: Query, prints: Mapping[str, _Print], added: _Added, voice: Voice
) -> Iterator[Table]:
    """Yield the table that a query makes, or a table of each thing that it spreads."""
    names, rows = select_table(store, say_words(query, voice))
    if "across" not in query.head:
        yield _table_of(query, names, rows, prints, added, voice)
        return
    for spread in spread_rows(query, names, rows):
        table = _table_of(query, spread.names, spread.rows, prints, added, voice)
        name = f"{query.name}-{slug_of(spread.caption)}"
        yield replace(table, name=name, caption=spread.caption)


def _table_of(
    query: Query,
    names: Sequence[str],
    rows: Sequence[_Row],
    prints: Mapping[str, _Print],
    added: _Added,
    voice: Voice,
) -> Table:
    if "join" in query.head:
        rows = _join_rows(rows, names.index(query.head["join"]))
    printed = prints.get(query.head.get("heads", ""), _Print())
    # A review that has no such table, or prints no headings, gets the query’s own names.
    columns = printed.columns or [
        (name, _begin_large(voice.say(name))) for name in names if name != query.head.get("row")
    ]
    empty = {
        name
        for name in query.head.get("optional", "").split()
        if not any(row[names.index(name)] for row in rows)
    }
    columns = [(kind, heading) for kind, heading in columns if kind not in empty]
    holds = [kind for kind, _ in columns]
    return Table(
        name=printed.name or query.name,
        caption=printed.caption or voice.say(query.head.get("caption", query.summary)),
        heads=tuple(heading for _, heading in columns),
        rows=tuple(_arrange(row, names, holds, added) for row in rows),
        # By what it holds: printed headings may be alike, or in another language.
        merged=tuple(
            holds.index(name) for name in query.head.get("merge", "").split() if name in holds
        ),
        proof=holds.index(query.head["proof"]) if query.head.get("proof") in holds else None,
        notes=tuple(printed.notes),
        records=tuple(row[names.index(query.head["row"])] for row in rows)
        if "row" in query.head
        else (),
    )


def _arrange(row: _Row, names: Sequence[str], holds: Sequence[str], added: _Added) -> _Row:
    """Return a row of a query as the review has its columns. The first name is of the record."""
    found = dict(zip(names, row, strict=True))
    return tuple(
        added.get((row[0], order), "") if kind == _TEXT else found[kind]
        for order, kind in enumerate(holds, start=1)
    )


def _begin_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _join_rows(rows: Sequence[_Row], column: int) -> list[tuple[str, ...]]:
    def others(row: tuple[str, ...]) -> tuple[str, ...]:
        return row[:column] + row[column + 1 :]

    joined: list[tuple[str, ...]] = []
    for key, group in groupby(rows, key=others):
        cell = " ".join(row[column] for row in group)
        joined.append((*key[:column], cell, *key[column:]))
    return joined
