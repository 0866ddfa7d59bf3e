"""MyST, as Jupyter Book has it → Markdown that pandoc reads: its tables, and its roles that cite.

Only what pandoc reads is turned, never the text itself, so that every place in it stays.
https://mystmd.org/guide/tables
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from kg.sources.citations.roles import ROLE

_TABLE = re.compile(
    r"(?m)^(?P<mark>`{3,}|:{3,})[ \t]*\{(?P<kind>table|list-table|csv-table)\}[ \t]*"
    r"(?P<caption>[^\n]*)\n(?P<body>(?:(?!(?P=mark)).*\n)*?)(?P=mark)[ \t]*$"
)
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w-]+):[ \t]*(?P<value>[^\n]*)")
_ROW = re.compile(r"[*-][ \t]+[*-](?:[ \t]+|$)")
_CELL = re.compile(r"[ \t]+[*-](?:[ \t]+|$)")


def read_as_pandoc(text: str) -> str:
    """Return a text in which MyST's tables and roles that cite are such as pandoc knows."""
    if "{" not in text:
        return text
    turned = _TABLE.sub(_table, text)
    return ROLE.sub(lambda found: f"[@{'; @'.join(_bare(found['keys']))}]", turned)


def find_directives(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of tables in directives."""
    for match in _TABLE.finditer(text):
        yield match.span()


def _bare(keys: str) -> list[str]:
    return [key for one in re.sub(r"\{[^{}]*\}", " ", keys).split(",") if (key := one.strip())]


def _table(match: re.Match[str]) -> str:
    """Return the table of a directive as one of pipes, with its caption below it."""
    options: dict[str, str] = {}
    lines = match["body"].splitlines()
    while lines and (option := _OPTION.match(lines[0])):
        options[option["name"]] = option["value"].strip()
        lines.pop(0)
    if match["kind"] == "table":
        shown = "\n".join(lines)
    else:
        rows = _items(lines) if match["kind"] == "list-table" else _values("\n".join(lines))
        if "header" in options:
            rows = [*_values(options["header"]), *rows]
        shown = _pipes(rows)
    caption = f"\n\n: {match['caption'].strip()}" if match["caption"].strip() else ""
    return f"\n{shown.strip()}{caption}\n" if shown.strip() else match[0]


def _items(lines: list[str]) -> list[list[str]]:
    """Return the cells of a list of lists; a line that begins none goes on with the one before."""
    rows: list[list[str]] = []
    for line in lines:
        if begin := _ROW.match(line):
            rows.append([line[begin.end() :].strip()])
        elif (begin := _CELL.match(line)) and rows:
            rows[-1].append(line[begin.end() :].strip())
        elif line.strip() and rows:
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    return rows


def _values(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text), skipinitialspace=True)
    return [[cell.strip() for cell in row] for row in reader if row]


def _pipes(rows: list[list[str]]) -> str:
    if not rows:
        return ""
    width = max(map(len, rows))
    full = ([*row, *[""] * (width - len(row))] for row in rows)
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in full]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
