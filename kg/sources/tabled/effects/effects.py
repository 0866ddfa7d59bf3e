"""A table of effects → the effect of each study and of those pooled, in the digits printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Effect
from kg.model.effects import MEASURES
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import Estimate
from kg.sources.tabled.effects.arms import arms_of, ask_for_arms, groups_of_arms, names_an_outcome
from kg.sources.tabled.effects.estimates import estimates_of, name_columns_of_outcomes, risks_in
from kg.sources.tabled.effects.pooledstudies import Origin, origin_of
from kg.sources.tabled.effects.populations import STUDIED, means_of, part_populations
from kg.sources.tabled.effects.risks import ROLES as RISKS
from kg.sources.tabled.effects.risks import absolute_of, name_columns_of_risks
from kg.sources.tabled.effects.sameness import (
    are_of_others,
    are_same,
    differ,
    has_note_for_subgroup,
    letters_of,
    line_of,
    tells_more_of_risks,
)
from kg.sources.tabled.effects.statistics import statistics_of, take_columns
from kg.sources.tabled.headings.columns import measure_in
from kg.sources.tabled.headings.columnwords import (
    INTERVAL_WORDS,
    LEVEL,
    MEASURE,
    SHORT_MEASURES,
)
from kg.sources.tabled.records.desk import Desk, make_record
from kg.sources.tabled.records.outcomes import outcome_in_cell, role_of_outcomes, timepoint_in_cell
from kg.sources.tabled.sheets.naming import free_id
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

# What is of all is of no subgroup, though a column of subgroups names it.
_OF_ALL = re.compile(r"(?:all|any)(?: (?:included )?(?:studies|trials|rcts))?", re.IGNORECASE)
# What stands beside a measure in a title, and what of it says no second one.
_BESIDE = re.compile(r"[*_\s]*(?:and|&)\s+(?P<words>[^,.;:()\[\]]+)")
_OF_ONE_MEASURE = frozenset({
    "p", "i2", "τ2", "tau2", "the", "their", "its", "with", "value", "values", "weight", "weights",
    "heterogeneity", "standard", "error", "errors", "se", "n", "number", "numbers", "of", "events",
    "participants", "studies", "trials",
})  # fmt: skip
_SEVERAL = 2  # effects in one cell
_MORE_RISKS = (
    "; if these are the risks of other people, enter them as an effect that has this absolute and "
    "no value, with a subgroup that says whose they are"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Of what the effects of a row are. `is_only`: the row has effects of one group of columns."""

    row: Row
    group: str
    outcome: str
    origin: Origin
    arms: tuple[dict[str, object], ...]
    absolute: dict[str, object] | None
    is_only: bool
    is_one: bool
    population: str = ""


def draft_effects(sheet: Sheet, desk: Desk) -> None:
    """Draft an effect for each row that gives one, of each outcome that has columns."""
    part_populations(sheet)
    name_columns_of_risks(sheet)
    name_columns_of_outcomes(sheet, desk)
    groups = list(dict.fromkeys(one.group for one in sheet.columns if one.role == "value"))
    # Without a number of the effect there is what is told of each arm.
    groups += [one for one in groups_of_arms(sheet) if one not in groups and (one or not groups)]
    if not groups and sheet.has(*RISKS):
        groups = [""]
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
    """Draft the effects of a row; `above` has the studies of the rows before, and is added to.

    Each stands there with the heading that its row is below.
    """
    estimates = estimates_of(row, group, sheet)
    arms = arms_of(row, group, sheet, is_only=is_only) if is_only or group else ()
    arms = arms if any(map(names_an_outcome, arms)) else means_of(row, sheet) or arms
    is_one = sum(not one.head for one in estimates) < _SEVERAL
    risks = risks_in(row, group, sheet)
    absolute = absolute_of(row, sheet, risks) if is_only and is_one else None
    if not (estimates or absolute or any(names_an_outcome(arm) for arm in arms)):
        return
    outcome = _outcome_of(row, group, sheet, desk)
    measures = [_measure_of(row, group, one, sheet) for one in estimates]
    origin = origin_of(row, above, sheet, desk)
    if origin is None or outcome is None or (estimates and not any(measures)):
        return
    if "study" in origin.fields:
        above.append((row.below, str(origin.fields["study"])))
    # What columns beside several effects tell is of nobody knows which; beside effects by several
    # measures, each in its column, it is of the first.
    of_row = _Place(row, group, outcome, origin, arms, absolute, is_only=is_only, is_one=is_one)
    of_others = replace(of_row, absolute=None, is_one=False)
    # The effect is of all; what is expected of one group is of that group alone.
    of_group = None
    if absolute and row.population and row.population.casefold() != STUDIED:
        of_group = replace(of_others, absolute=absolute, arms=(), population=row.population)
        of_row = replace(of_row, absolute=None)
    for estimate, measure in zip(estimates, measures, strict=True):
        if measure:
            _draft_effect(of_others if estimate.head else of_row, estimate, measure, sheet, desk)
    if not estimates and (of_row.absolute or any(map(names_an_outcome, arms))):
        _draft_effect(of_row, None, None, sheet, desk)
    if of_group is not None:
        _draft_effect(of_group, None, None, sheet, desk)


def _draft_effect(
    of: _Place, estimate: Estimate | None, measure: str | None, sheet: Sheet, desk: Desk
) -> None:
    """Draft one effect of a row, or what the row tells of its arms alone."""
    row, outcome, origin = of.row, of.outcome, of.origin
    fields = {
        "id": free_id(f"{origin.name}-{outcome}", desk.ids),
        "outcome": outcome,
        "measure": measure,
        **origin.fields,
        "arms": of.arms,
        "absolute": of.absolute,
        **({} if estimate is None else _numbers_of(estimate)),
        **_fields_of(of, estimate, sheet, desk),
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
        if estimate is None or not estimate.head:
            take_columns(sheet, of.group, lacking, is_only=of.is_only, is_one=of.is_one)
        if tells_more_of_risks(effect, known):
            sheet.lost.update(one.place for one in sheet.columns if one.role in RISKS)


def _numbers_of(estimate: Estimate) -> dict[str, object]:
    return {
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "level": estimate.level if estimate.level != Decimal(95) else None,
    }


def _fields_of(
    of: _Place, estimate: Estimate | None, sheet: Sheet, desk: Desk
) -> dict[str, object]:
    """Return what a row says of its effect, but of what and by which measure it is."""
    row = of.row
    p, unit = ("", "") if estimate is None else (estimate.p, estimate.unit)
    told = (
        statistics_of(row, of.group, p, sheet, is_only=of.is_only)
        if of.is_one
        else {"p": p or None}
    )
    return {
        "timepoint": sheet.words(row, "timepoint")
        or timepoint_in_cell(row, sheet)
        or sheet.told.timepoint,
        "unit": (of.is_one and (sheet.cell(row, "unit") or sheet.told.unit)) or unit,
        "subgroup": ": ".join(filter(None, (_subgroup_of(row, sheet, desk), of.population))),
        # Of a study the notes beside it are: what they are of is told with its facts.
        "note": "" if sheet.has("study") else sheet.words(row, "note"),
        **told,
        **sheet.place_of(row),
    }


def _subgroup_of(row: Row, sheet: Sheet, desk: Desk) -> str:
    """Return of which part an effect is: as its own cell says, or the heading above its row."""
    heading = row.below if desk.outcome_named(row.below) is None else ""
    own = sheet.words(row, "subgroup")
    if own and (row.kind == "pooled" or _OF_ALL.fullmatch(own)):
        return "" if not row.is_subtotal else heading
    parts = (heading.rstrip(" :"), own)
    return ": ".join(filter(None, parts)) or sheet.told.subgroup or ""


def _add(effect: Effect, row: Row, sheet: Sheet, desk: Desk) -> Effect | None:
    """Draft an effect, unless there is one already; return the one that there is then."""
    for known in (*desk.entered.effects, *desk.new.effects):
        is_old = has_note_for_subgroup(known, effect)
        if is_old or are_same(known, effect):
            if is_old:
                hint = "move it there from note"
                sheet.ask(f"'{effect.subgroup}' is the subgroup of '{known.id}'; {hint}", row)
            if differ(known, effect) and not (known in desk.entered.effects and sheet.holds(known)):
                said, told = map(line_of, (known, effect))
                hint = _MORE_RISKS if are_of_others(known, effect) else ""
                sheet.ask(f"'{known.id}' says {said}, this row {told}{hint}", row)
            desk.keep(sheet)
            return known
    if desk.may_add(desk.entered.effects, sheet, row, "effect"):
        desk.new.effects.append(effect)
        desk.ids.add(effect.id)
        return effect
    return None


def _outcome_of(row: Row, group: str, sheet: Sheet, desk: Desk) -> str | None:
    """Return on which outcome an effect is: by its row, its columns, or what is said of all."""
    if sheet.cell(row, role_of_outcomes(sheet)):
        return outcome_in_cell(row, sheet, desk)
    by_words = desk.outcome_named(group) or desk.outcome_named(row.below)
    found = by_words or sheet.told.outcome or desk.outcome_in(sheet.table.title)
    if found is None:
        known = ", ".join(one.id for one in desk.outcomes)
        hint = f"records: {{outcome: …}} ({known})" if known else "it to data/questions.yaml first"
        sheet.ask(f"on which outcome are its effects? add {hint}")
    return found


def _measure_in_title(title: str) -> str:
    """Return the measure of a title, unless it has another beside it: *SMD and days away*."""
    match = MEASURE.search(title)
    beside = _BESIDE.match(title, match.end()) if match else None
    words = fold_heading(LEVEL.sub(" ", beside["words"])).split() if beside else []
    return "" if {*words} - INTERVAL_WORDS - _OF_ONE_MEASURE else measure_in(title)


def _measure_of(row: Row, group: str, estimate: Estimate, sheet: Sheet) -> str:
    column = sheet.column("value", group)
    of_column = column.measure if column is not None else ""
    in_cell = measure_in(estimate.measure)
    if estimate.measure and not in_cell:
        sheet.ask(f"'{estimate.measure}' is no measure that is known", row, column)
        return ""
    of_title = _measure_in_title(sheet.table.title)
    if of_column in SHORT_MEASURES and of_title.casefold().endswith(of_column):
        of_column = of_title  # Hedges' g
    of_row = estimate.head or sheet.cell(row, "measure")
    measure = in_cell or of_row or sheet.told.measure or of_column or of_title
    if estimate.unit == "%" and re.search(
        r"ratio|relative risk",
        MEASURES.get(letters_of(measure).removeprefix("A"), measure),
        re.IGNORECASE,
    ):
        sheet.ask(
            f"{estimate.value:f}% as '{measure}': is it a ratio, or how it changes?", row, column
        )
        return ""
    if not measure:
        sheet.ask("by which measure are its effects? add records: {measure: …} (RR, OR, MD …)")
    return measure
