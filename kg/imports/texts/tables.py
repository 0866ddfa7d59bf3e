"""The tables of a text → `data/tables.yaml`, without passages that are the review's own words."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.imports.report import Line
from kg.imports.texts.below import tell_below
from kg.imports.texts.grids import Grid
from kg.imports.texts.outline import render_tables
from kg.imports.texts.task import Task, counted
from kg.sources.latex.expansion import plain_formulas

TABLES = "data/tables.yaml"
# A cell of a table is a label or a figure; one of so many words is a passage of the review.
MOST_WORDS = 40
_PASSAGE = "…"
# Not behind an initial or a short form (`vs. tea`, `95% c.i. of`): a capital or a digit follows.
_SENTENCE_END = re.compile(
    r"(?<=\w\w[.?!])(?<!\bvs\.)(?<!\bcf\.)(?<!\bal\.)(?<!\bFig\.)(?<!\bNo\.)"
    r"\s+(?=[\W\d]*[^\W\d_a-z])"
)


def take_tables(task: Task) -> None:
    """Write the data tables, unless somebody has entered some."""
    report, tables = task.report, task.document.tables
    if not tables or task.read(TABLES) is not None:
        return
    tables = [replace(one, grid=_with_plain_formulas(one.grid)) for one in tables]
    cut = sum(one.grid.caption != title_of(one.grid) for one in tables)
    if cut:
        told = (
            f"{counted(cut, 'caption')} with more than {MOST_WORDS} words: the first sentence is "
            "the title, and the rest stays in the text; what a page should say of it is a note"
        )
        report.look.append(Line(TABLES, told))
    tables = [replace(one, grid=replace(one.grid, caption=title_of(one.grid))) for one in tables]
    if not task.review.licence:
        tables = [replace(one, grid=_without_passages(one.grid)) for one in tables]
        cells = [cell for one in tables for row in one.grid.rows for cell in row]
        if _PASSAGE in cells:
            count = counted(cells.count(_PASSAGE), "cell")
            told = (
                f"{count} with more than {MOST_WORDS} words: passages of the review are no data; "
                f"each says '{_PASSAGE}', put words of your own there"
            )
            report.look.append(Line(TABLES, told))
    report.texts[TABLES] = render_tables(tables, task.sections, task.document.text)
    report.came.append(Line(TABLES, counted(len(tables), "table")))
    unnamed = sum(one.grid.unnamed for one in tables)
    if unnamed:
        told = f"{counted(unnamed, 'table')} with a column that has no name: name it"
        report.look.append(Line(TABLES, told))
    below = tell_below(tables, task.document.text, task.document.marks)
    report.look += [Line(TABLES, told) for told in below]
    for number, table in enumerate(tables, start=1):
        if table.grid.unsaid:
            report.look.append(Line(TABLES, _pictures_told(table.grid, number)))


def _pictures_told(grid: Grid, number: int) -> str:
    """Return what to do about the cells of a table that are pictures without words."""
    one = "1 cell holds" if grid.unsaid == 1 else f"{grid.unsaid} cells hold"
    named = grid.caption[:60] or f"Table {number}"
    return (
        f"in '{named}' {one} only a picture that has no text in its place; write what it shows "
        "(Low, High) where it is null"
    )


def _with_plain_formulas(grid: Grid) -> Grid:
    """Return a table with its formulas as people read them: data are no LaTeX."""

    def plain(cell: str | int | None) -> str | int | None:
        return plain_formulas(cell) if isinstance(cell, str) else cell

    rows = tuple(tuple(map(plain, row)) for row in grid.rows)
    columns = tuple(map(plain_formulas, grid.columns))
    return replace(grid, rows=rows, columns=columns, caption=plain_formulas(grid.caption))


def title_of(grid: Grid) -> str:
    """Return the title of a table: its caption, or how one begins that is a passage."""
    if len(grid.caption.split()) <= MOST_WORDS:
        return grid.caption
    words = _SENTENCE_END.split(grid.caption, maxsplit=1)[0].split()
    cut = " ".join(words[:MOST_WORDS])
    return cut if len(words) <= MOST_WORDS else f"{cut} {_PASSAGE}"


def _without_passages(grid: Grid) -> Grid:
    def judged(cell: str | int | None) -> str | int | None:
        is_long = isinstance(cell, str) and len(cell.split()) > MOST_WORDS
        return _PASSAGE if is_long else cell

    return replace(grid, rows=tuple(tuple(map(judged, row)) for row in grid.rows))
