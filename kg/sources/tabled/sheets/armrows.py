"""A table with a row for each arm of a study → one with a row for each study.

The study stands in the first of its rows, or in each; a column names the arm. What the rows have of
the arms (n, events, means) gets a column for each arm; what they have of the study stays one cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kg.model.headings import is_unnamed
from kg.sources.places.anchors import span_of
from kg.sources.places.text import HeldText
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.headings.armheadings import role_beside_arms
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

# What tells one effect of a study from another; of the first three an empty cell is as above.
_KEYS = ("study", "reference", "year", "outcome", "timepoint", "measure", "unit")
_OF_STUDY = frozenset(_KEYS[:3])
# What a heading without the name of an arm was taken for: `Mean (95% CI)` for an interval.
_MAY_BE = frozenset({"", "interval"})
_LEAST = 2  # arms that are compared


@dataclass(slots=True)
class _Joined:
    """Rows of one effect: `keys` by the role of a column, and the row of each arm by its label."""

    first: Row
    keys: dict[str, str]
    arms: dict[str, Row] = field(default_factory=dict)

    def agrees(self, keys: Mapping[str, str]) -> bool:
        """Say whether a row says nothing else of study and outcome; what is empty is as above."""
        return all(cell in {"", self.keys.get(role)} for role, cell in keys.items())


def join_arm_rows(sheet: Sheet, held: HeldText | None) -> None:
    """Have the sheet one row for each study and outcome, where its rows are arms.

    Where that may be so and nothing says it, it is asked, and no row is left to draft from.
    """
    measured = [*_columns_of_arms(sheet.columns)]
    if not measured or not sheet.has("study"):
        return
    named = next((one for one in sheet.columns if one.role == "arm"), None)
    named = named or _column_of_names(sheet)
    if named is None:
        if any(one.role != "n" for one in measured) and (row := _second_of_one(sheet)) is not None:
            sheet.ask(
                "are these rows the arms of one study? if so, say which column names them: "
                "records: {columns: {…: arm}}",
                row,
            )
            sheet.rows = ()
        return
    found = [*_join(sheet, named)]
    labels = list(dict.fromkeys(label for one in found for label in one.arms))
    wide = [*_spread(measured, labels, len(sheet.table.columns))]
    apart = {named.place, *(one.place for one in measured)}
    kept = [one for one in sheet.columns if one.place not in apart]
    sheet.rows = tuple(_row_of(one, kept, wide, sheet, held) for one in found)
    sheet.columns = (*kept, *wide)


def _columns_of_arms(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns that hold numbers of arms, each with the outcome that its heading names."""
    for column in columns:
        if column.role == "sample":
            yield replace(column, role="n")
            continue
        found = role_beside_arms(column.heading)
        if found is not None and column.role in _MAY_BE | {found[0]}:
            role, words = found
            yield replace(column, role=role, arm="", group=fold_heading(words))


def _column_of_names(sheet: Sheet) -> Column | None:
    """Return a column of interventions, or without a heading, that names the arms of each study."""
    groups = [*_of_one_study(sheet)]
    for column in sheet.columns:
        if column.role != "intervention" and not (not column.role and is_unnamed(column.heading)):
            continue
        names = [[row.cells[column.place] for row in group] for group in groups]
        if names and all(
            len(group) >= _LEAST and all(group) and len({*group}) == len(group) for group in names
        ):
            return column
    return None


def _of_one_study(sheet: Sheet) -> Iterator[list[Row]]:
    """Yield the rows of each study: an empty cell, or the same again, goes on with the study."""
    study = next(one for one in sheet.columns if one.role == "study")
    group: list[Row] = []
    for row in (one for one in sheet.rows if one.kind == "study"):
        name = row.cells[study.place]
        if group and name not in {"", group[0].cells[study.place]}:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _second_of_one(sheet: Sheet) -> Row | None:
    """Return the first row that goes on with a study and says of no other outcome that it is."""
    keys = [one for one in sheet.columns if one.role in {"outcome", "outcomes", "timepoint"}]
    for first, *others in _of_one_study(sheet):
        for row in others:
            if all(row.cells[one.place] in {"", first.cells[one.place]} for one in keys):
                return row
    return None


def _join(sheet: Sheet, named: Column) -> Iterator[_Joined]:
    """Yield the rows of each effect together, in order."""
    current: _Joined | None = None
    for row in sheet.rows:
        keys = {one.role: row.cells[one.place] for one in sheet.columns if one.role in _KEYS}
        label = row.cells[named.place].strip()
        if not label:
            sheet.ask("no arm is named here; name it, or put the row under leave", row, named)
            continue
        begun = current is not None and row.below == current.first.below
        if current is not None and begun and current.agrees(keys):
            if label in current.arms:
                sheet.ask(f"'{label}' stands twice for one study; on which outcomes?", row, named)
            else:
                current.arms[label] = row
            continue
        if not keys["study"]:
            above = current.keys if current is not None and begun else {"study": row.below}
            keys = _as_above(keys, above)
        if current is not None:
            yield current
        current = _Joined(row, keys, {label: row})
    if current is not None:
        yield current


def _as_above(keys: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says, with the study of the row above, and the outcome if it says none."""
    same = {role: above.get(role, "") for role in _OF_STUDY | {"outcome"}}
    return {role: cell or same.get(role, "") for role, cell in keys.items()}


def _spread(measured: Sequence[Column], labels: Sequence[str], width: int) -> Iterator[Column]:
    """Yield a column for each number of each arm; `at` is the one of the table that it is from."""
    for number, (label, column) in enumerate(product(labels, measured)):
        yield replace(column, place=width + number, arm=label, at=column.place)


def _row_of(
    joined: _Joined,
    kept: Sequence[Column],
    wide: Sequence[Column],
    sheet: Sheet,
    held: HeldText | None,
) -> Row:
    """Return a row for the study: a cell of its own for each number of each arm."""
    first, rows = joined.first, [*joined.arms.values()]
    cells, lines = [*first.cells, *("" for _ in wide)], dict[int, int]()
    for column in kept:
        said = dict.fromkeys(row.cells[column.place] for row in rows)
        filled = [cell for cell in said if cell]
        if len(filled) > 1 and column.role not in {"", "none"}:
            sheet.ask("the arms differ in this, and one value is read for a study", first, column)
            filled = []
        cells[column.place] = joined.keys.get(column.role, filled[0] if filled else "")
    for column in wide:
        row = joined.arms.get(column.arm)
        if row is not None and column.at is not None:
            cells[column.place] = row.cells[column.at]
            lines[column.place] = row.number
    span = first.span
    if held is not None and span is not None and (last := rows[-1].span) and last.end > span.start:
        span = span_of(held.text, span.start, last.end)
    passage = held.passage(span) if held is not None and span is not None else ""
    return replace(first, cells=tuple(cells), span=span, passage=passage, lines=lines)
