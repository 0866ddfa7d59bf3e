"""Pandoc's table → a grid of cells: a name a column, and in each row a cell a column.

Merged cells are taken apart. What spans rows is said in each of them, so that every row can be read
by itself; what spans columns stands in the first, and the others are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.imports.texts.cellpictures import say_pictures
from kg.imports.texts.pandoc import Node
from kg.imports.texts.words import join_blocks
from kg.model.headings import heading_for_place

# A person reads a data table; what is longer is a data set, which has a place of its own.
MOST_CELLS = 5_000
_BOOKDOWN = re.compile(r"\(#([\w:-]+)\)\s*")
_FIGURE = re.compile(r"[-\u2212–+<>=]?\s*[0-9.,]+\s*%?")
# Labels of the lines by which reviews tell of a study, one after another.
_OF_ONE_STUDY = frozenset({"methods", "participants", "interventions", "outcomes"})
_LEAST_LINES = 3
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text. `merged` says that cells were taken apart, `id` is an author's name.

    `unsaid` counts the cells that hold a picture without words for it, and nothing else.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    id: str = ""
    merged: bool = False
    unnamed: bool = False
    unsaid: int = 0

    @property
    def words(self) -> list[str]:
        """Return what stands in it, cell by cell, heads first."""
        cells = [cell for row in self.rows for cell in row if cell is not None]
        return [*self.columns, *map(str, cells)]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A text in the grid; `first` is where a merged cell begins in its row."""

    text: str
    first: bool = True


def read_grid(table: Node, label: str = "") -> Grid | str:
    """Return a table as a grid, or why it is none that can be entered."""
    attributes, caption, widths, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    if len(rows) * len(widths) > MOST_CELLS:
        return f"it has more than {MOST_CELLS:,} cells; keep it beside the review as a data file"
    laid = _lay_rows(rows, len(widths))
    deep = 0 if _tells_of_one_study(rows) else _depth_of_head(rows, len(head[1]))
    heads, body = laid[:deep], laid[deep:]
    names = [_name_of_column(heads, place) for place in range(len(widths))]
    columns = tuple(name or heading_for_place(place) for place, name in enumerate(names, start=1))
    cells = tuple(tuple(_cell_of(one) for one in row) for row in body)
    kept = tuple(row for row in cells if any(cell is not None for cell in row))
    if not kept or not columns:
        return "it has no rows"
    name, title = _name_told(attributes[0] or label, join_blocks(caption[1]))
    merged = any(cell[2] > 1 or cell[3] > 1 for row in rows for cell in row[1])
    cells_of_all = [cell[4] for row in rows for cell in row[1]]
    unsaid = sum(not join_blocks(one) and say_pictures(one) == "" for one in cells_of_all)
    return Grid(title, columns, kept, name, merged, bool(deep) and not all(names), unsaid)


def _tells_of_one_study(rows: Sequence[Sequence[Any]]) -> bool:
    """Say whether lines tell what a study was, each by its label and one text: none is a head."""
    labels = list[str]()
    for row in rows:
        (label, _, _), *beside = [*_cells_of(row)] or [("", 1, 1)]
        if len([one for one in beside if one[0]]) == 1:
            labels.append(label.casefold().strip(" .:"))
    known = [one for one in labels if one in _OF_ONE_STUDY]
    return len(known) >= _LEAST_LINES and len(set(known)) > 1


def _name_told(name: str, caption: str) -> tuple[str, str]:
    """Return the name of a table and its caption; bookdown puts the one before the other."""
    match = _BOOKDOWN.match(caption)
    return (name or match[1], caption[match.end() :]) if match else (name, caption)


def _depth_of_head(rows: Sequence[Sequence[Any]], marked: int) -> int:
    """Return how many rows the heads take, of which a file often marks one or none.

    A head over rows reaches to its last; one over columns has heads of its own below it.
    """
    deep, number = max(marked, 1), 0
    while number < min(deep, len(rows)):
        cells = rows[number][1]
        deep = max([deep, *(number + cell[2] for cell in cells)])
        is_last = number == deep - 1
        deep += is_last and any(cell[3] > 1 for cell in cells) and _has_no_figure(rows, number + 1)
        number += 1
    # A table has a row at least, unless the file says that all of it are heads.
    return min(deep, max(len(rows) - 1, marked))


def _has_no_figure(rows: Sequence[Sequence[Any]], number: int) -> bool:
    """Say whether there is such a row and it may be one of heads: no cell of it is a figure."""
    if number >= len(rows):
        return False
    return not any(_FIGURE.fullmatch(text) for text, _, _ in _cells_of(rows[number]))


def _lay_rows(rows: Sequence[Sequence[Any]], width: int) -> list[list[_Laid]]:
    """Give each cell its place, merged ones in each that they cover."""
    above: dict[int, tuple[int, _Laid]] = {}  # by column: for how many rows yet
    laid: list[list[_Laid]] = []
    for row in rows:
        line: list[_Laid] = []
        cells = _cells_of(row)
        while len(line) < width:
            left, covered = above.get(len(line), (0, _Laid("")))
            if left:
                above[len(line)] = (left - 1, covered)
                line.append(covered)
                continue
            text, down, across = next(cells, ("", 1, 1))
            for part in range(min(across, width - len(line))):
                one = _Laid(text, part == 0)
                above[len(line)] = (down - 1, one)
                line.append(one)
        laid.append(line)
    return laid


def _cells_of(row: Sequence[Any]) -> Iterator[tuple[str, int, int]]:
    for cell in row[1]:
        yield join_blocks(cell[4]) or say_pictures(cell[4]) or "", cell[2], cell[3]


def _name_of_column(heads: Sequence[Sequence[_Laid]], place: int) -> str:
    """Return the heads above a column, from the top: `Effect: odds ratio`."""
    texts = [row[place].text for row in heads]
    return ": ".join(dict.fromkeys(text for text in texts if text))


def _cell_of(laid: _Laid) -> Cell:
    if not laid.text or not laid.first:
        return None
    return int(laid.text) if _NUMBER.fullmatch(laid.text) else laid.text
