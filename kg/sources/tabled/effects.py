"""A table of effects → the effect of each study and of those pooled, in the digits printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.model import Effect
from kg.model.effects import MEASURES
from kg.sources.tabled.arms import arms_of, ask_for_arms, groups_of_arms, names_an_outcome
from kg.sources.tabled.columns import measure_in
from kg.sources.tabled.desk import Desk, make_record
from kg.sources.tabled.headings import SHORT_MEASURES
from kg.sources.tabled.naming import free_id
from kg.sources.tabled.numbers import (
    Estimate,
    parse_estimate,
    parse_interval,
    parse_number,
    says_nothing,
)
from kg.sources.tabled.pooled import origin_of
from kg.sources.tabled.pooling import part_p
from kg.sources.tabled.rows import Row
from kg.sources.tabled.sheets import Sheet
from kg.sources.tabled.statistics import statistics_of, take_columns


def draft_effects(sheet: Sheet, desk: Desk) -> None:
    """Draft an effect for each row that gives one, of each outcome that has columns."""
    groups = [one.group for one in sheet.columns if one.role == "value"]
    # Without a number of the effect there is what is told of each arm.
    groups += [one for one in groups_of_arms(sheet) if one not in groups and (one or not groups)]
    if groups:
        ask_for_arms(sheet)
    elif sheet.has("study") and (ends := sheet.column("interval") or sheet.column("low")):
        sheet.taken.discard(ends.place)
        hint = "say which column it stands in: records: {columns: {…: value}}"
        sheet.ask(f"an interval, and no heading that is known for its value; {hint}", column=ends)
    for group in groups:
        if group and len(groups) == 1 and desk.outcome_named(group) is None:
            continue  # a heading with more words than are known: it is told as not taken
        if group and desk.outcome_named(group) is None:
            continue
        above: list[tuple[str, str]] = []
        for row in sheet.rows:
            _draft_row(row, group, above, sheet, desk, is_only=len(groups) == 1)


def _draft_row(
    row: Row, group: str, above: list[tuple[str, str]], sheet: Sheet, desk: Desk, *, is_only: bool
) -> None:
    """Draft the effect of a row; `above` has the studies of the rows before, and is added to.

    Each stands there with the heading that its row is below.
    """
    estimate = _estimate_of(row, group, sheet)
    arms = arms_of(row, group, sheet, is_only=is_only) if is_only or group else ()
    if estimate is None and not any(names_an_outcome(arm) for arm in arms):
        return
    outcome = _outcome_of(row, group, sheet, desk)
    measure = None if estimate is None else _measure_of(row, group, estimate, sheet)
    origin = origin_of(row, above, sheet, desk)
    if origin is None or outcome is None or (estimate is not None and not measure):
        return
    if "study" in origin.fields:
        above.append((row.below, str(origin.fields["study"])))
    fields = {
        "id": free_id(f"{origin.name}-{outcome}", desk.ids),
        "outcome": outcome,
        "measure": measure,
        **origin.fields,
        "arms": arms,
        **({} if estimate is None else _numbers_of(estimate)),
        **_fields_of(row, group, estimate, sheet, desk, is_only=is_only),
    }
    given = {name: value for name, value in fields.items() if value not in (None, "", ())}
    effect = make_record(Effect, given, sheet, row)
    known = None if effect is None else _add(effect, row, sheet, desk)
    if known is not None and effect is not None:
        lacking = [
            field
            for field in ("p", "weight", "heterogeneity")
            if getattr(effect, field) is not None and getattr(known, field) is None
        ]
        take_columns(sheet, group, lacking, is_only=is_only)


def _numbers_of(estimate: Estimate) -> dict[str, object]:
    return {
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "level": estimate.level if estimate.level != Decimal(95) else None,
    }


def _fields_of(
    row: Row, group: str, estimate: Estimate | None, sheet: Sheet, desk: Desk, *, is_only: bool
) -> dict[str, object]:
    """Return what a row says of its effect, but of what and by which measure it is."""
    p = "" if estimate is None else estimate.p
    return {
        "timepoint": sheet.words(row, "timepoint") or sheet.told.timepoint,
        "unit": sheet.cell(row, "unit") or sheet.told.unit or (estimate.unit if estimate else ""),
        "subgroup": _subgroup_of(row, sheet, desk),
        # Of a study the notes beside it are: what they are of is told with its facts.
        "note": "" if sheet.has("study") else sheet.words(row, "note"),
        **statistics_of(row, group, p, sheet, is_only=is_only),
        **sheet.place_of(row),
    }


def _subgroup_of(row: Row, sheet: Sheet, desk: Desk) -> str:
    """Return of which part an effect is: as its own cell says, or the heading above its row."""
    heading = row.below if desk.outcome_named(row.below) is None else ""
    parts = (heading.rstrip(" :"), sheet.words(row, "subgroup"))
    return ": ".join(filter(None, parts)) or sheet.told.subgroup or ""


def _add(effect: Effect, row: Row, sheet: Sheet, desk: Desk) -> Effect | None:
    """Draft an effect, unless there is one already; return the one that there is then."""
    for known in (*desk.entered.effects, *desk.new.effects):
        is_old = _has_note_for_subgroup(known, effect)
        if is_old or _key_of(known) == _key_of(effect):
            if is_old:
                hint = "move it there from note"
                sheet.ask(f"'{effect.subgroup}' is the subgroup of '{known.id}'; {hint}", row)
            if _estimate_in(known) != _estimate_in(effect) and not (
                known in desk.entered.effects and sheet.holds(known)
            ):
                said, told = (
                    one.figures if one.value else one.arm_figures for one in (known, effect)
                )
                sheet.ask(f"'{known.id}' says {said}, this row {told}", row)
            desk.keep(sheet)
            return known
    if desk.may_add(desk.entered.effects, sheet, row, "effect"):
        desk.new.effects.append(effect)
        desk.ids.add(effect.id)
        return effect
    return None


def _estimate_in(effect: Effect) -> tuple[object, ...]:
    arms = effect.arm_figures if effect.value is None else ""
    return effect.value, effect.low, effect.high, effect.confidence, arms


def _key_of(effect: Effect) -> tuple[object, ...]:
    origin = effect.study or "pooled"
    return origin, effect.outcome, _letters_of(effect.measure), effect.timepoint, effect.subgroup


def _has_note_for_subgroup(known: Effect, found: Effect) -> bool:
    """Say whether a record is what was found, from when its note said of which part it is."""
    moved = known.model_copy(update={"subgroup": known.note})
    return (
        found.subgroup is not None
        and (known.subgroup, known.note) == (None, found.subgroup)
        and _key_of(moved) == _key_of(found)
    )


def _letters_of(measure: str | None) -> str:
    """Return the letters of a measure that is printed in words: OR for *odds ratio*."""
    if measure is None:
        return ""
    letters = {words: one for one, words in MEASURES.items()}
    folded = measure.casefold().replace("standardized", "standardised")
    return letters.get(folded, measure.upper())


def _estimate_of(row: Row, group: str, sheet: Sheet) -> Estimate | None:
    """Return the value of a row and its interval, from one cell or from several."""
    column = sheet.column("value", group)
    if column is None:
        return None
    cell, p = part_p(row.cells[column.place])
    if says_nothing(cell):
        return None
    estimate = parse_estimate(cell)
    if isinstance(estimate, str):
        sheet.ask(estimate, row, column)
        return None
    estimate = replace(estimate, p=p)
    beside = _interval_beside(row, group, sheet)
    if isinstance(beside, str):
        return None
    if beside is not None and estimate.low is None:
        low, high, level = beside
        estimate = replace(estimate, low=low, high=high, level=level)
    if estimate.low is None:
        return replace(estimate, level=None)
    return replace(estimate, level=estimate.level or _level_of(sheet, group))


def _level_of(sheet: Sheet, group: str) -> Decimal | None:
    of_ends = ("value", "interval", "low", "high")
    levels = (one.level for one in sheet.columns if one.role in of_ends and one.group == group)
    return next(filter(None, levels), None)


def _interval_beside(
    row: Row, group: str, sheet: Sheet
) -> tuple[Decimal, Decimal, Decimal | None] | str | None:
    """Return the interval that has columns of its own; a text where they cannot be read."""
    column = sheet.column("interval", group)
    if column is not None and not says_nothing(row.cells[column.place]):
        interval = parse_interval(row.cells[column.place])
        if isinstance(interval, str):
            sheet.ask(interval, row, column)
        return interval
    ends: list[Decimal] = []
    for role in ("low", "high"):
        column = sheet.column(role, group)
        if column is None or says_nothing(row.cells[column.place]):
            continue
        number = parse_number(row.cells[column.place])
        if isinstance(number, str):
            sheet.ask(number, row, column)
            return number
        ends.append(number)
    if len(ends) == 1:
        fault = "one end of the interval is missing"
        sheet.ask(fault, row)
        return fault
    return (ends[0], ends[1], None) if ends else None


def _outcome_of(row: Row, group: str, sheet: Sheet, desk: Desk) -> str | None:
    """Return on which outcome an effect is: by its row, its columns, or what is said of all."""
    role = "outcome" if sheet.has("outcome") else "outcomes"
    cell = sheet.cell(row, role)
    if cell:
        found = desk.outcome_named(cell)
        if found is None:
            message = f"'{cell}' is no outcome; give one of data/questions.yaml this label"
            sheet.ask(message, row, sheet.column(role))
        return found
    by_words = desk.outcome_named(group) or desk.outcome_named(row.below)
    found = by_words or sheet.told.outcome or desk.outcome_in(sheet.table.title)
    if found is None:
        known = ", ".join(one.id for one in desk.outcomes)
        hint = f"records: {{outcome: …}} ({known})" if known else "it to data/questions.yaml first"
        sheet.ask(f"on which outcome are its effects? add {hint}")
    return found


def _measure_of(row: Row, group: str, estimate: Estimate, sheet: Sheet) -> str:
    column = sheet.column("value", group)
    of_column = column.measure if column is not None else ""
    in_cell = measure_in(estimate.measure)
    if estimate.measure and not in_cell:
        sheet.ask(f"'{estimate.measure}' is no measure that is known", row, column)
        return ""
    of_title = measure_in(sheet.table.title)
    if of_column in SHORT_MEASURES and of_title.casefold().endswith(of_column):
        of_column = of_title  # Hedges' g
    measure = in_cell or sheet.cell(row, "measure") or sheet.told.measure or of_column or of_title
    if not measure:
        sheet.ask("by which measure are its effects? add records: {measure: …} (RR, OR, MD …)")
    return measure
