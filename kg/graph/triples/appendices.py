"""The tables of the appendices, and which rows each heading of the body stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, names_of_columns, part_of_code
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import CSVW, DOCO, RDF, SKOS, TT, describe


def triples_for_appendices(file: model.AppendixFile, iris: Iris) -> Iterator[Triple]:
    """Yield both appendix tables, and which rows each heading of the body stands for."""
    if file.findings is not None:
        yield from _triples_for_findings(file.findings, iris)
    if file.practical is not None:
        yield from _triples_for_practical(file.practical, iris)
    for match in file.headings:
        section = iris.of(f"sections/{match.section}")
        yield from describe(
            section,
            *said_by(match, iris),
        )


def _triples_for_findings(table: model.FindingsTable, iris: Iris) -> Iterator[Triple]:
    whole = iris.of("appendices/findings")
    yield from describe(
        whole,
        (RDF.type, (TT.AppendixTable, DOCO.Table, CSVW.Table)),
        *said_by(table, iris),
    )
    yield from _triples_for_columns(table.columns, whole, iris)
    for row in table.rows:
        subject = iris.of(row.path)
        yield from describe(
            subject,
            (RDF.type, (TT.AppendixRow, CSVW.Row)),
            (TT.inTable, whole),
            *said_by(row, iris),
            (TT.printedText, row.printed or " ".join(row.codes) or None),
        )
        yield from triples_for_place(subject, row, iris)
        yield from _triples_for_cells(table.columns, row.cells, subject, iris)
        # `tt:listsSource` is what to ask for; the order of the codes, and a code that stands twice,
        # are kept by entries.
        equals = Equals()
        for order, code in enumerate(row.codes, start=1):
            yield from describe(
                iris.of(equals.name(f"{row.path}#for", part_of_code(code))),
                (RDF.type, TT.RowEntry),
                (TT.inRow, subject),
                (TT.order, order),
                (TT.entryFor, iris.one("sources", code)),
            )


def _triples_for_practical(table: model.PracticalTable, iris: Iris) -> Iterator[Triple]:
    whole = iris.of("appendices/practical")
    yield from describe(
        whole,
        (RDF.type, (TT.AppendixTable, DOCO.Table)),
        *said_by(table, iris),
    )
    yield from _triples_for_columns(table.columns, whole, iris)
    for order, group in enumerate(table.groups, start=1):
        subject = iris.of(group.path)
        yield from describe(
            subject,
            (RDF.type, (TT.PracticalGroup, SKOS.Concept)),
            (TT.inTable, whole),
            (TT.order, order),
            *said_by(group, iris),
        )
        yield from triples_for_place(subject, group, iris)
        for position, item in enumerate(group.items, start=1):
            node = iris.of(item.path)
            yield from describe(
                node,
                (RDF.type, (TT.PracticalImplication, SKOS.Concept)),
                (TT.inGroup, subject),
                (TT.order, position),
                *said_by(item, iris),
            )
            yield from _triples_for_cells(table.columns, item.cells, node, iris)


def _triples_for_columns(
    columns: Sequence[model.AppendixColumn], table: NamedNode, iris: Iris
) -> Iterator[Triple]:
    names = names_of_columns(column.heading for column in columns)
    for order, (name, column) in enumerate(zip(names, columns, strict=True), start=1):
        yield from describe(
            NamedNode(f"{table.value}#column-{name}"),
            (RDF.type, TT.TableColumn),
            (TT.inTable, table),
            (TT.order, order),
            *said_by(column, iris),
        )


def _triples_for_cells(
    columns: Sequence[model.AppendixColumn], cells: model.Cells, row: NamedNode, iris: Iris
) -> Iterator[Triple]:
    """Yield what the columns of text have in a row. An empty cell says nothing."""
    names = names_of_columns(column.heading for column in columns)
    named = enumerate(zip(names, columns, strict=True), start=1)
    texts = [(order, name, one) for order, (name, one) in named if one.holds == "text"]
    for (order, name, column), text in zip(texts, cells, strict=False):
        if text is not None:
            yield from describe(
                NamedNode(f"{row.value}#cell-{name}"),
                (RDF.type, TT.TableCell),
                (TT.inRow, row),
                (TT.order, order),
                (TT.columnLabel, iris.words(column.heading)),
                (TT.cellText, iris.words(text)),
            )
