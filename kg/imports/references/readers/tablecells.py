"""Cells of tables that hold several values, and headings of databases.

Embase has where a work appeared in one: `Tea (2014) 3:3 (152-160). Date of Publication: 2014`.
Programs write a list as they would in their own language: `['tea', "milk"]`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from kg.model.dates import parse_date

OF_DATABASES: Mapping[str, str] = {
    "authornames": "author", "firstauthors": "author", "secondaryauthors": "editor",
    "placepublished": "address",
}  # fmt: skip
_SOURCE = re.compile(
    r"(?P<container>\S.*?) \((?P<year>(?:19|20)\d\d)\)"
    r"(?: (?P<volume>[^\s:().]+)(?::(?P<number>[^().]+?))?)?"
    r"(?: (?P<other>[A-Z][\w ]*))?(?: (?:Article Number: (?P<eid>\w+)|\((?P<pages>[^()]+)\)))?"
    r"\.?(?: Date of Publication: (?P<date>[^.]+))?\.?"
)


def part_source(cells: dict[str, str]) -> None:
    """Put journal, year, volume, number and pages into cells of their own; others stay."""
    found = _SOURCE.fullmatch(cells.get("container", ""))
    if found is None or found["other"]:
        return
    del cells["container"]
    dated = parse_date(found["date"] or "")
    for name, value in found.groupdict().items():
        if value and name not in {"date", "other"}:
            cells.setdefault(name, value.strip())
    if dated is not None and dated.edtf.startswith(f"{found['year']}-"):
        cells.setdefault("date", dated.edtf)


def join_listed(cell: str) -> str:
    """Return the words of a cell that is a list to a program, `['tea', "milk"]`, by semicolons."""
    if not (cell.startswith(("['", '["')) and cell.endswith(("']", '"]'))):
        return cell
    try:
        listed = ast.literal_eval(cell)
    except (SyntaxError, ValueError, MemoryError, RecursionError):  # as Python tells of nesting
        return cell
    are_words = isinstance(listed, list) and all(isinstance(one, str) for one in listed)
    return "; ".join(listed) if are_words else cell
