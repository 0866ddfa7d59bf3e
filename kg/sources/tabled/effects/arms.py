"""The groups of a row: what was counted and measured in each, as printed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from kg.sources.tabled.cells.numbers import (
    MeanWithEnds,
    parse_count,
    parse_events,
    parse_interval,
    parse_mean,
    parse_mean_with_ends,
    parse_median,
    parse_number,
    says_nothing,
)
from kg.sources.tabled.effects.pooledstudies import people_in
from kg.sources.tabled.headings.armheadings import ARMS
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet, stands_in

_AT_START = re.compile(r"\b(?:baseline|characteristics|demographics?)\b", re.IGNORECASE)
_ALL = "all"  # the label of an arm that is both
_ENDS = {"iqr": ("q1", "q3"), "range": ("min", "max")}
_LETTERS = {"SD": "sd", "SE": "se"}
_SPREAD = {
    "sd": ("mean (SD)", "means (SD)"),
    "se": ("mean (SE)", "mean (SEM)", "means (SE)"),
    "ci": ("mean (95% CI)", "means (95% CI)"),
}


def arms_of(row: Row, group: str, sheet: Sheet, *, is_only: bool) -> tuple[dict[str, object], ...]:
    """Return the arms of which a row says how many are in them, or what was measured.

    Where a row has several effects, what is measured has a heading with its outcome: the group.
    """
    arms: dict[str, dict[str, object]] = {}
    # Arms with rows of their own stand in the order of these.
    for column in sorted(sheet.columns, key=lambda one: row.lines.get(one.place, 0)):
        is_of_all = not column.group and (is_only or column.role == "n")
        if column.role not in ARMS or not (is_of_all or column.group == group):
            continue
        if says_nothing(row.cells[column.place]):
            continue
        sheet.taken.add(column.place)
        told = _read(row.cells[column.place], column, sheet)
        if isinstance(told, str):
            if told:
                sheet.ask(told, row, column)
            return ()
        arms.setdefault(column.arm or _ALL, {"label": column.arm or _ALL}).update(told)
    whole = sheet.cell(row, "sample") if not arms and is_only else ""
    if whole and (count := parse_count(whole)) is not None:
        return ({"label": _ALL, "n": count},)
    people = people_in(row, sheet) if not arms and is_only and not sheet.has("study") else None
    if people is not None:
        return ({"label": _ALL, "n": people},)
    if any("events" in arm and "n" not in arm for arm in arms.values()):
        sheet.ask("events of an arm, and no column that says how many people are in it")
        return ()
    return tuple(arms.values())


def names_an_outcome(arm: Mapping[str, object]) -> bool:
    """Say whether more is told of an arm than how many are in it."""
    return bool({*arm} - {"label", "n"})


def groups_of_arms(sheet: Sheet) -> list[str]:
    """Return of which groups a table of studies tells what was counted or measured in each arm.

    What they were like at the start is no effect, unless the author names an outcome.
    """
    told = [one.group for one in sheet.columns if one.role in ARMS - {"n"} and one.arm]
    is_at_start = sheet.told.outcome is None and _AT_START.search(sheet.table.title) is not None
    return [] if is_at_start or not sheet.has("study") else list(dict.fromkeys(told))


def ask_for_arms(sheet: Sheet) -> None:
    """Ask of columns that no heading explains, where their cells may be means with their spread."""
    for column in (one for one in sheet.columns if not one.role):
        filled = [row for row in sheet.rows if not says_nothing(row.cells[column.place])]
        read = [parse_mean(row.cells[column.place]) for row in filled]
        if read and all(not isinstance(one, str) and one[1] is not None for one in read):
            told = _told(column, column.heading)
            sheet.ask(
                f"no heading says what these are; of means with their SD add records: {told}, "
                "mean/se with their SE, none of something else; and so for columns alike",
                filled[0],
                column,
            )
            return


def _read(cell: str, column: Column, sheet: Sheet) -> dict[str, object] | str:
    """Return the fields that a cell gives, or why it gives none; "" where that is asked already."""
    role = column.role
    if role in {"n", "events", "events/n"}:
        return _read_counts(cell, role)
    if role.startswith("median"):
        return _read_median(cell, role)
    if role.startswith("mean"):
        return _read_mean(cell, column, sheet)
    found = parse_interval(cell) if role in _ENDS else parse_number(cell)
    if isinstance(found, str):
        return found
    return _between(role, found[:2]) if isinstance(found, tuple) else {role: found}


def _between(name: str, ends: tuple[Decimal, Decimal]) -> dict[str, object]:
    return dict(zip(_ENDS[name], ends, strict=True))


def _read_counts(cell: str, role: str) -> dict[str, object] | str:
    both = parse_events(cell) if role == "events/n" else None
    if both is not None:
        return {"events": both[0], "n": both[1]}
    bare = re.sub(r"\s*[(\[][0-9.,·]+\s*\\?%?[)\]]$", "", cell) if role == "events" else cell
    count = parse_count(bare) if role != "events/n" else None
    return f"'{cell}' is no count ({role})" if count is None else {role: count}


def _read_median(cell: str, role: str) -> dict[str, object] | str:
    found = parse_median(cell)
    if isinstance(found, str):
        return found
    median, ends, word = found
    if ends is None:
        return {"median": median}
    of_heading = role.partition("/")[2]
    if not (word or of_heading) or (word and of_heading and word != of_heading):
        return f"'{cell}': are these the ends of the IQR, or of the range?"
    return {"median": median, **_between(word or of_heading, ends)}


def _read_mean(cell: str, column: Column, sheet: Sheet) -> dict[str, object] | str:
    with_ends = parse_mean_with_ends(cell)
    if isinstance(with_ends, MeanWithEnds):
        return _interval_in(with_ends, column, sheet)
    found = parse_mean(cell) if with_ends is None else with_ends
    if isinstance(found, str):
        return found
    mean, spread, letters = found
    if spread is None:
        return {"mean": mean}
    return _spread_of(mean, spread, letters, cell, column, sheet)


def _spread_of(
    mean: Decimal, spread: Decimal, letters: str, cell: str, column: Column, sheet: Sheet
) -> dict[str, object] | str:
    """Return a mean with its SD or SE, or why it is not known which; "" where that is asked."""
    of_heading = column.role.partition("/")[2]
    of_cell = _LETTERS.get(letters, "")
    if of_cell and of_heading and of_cell != of_heading:
        return f"'{cell}' says {letters}, and its heading does not"
    name = of_cell or of_heading or _spread_in(sheet.around)
    if name == "ci":
        return f"'{cell}' has one number beside the mean, and an interval has two ends"
    if name:
        return {"mean": mean, name: spread}
    question = "is what stands beside the means their SD or their SE?"
    if not any(question in one.message for one in sheet.opens):
        told = _told(column, column.arm)
        sheet.ask(f"{question} add records: {told}, or mean/se", column=column)
    return ""


def _interval_in(found: MeanWithEnds, column: Column, sheet: Sheet) -> dict[str, object] | str:
    """Return a mean with its interval, or a question where the ends may be of a range."""
    of_heading = column.role.partition("/")[2] or _spread_in(sheet.around)
    if not (found.is_named or of_heading == "ci"):
        hint = _told(column, column.arm, "ci")
        question = "are the ends beside the mean of its confidence interval, or of a range?"
        return f"{question} of the interval add records: {hint}, of a range none"
    level = found.level or column.level
    told: dict[str, object] = {} if level in {None, Decimal(95)} else {"level": level}
    return {"mean": found.mean, "low": found.low, "high": found.high, **told}


def _spread_in(words: str) -> str:
    """Return what a caption or a note says of all means of its table: sd, se, ci or nothing."""
    found = [
        name for name, forms in _SPREAD.items() if any(stands_in(form, words) for form in forms)
    ]
    return found[0] if len(found) == 1 else ""


def _told(column: Column, arm: str, spread: str = "sd") -> str:
    """Return what an author may write of a column of means."""
    of_arm = f" of {arm}" if arm else ""
    heading = json.dumps(column.heading, ensure_ascii=False)
    return f"{{columns: {{{heading}: mean/{spread}{of_arm}}}}}"
