"""A difference → Markdown for a pull request: to be understood without the files.

What the data say stands in code spans alone: there it is no markup, names nobody and links nowhere.
A comment has a limit; what is left out is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.comparison.changes import FieldChange, RecordChange
from kg.comparison.difference import Difference
from kg.comparison.textreport import (
    counted,
    other_lines,
    printable,
    shown_change,
    shown_value,
    summary_of,
)
from kg.comparison.touched import TouchedCell
from kg.comparison.values import Value, is_empty
from kg.errors import shorten_text

# GitHub takes comments of 65,536 characters.
MOST_CHARACTERS = 60_000
_HOW = {"added": "new", "removed": "gone", "renamed": "has another name", "changed": "changed"}


def render_markdown(difference: Difference) -> str:
    """Return a difference as Markdown: a summary, what changed, what that touches."""
    if difference.is_empty:
        return f"{code(difference.old)} and {code(difference.new)} say the same.\n"
    ends = f"from {code(difference.old)} to {code(difference.new)}"
    lines = [
        f"**{summary_of(difference.changes)}** {ends}.",
        "",
        *_lines_of_touched(difference),
        "",
        "### What changed",
        "",
        *(line for change in difference.changes.listed for line in _lines_of_record(change)),
    ]
    lines += [f"- {line}" for line in other_lines(difference.changes)]
    return "\n".join(_shorten(lines)) + "\n"


def code(text: str) -> str:
    """Return a text as a code span, whatever stands in it."""
    plain = printable(" ".join(text.split()))
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    # A blank beside a fence is taken away; it keeps a backtick apart from the fence.
    pad = " " if plain.startswith("`") or plain.endswith("`") or not plain else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def _shorten(lines: list[str]) -> Iterator[str]:
    left = MOST_CHARACTERS
    for index, line in enumerate(lines):
        left -= len(line) + 1
        if left < 0:
            yield f"\n… and {len(lines) - index:,} lines more: `kg diff` shows all of them."
            return
        yield line


def _lines_of_record(change: RecordChange) -> Iterator[str]:
    label = f" {code(shorten_text(change.label))}" if change.label else ""
    was = f" (was {code(change.was)})" if change.was else ""
    yield f"- {code(change.path)}{label} {_HOW[change.how]}{was}"
    for field in change.fields if change.how != "removed" else ():
        yield f"  - {_field(field, is_new=change.how == 'added')}"


def _field(field: FieldChange, *, is_new: bool) -> str:
    name = field.name if re.fullmatch(r"[a-z ]+", field.name) else code(field.name)
    if is_new:
        return f"{name}: {code(shown_value(field.new))}"
    if field.is_list:
        return f"{name}: {_gone_and_come(_items(field.old), _items(field.new))}"
    return f"{name}: {_change(field.old, field.new)}"


def _change(old: Value, new: Value) -> str:
    said = zip((old, new), shown_change(old, new), strict=True)
    return " → ".join("nothing" if is_empty(value) else code(text) for value, text in said)


def _shown(value: Value) -> str:
    return "nothing" if is_empty(value) else code(shown_value(value))


def _items(value: Value) -> list[str]:
    return [shown_value(one) for one in value] if isinstance(value, tuple) else []


def _gone_and_come(gone: list[str], come: list[str]) -> str:
    parts = [
        f"{word} {', '.join(map(code, items))}"
        for word, items in (("without", gone), ("new", come))
        if items
    ]
    return "; ".join(parts)


def _lines_of_touched(difference: Difference) -> Iterator[str]:
    touched = difference.touched
    parts = [
        counted(len(items), word)
        for items, word in (
            (touched.tips, "tip"), (touched.cells, "cell"), (touched.pages, "page"),
        )
        if items
    ]  # fmt: skip
    yield f"This touches {', '.join(parts)}." if parts else "This touches no tip, cell or page."
    for tip in touched.tips:
        said = _gone_and_come([*map(str, tip.gone)], [*map(str, tip.come)])
        yield f"- the evidence of {code(tip.path)} {code(shorten_text(tip.title))}: {said}"
    yield from (f"- {_cell(cell)}" for cell in touched.cells)
    if touched.pages:
        yield f"- pages: {', '.join(map(code, touched.pages))}"
    for name, (old, new) in (touched.counts or {}).items():
        yield f"- {code(name)}: {old} → {new}"


def _cell(cell: TouchedCell) -> str:
    table = f"table {code(cell.table)}"
    if cell.old is None:
        return f"{table}, new row: {_shown(cell.new)}"
    if cell.new is None:
        return f"{table}, row gone: {_shown(cell.old)}"
    where = f"{code(cell.row)}, column {code(cell.column)}"
    return f"{table}, {where}: {_change(cell.old, cell.new)}"
