"""A data table with what its columns mean and where its rows stand: a sheet to draft from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import DataTable
from kg.model.claims import TableReading
from kg.model.headings import is_unnamed
from kg.model.places import Placed
from kg.sources.latex.drawings import say_drawings
from kg.sources.latex.expansion import say_plainly
from kg.sources.places.text import HeldText
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import says_nothing
from kg.sources.tabled.headings.columns import Column, fault_of_role, read_columns
from kg.sources.tabled.headings.programs import roles_by_programs
from kg.sources.tabled.sheets.naming import Naming
from kg.sources.tabled.sheets.passages import find_rows
from kg.sources.tabled.sheets.rows import Row, rows_of

_NOTED = re.compile(r"\s*(?:\^(?:[a-z](?:\s*,\s*[a-z])*|[*\u2217†‡§¶#,]+)\^|[†‡§¶])")
# What stands behind a table and may say what its signs mean.
_BEHIND = 600


@dataclass(frozen=True, slots=True)
class Open:
    """Something that a table says and no record has: by row and column, where it is of one."""

    message: str
    row: int | None = None
    column: int | None = None


@dataclass(slots=True)
class Sheet:
    """A table to draft from. `around` is its title, and what the text says in and behind it.

    `is_of_single` says that the table tells of one study, line by line, `is_turned` that its head
    names the studies and each line is what a column else would be; `tool` and `alike` are by
    what and in which words the tables of this kind judge, `unread` labels of lines not taken.
    """

    table: DataTable
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    around: str
    heading: str
    is_named: bool = False
    is_of_single: bool = False
    is_turned: bool = False
    tool: str | None = None
    alike: tuple[str, ...] = ()
    unread: list[str] = field(default_factory=list)
    opens: list[Open] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)  # of which a row at least gave nothing

    @property
    def told(self) -> TableReading:
        """Return what the author says of the table."""
        return self.table.records or TableReading()

    def column(self, role: str, group: str = "") -> Column | None:
        """Return the column of a role, or None; it counts as taken."""
        found = next((one for one in self.columns if (one.role, one.group) == (role, group)), None)
        if found is not None:
            self.taken.add(found.place)
        return found

    def cell(self, row: Row, role: str, group: str = "") -> str:
        """Return what a row says in the column of a role, "" where it says nothing."""
        found = self.column(role, group)
        return (
            "" if found is None or says_nothing(row.cells[found.place]) else row.cells[found.place]
        )

    def words(self, row: Row, role: str) -> str:
        """Return what a row says in the column of a role, without the marks of notes."""
        return _NOTED.sub("", self.cell(row, role)).strip()

    def has(self, *roles: str) -> bool:
        """Say whether there is a column of one of these roles."""
        return any(one.role in roles for one in self.columns)

    def name_of(self, row: Row) -> str:
        """Return by what a row names its study: that cell, its citation and its year."""
        study, year = self.cell(row, "study"), self.cell(row, "year")
        name = " ".join(filter(None, (study, self.cell(row, "reference"))))
        return f"{name} ({year})" if year and year not in name else name

    def ask(self, message: str, row: Row | None = None, column: Column | None = None) -> None:
        """Note what is open; the same of several rows is asked of the first."""
        place = None if column is None else column.place
        number = None if row is None else row.number
        if row is not None and row.at is not None:
            number, place = (None if place is None else row.lines.get(place)), row.at
        elif row is not None and column is not None and place in row.lines:
            number, place = row.lines[column.place], column.at
        elif self.is_of_single:
            number = place = None
        if (message, place) not in {(one.message, one.column) for one in self.opens}:
            self.opens.append(Open(message, number, place))

    def holds(self, record: Placed) -> bool:
        """Say whether a record stands in this table: in its passage, or on its page."""
        own, span = self.table.span, record.span
        if own is None or span is None:
            page = self.table.printed_pages
            return own is span and page is not None and page == record.printed_pages
        return own.start <= span.start and span.end <= own.end

    def place_of(self, row: Row) -> dict[str, object]:
        """Return the fields that say where a record of a row stands."""
        fields = {"page": self.table.page, "pages": self.table.pages, "span": row.span}
        return {name: value for name, value in fields.items() if value is not None}

    @property
    def left_over(self) -> list[str]:
        """Return the headings of columns of which nothing was taken."""
        taken = self.taken - self.lost
        left = dict.fromkeys(one.heading for one in self.columns if one.place not in taken)
        return [*left, *self.unread]


def lay_out(
    table: DataTable, heading: str, held: HeldText | None, naming: Naming, *, is_named: bool
) -> Sheet:
    """Return a table as a sheet: its section's `heading`, and the text if it is at hand.

    A first column without a heading is that of the studies where each of its cells names one.
    """
    told = table.records or TableReading()
    cells = [tuple("" if cell is None else str(cell) for cell in row) for row in table.rows]
    known = {**roles_by_programs(table.columns, cells), **told.columns}
    columns = read_columns(table.columns, known, cells)
    sheet = Sheet(table, columns, (), words_around(table, held), heading, is_named)
    sheet.rows = tuple(rows_of(table, cells, find_rows(table, held), held))
    firsts = [str(row[0]) for row in table.rows if row and row[0] is not None]
    sheet.opens += faults_of_reading(told, table, firsts)
    sheet.rows = tuple(_with_names(sheet))
    first = columns[0]
    if is_unnamed(first.heading) and not first.role and not sheet.has("study"):
        named = [_names_one(row, naming) for row in sheet.rows if row.kind == "study"]
        if named and all(named):
            sheet.columns = (replace(first, role="study"), *columns[1:])
        elif any(named):
            told_so = f"{{columns: {{{first.heading}: study}}}}"
            row = next(one for one in sheet.rows if not _names_one(one, naming))
            message = (
                f"not every cell of this column names a study; if they do, add records: {told_so}"
            )
            sheet.ask(message, row, first)
    return sheet


def _with_names(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows; below a study, one without a name but with its outcome or time is of it."""
    study = next((one.place for one in sheet.columns if one.role == "study"), None)
    apart = [one.place for one in sheet.columns if one.role in {"outcome", "timepoint"}]
    above: Row | None = None
    for row in sheet.rows:
        is_nameless = study is not None and row.kind == "study" and says_nothing(row.cells[study])
        if study is None or not is_nameless:
            above = row if row.kind == "study" else None
            yield row
        elif above is None or above.below != row.below or not any(row.cells[one] for one in apart):
            above = None
            yield row
        else:
            cells = [above.cells[study] if n == study else one for n, one in enumerate(row.cells)]
            yield replace(row, cells=tuple(cells), named=above)


def _names_one(row: Row, naming: Naming) -> bool:
    """Say whether the first cell of a row names one study, or one reference."""
    name = row.cells[0]
    if says_nothing(name):
        return False
    found = naming.study_named(name) is not None
    return found or len(naming.sources_of(name, row.passage, row.span)) == 1


def words_around(table: DataTable, held: HeldText | None) -> str:
    """Return the title of a table, and what the text says in it and behind it."""
    if held is None or table.span is None or not held.holds(table.span):
        return table.title
    end = table.span.end
    behind = re.split(r"\n#|\\(?:sub)*section|\\begin", held.text[end : end + _BEHIND])[0]
    words = f"{held.passage(table.span)}\n{behind}"
    if r"\begin{" in words:  # its legend says what its own commands mean
        said = say_drawings(say_plainly(words, held.text), "({})")
        words = re.sub(r"\\[ ,]|(?<!\\)~", " ", said)
    return f"{table.title}\n{words}"


def names_studies(table: DataTable) -> bool:
    """Say whether a table has a column that names studies."""
    cells = [tuple("" if cell is None else str(cell) for cell in row) for row in table.rows]
    return any(one.role == "study" for one in read_columns(table.columns, {}, cells))


def faults_of_reading(
    told: TableReading, table: DataTable, firsts: Sequence[str], *, is_turned: bool = False
) -> Iterator[Open]:
    """Yield what the author says of a table that it has not; `firsts` begin its rows."""
    for heading, role in told.columns.items():
        if heading not in {*table.columns, *(firsts if is_turned else ())}:
            yield Open(f"records: no column is called '{heading}'")
        elif fault := fault_of_role(role):
            yield Open(f"records: {fault}")
    known = {str(row[0]) for row in table.rows if row and row[0] is not None}
    for first in told.leave:
        if first not in {*known, *(table.columns if is_turned else ())}:
            yield Open(f"records: no row begins with '{first}'")


def stands_in(words: str, text: str) -> bool:
    """Say whether words stand in a text, as whole words."""
    wanted = fold_heading(words)
    return bool(wanted) and f" {wanted} " in f" {fold_heading(text)} "
