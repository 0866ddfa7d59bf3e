r"""Boxes in the cells of LaTeX's tables: what stands in them, on one line.

A head is broken into lines in many ways: `\makecell{No. of\\people}`, a `minipage` or a `tabular`
of one column within a cell, `\parbox`, `\vtop`, or a command of the author's own that is one of
these. How it is broken says nothing, and a `\\` in it ends no row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from kg.sources.latex.definitions import end_of_braces, read_definitions
from kg.sources.latex.expansion import expand_macros

_OPTIONS = r"(?:\s*\[[^\]\n]*\])*\s*"
_BOX = re.compile(rf"\\begin\{{(?P<name>minipage|varwidth|tabular)\}}{_OPTIONS}(?=\{{)")
_BOXED = re.compile(
    r"\\begin\{(?:minipage|varwidth|tabular)\}|\\(?:makecell|shortstack|[tr]o?t?head|parbox|vtop|"
    r"multirowcell|specialcell)(?![A-Za-z])"
)
_TABLE = re.compile(
    r"\\(?P<kind>begin|end)\{(?:tabular[xy*]?|tabulary|longtable\*?|longtblr|talltblr|tblr|ltabulary|"
    r"xltabular)\}"
)
_LINE = re.compile(r"\\\\\*?(?:\s*\[[-0-9.]+\s*[a-z]{2}\])?|\\newline(?![A-Za-z])")
_CELL = re.compile(r"(?<!\\)&")
_STACK = re.compile(r"\\v(?:top|box|center)\s*(?=\{)")
_HBOX = re.compile(r"\\hbox\s*(?=\{)|\\strut(?![A-Za-z])")
_ROWS = re.compile(r"\\multirow(?:cell|thead)\s*(?P<rows>\{[0-9]+\})" + _OPTIONS + r"(?=\{)")
_WIDTH = "{*}"
# Commands that only say how a table looks, with how many arguments.
_ARGUMENTS = {"hhline": 1, "fontsize": 2, "setmainfont": 1}
_FONTS = re.compile(r"\\(?:selectfont|global)(?![A-Za-z])")
_NESTED = r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\}"
_MULTICOLUMN = re.compile(rf"(?P<head>\\multicolumn\{{\d+\}}){_NESTED}(?=\{{)")


def open_boxes(table: str, text: str) -> str:
    """Return a table of a text without boxes in its cells, line by line as it was."""
    boxed = {one.name for one in read_definitions(text) if _BOXED.search(one.body)}
    if boxed and re.search(rf"\\(?:{'|'.join(sorted(boxed))})(?![A-Za-z])", table):
        said = expand_macros(table, text)
        table = said if said.count("\n") == table.count("\n") else table
    table = _ROWS.sub(lambda found: f"\\multirow{found['rows']}{_WIDTH}", table)
    return _open_stacks(_open_environments(table))


def _open_environments(table: str) -> str:
    """Open those within each other from the inside: the last one that begins holds no other."""
    tables = [*_TABLE.finditer(table)]
    depths = [*accumulate((1 if one["kind"] == "begin" else -1 for one in tables), initial=0)]
    starts = [one.start() for one in tables]
    for begin in reversed([*_BOX.finditer(table)]):
        at, head = begin.start(), end_of_braces(table, begin.end())
        closing = f"\\end{{{begin['name']}}}"
        end = table.find(closing, head) if head else -1
        inner = table[head:end]
        is_in_cell = depths[bisect_left(starts, at)] > 0
        if end < 0 or not is_in_cell or _CELL.search(inner) or _TABLE.search(inner):
            continue
        plain = _LINE.sub(" ", inner)
        table = f"{table[:at]}{{{plain}}}{table[end + len(closing) :]}"
    return table


def _open_stacks(table: str) -> str:
    r"""Return a table with the lines of `\vtop{\hbox{one}\hbox{two}}` as words."""
    while (match := _STACK.search(table)) is not None:
        end = end_of_braces(table, match.end())
        if not end:
            return table
        inner = _HBOX.sub(" ", table[match.end() + 1 : end - 1])
        table = f"{table[: match.start()]}{{{inner}}}{table[end:]}"
    return table


def drop_looks(table: str) -> str:
    r"""Return a table without fonts and rules that take braces within braces.

    R's flextable writes `\hhline{>{…}-}` between rows, `\fontsize{7}{7}\selectfont{…}` around each
    cell, and tells its columns anew: `\multicolumn{1}{!{\vrule}>{\centering}p{2cm}}{…}`.
    """
    for name, count in _ARGUMENTS.items():
        at = 0
        while (at := table.find(f"\\{name}", at)) >= 0:
            end = at + len(name) + 1
            for _ in range(count):
                end = end_of_braces(table, end) if table[end : end + 1] == "{" else 0
                if not end:
                    break
            if not end:
                at += 1
                continue
            table = f"{table[:at]}{table[end:]}"
    return _MULTICOLUMN.sub(r"\g<head>{l}", _FONTS.sub("", table))
