r"""Cells of LaTeX's tables that reach up: `\multirow{-3}{*}{Text}` stands in the last of its rows.

Pandoc reads only those that reach down. So each is put into the first of its rows, by as many.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.sources.latex.definitions import end_of_braces

_UP = re.compile(r"\\multirow\s*(?:\[[^\]\n]*\]\s*)?\{\s*-(?P<rows>[0-9]{1,3})\s*\}")
_SPAN = re.compile(r"\s*\\multicolumn\s*\{(?P<across>[0-9]{1,2})\}")
_SIGN = re.compile(r"(?<!\\)%[^\n]*|\\\\|\\[{}&]|[{}&]|\\begin\{|\\end\{")
# What stands between two rows is no part of the first cell of the second.
_BETWEEN = re.compile(
    r"(?:\s|%[^\n]*\n|\[[^\]\n]*\]|\\(?:end(?:first)?head|end(?:last)?foot|[hv]line|toprule|midrule|"
    r"bottomrule|addlinespace|noalign\s*\{[^{}]*\}|c(?:line|midrule)(?:\([lr]*\))?\{[^}\n]*\}))*"
)
_EMPTY = re.compile(r"(?:\\(?:multicolumn\s*\{[0-9]+\}\s*\{[^{}]*\})|[{}\s])*")


@dataclass(slots=True)
class _Cell:
    """A cell: where it stands in the text, and which column it begins in."""

    start: int
    end: int
    column: int


def lift_rows(table: str) -> str:
    """Return a table whose cells over several rows stand in the first of them."""
    found = [*_UP.finditer(table)]
    rows = _rows_of(table) if found else []
    edits = [edit for match in found for edit in _lift(table, match, rows)]
    for start, end, words in sorted(edits, reverse=True):
        table = f"{table[:start]}{words}{table[end:]}"
    return table


def _lift(table: str, match: re.Match[str], rows: list[list[_Cell]]) -> list[tuple[int, int, str]]:
    """Return what puts one of those cells into the first of its rows: places, and words for them.

    What cannot be put anywhere else counts where it stands.
    """
    at = match.start()
    stays = [(at, match.end(), r"\multirow{1}")]
    place = bisect_right(rows, at, key=lambda row: row[0].start) - 1
    above = place - int(match["rows"]) + 1
    width = end_of_braces(table, match.end())
    end = end_of_braces(table, width) if width else 0
    if not 0 <= above < place or not end or at >= rows[place][-1].end:
        return stays
    column = next((one.column for one in rows[place] if one.start <= at < one.end), -1)
    target = next((one for one in rows[above] if one.column == column), None)
    if target is None or not _EMPTY.fullmatch(table, target.start, target.end):
        return stays
    cell = f" \\multirow{{{match['rows']}}}{{*}}{table[width:end]} "
    return [(target.start, target.end, cell), (at, end, "")]


def _rows_of(table: str) -> list[list[_Cell]]:
    """Return the cells of each row of the innermost place where rows end."""
    rows, row, depth, start, column = list[list[_Cell]](), list[_Cell](), 0, 0, 0
    for sign in _SIGN.finditer(table):
        if sign[0] in {"{", r"\begin{", r"\end{"}:
            depth += 1
        elif sign[0] == "}":
            depth -= 1
        elif depth == 0 and sign[0] in {"&", r"\\"}:
            between = _BETWEEN.match(table, start, sign.start()) if not row else None
            start = between.end() if between else start
            row.append(_Cell(start, sign.start(), column))
            across = _SPAN.match(table, start, sign.start())
            column += int(across["across"]) if across else 1
            start = sign.end()
            if sign[0] == r"\\":
                rows.append(row)
                row, column = [], 0
    return rows
