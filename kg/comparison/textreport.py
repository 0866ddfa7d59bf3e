"""A difference → lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from kg.comparison.changes import Changes, FieldChange, RecordChange
from kg.comparison.difference import Difference
from kg.comparison.touched import TouchedCell
from kg.comparison.values import Value, show_value
from kg.errors import shorten_text

MARKS = {"added": "+", "removed": "-", "renamed": ">", "changed": "~"}
_LONGEST = 200
_AROUND = 6  # words shown on each side of those that differ


def render_text(difference: Difference) -> str:
    """Return a difference as plain text, a line for each thing."""
    if difference.is_empty:
        return f"{difference.old} and {difference.new} say the same\n"
    lines = [summary_of(difference.changes), *_lines_of_records(difference.changes)]
    lines += other_lines(difference.changes)
    lines += _lines_of_touched(difference)
    return "\n".join(map(printable, lines)) + "\n"


def summary_of(changes: Changes) -> str:
    """Return how many records differ and how: `1 record changed in 1 field`."""
    parts = []
    for how in ("changed", "renamed", "added", "removed"):
        number = sum(one.how == how for one in changes.records)
        if number:
            within = f" in {counted(changes.fields, 'field')}" if how == "changed" else ""
            parts.append(f"{counted(number, 'record')} {how}{within}")
    return "; ".join(parts) or "no record differs"


def counted(number: int, word: str) -> str:
    """Return a number with its word: `1 field`, `2 fields`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def other_lines(changes: Changes) -> list[str]:
    """Return what to say of the many that are counted alone: other names, other places."""
    lines = [
        f"{kind}: {number:,} have another number or name, and say the same"
        for kind, number in changes.renumbered.items()
    ]
    if changes.moved:
        verb = "stands" if changes.moved == 1 else "stand"
        moved = counted(changes.moved, "passage")
        lines.append(f"{moved} {verb} elsewhere in the text, in the same words")
    return lines


def printable(line: str) -> str:
    """Return a line that moves no cursor: what does not print is escaped."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def head_of(change: RecordChange) -> str:
    """Return a record's path, with its label, and its old path if it has another."""
    named = f"{change.was} is now {change.path}" if change.was else change.path
    return f"{named} “{shorten_text(change.label)}”" if change.label else named


def shown_value(value: Value) -> str:
    """Return a value in at most so many characters."""
    return _cut(_line_of(value))


def shown_change(old: Value, new: Value) -> tuple[str, str]:
    """Return two values; of long ones the words that differ, with some that stand around them."""
    was, now = _line_of(old), _line_of(new)
    if max(len(was), len(now)) > _LONGEST:
        was, now = _around_difference(was.split(), now.split())
    return _cut(was), _cut(now)


def _line_of(value: Value) -> str:
    return " ".join(show_value(value).split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _around_difference(old: list[str], new: list[str]) -> tuple[str, str]:
    alike = _count_alike(old, new)
    first = max(alike - _AROUND, 0)
    last = max(_count_alike(old[alike:][::-1], new[alike:][::-1]) - _AROUND, 0)
    was, now = (" ".join(words[first : len(words) - last]) for words in (old, new))
    before, after = "… " if first else "", " …" if last else ""
    return f"{before}{was}{after}", f"{before}{now}{after}"


def _count_alike(one: list[str], two: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def line_of_field(field: FieldChange) -> str:
    """Return what changed in a field: `volume: 4 → 5`, `codes: + sources/A7`."""
    if field.is_list:
        gone = field.old if isinstance(field.old, tuple) else ()
        come = field.new if isinstance(field.new, tuple) else ()
        items = [
            *(f"- {shown_value(one)}" for one in gone),
            *(f"+ {shown_value(one)}" for one in come),
        ]
        return f"{field.name}: {'; '.join(items)}"
    return f"{field.name}: {' → '.join(shown_change(field.old, field.new))}"


def _lines_of_records(changes: Changes) -> Iterator[str]:
    for change in changes.listed:
        place = f"  ({change.place.path}:{change.place.line})" if change.place else ""
        yield f"{MARKS[change.how]} {head_of(change)}{place}"
        for field in change.fields if change.how != "removed" else ():
            said = line_of_field(field) if change.how != "added" else line_of_new_field(field)
            yield f"    {said}"


def line_of_new_field(field: FieldChange) -> str:
    """Return what a field of a new record says."""
    return f"{field.name}: {shown_value(field.new)}"


def line_of_cell(cell: TouchedCell) -> str:
    """Return a cell with what stood and stands there."""
    if cell.old is None:
        return f"new row: {shown_value(cell.new)}"
    if cell.new is None:
        return f"row gone: {shown_value(cell.old)}"
    return f"{cell.row}, {cell.column}: {' → '.join(shown_change(cell.old, cell.new))}"


def signed(gone: Iterable[object], come: Iterable[object]) -> str:
    """Return what went and came, with signs."""
    return "; ".join([*(f"- {one}" for one in gone), *(f"+ {one}" for one in come)])


def _lines_of_touched(difference: Difference) -> Iterator[str]:
    touched = difference.touched
    if touched.tips:
        yield f"evidence of {counted(len(touched.tips), 'tip')}"
        for tip in touched.tips:
            yield f"    {tip.path} “{shorten_text(tip.title)}”: {signed(tip.gone, tip.come)}"
    for name in touched.tables:
        cells = [cell for cell in touched.cells if cell.table == name]
        yield f"table {name}: {counted(len(cells), 'cell')}"
        yield from (f"    {line_of_cell(cell)}" for cell in cells)
    if touched.pages:
        yield counted(len(touched.pages), "page")
        yield from (f"    {page}" for page in touched.pages)
    if touched.counts:
        yield "counts"
        yield from (f"    {name}: {old} → {new}" for name, (old, new) in touched.counts.items())
