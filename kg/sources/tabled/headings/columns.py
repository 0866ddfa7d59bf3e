"""Headings of a table → what their columns hold. What no heading says clearly is nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import parse_count, parse_events, says_nothing
from kg.sources.tabled.cells.pooling import role_of_statistic
from kg.sources.tabled.headings.armheadings import ARMS, arm_in
from kg.sources.tabled.headings.columnwords import (
    BESIDE_NAMES,
    BY_HEADING,
    ESTIMATES,
    FIGURE,
    HIGH,
    IN_WORDS,
    INTERVAL_WORDS,
    LEVEL,
    LOW,
    MANY,
    MEASURE,
    NAMING,
    POOLING,
    ROLES,
    SHORT_MEASURES,
    STANDARD_ERROR,
    TOLD,
)
from kg.sources.tabled.headings.gradeheads import may_be_certainty, role_in_words

_DIGIT = re.compile(r"[0-9]")
_LEAST_ARMS = 2
# `5`, `5 RCTs`, `1 cohort study`.
_COUNTED = re.compile(
    r"[0-9]{1,3}(?:\s+(?:[a-z-]+\s+){0,2}(?:RCTs?|trials?|studies|study|cohorts?))?", re.IGNORECASE
)
_MAY_BE_WORDS = frozenset({"result", "results", "effect", "point", "size", "summary"})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its `role`; for which `arm`, by which `measure`, of which `group`.

    Columns of one `group` belong to one effect of a row: a table may have several side by side.
    """

    place: int
    heading: str
    role: str = ""
    arm: str = ""
    measure: str = ""
    group: str = ""
    level: Decimal | None = None
    at: int | None = None  # where it stands in the table, if not at its place in the row


def read_columns(
    headings: Sequence[str], told: Mapping[str, str], cells: Sequence[Sequence[str]]
) -> tuple[Column, ...]:
    """Return what each column holds; `told` are roles that the author gave, by heading."""
    columns = [
        _told(place, heading, told[heading])
        if heading in told
        else _read(place, heading, [row[place] for row in cells])
        for place, heading in enumerate(headings)
    ]
    counted = _with_events(_part_counts(_with_studies(_with_certainty(columns, cells))), cells)
    return tuple(_once(_with_short_measure(counted)))


def _with_certainty(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns; beside outcomes, *Quality* may be that of the evidence."""
    roles = {one.role for one in columns}
    if not roles & {"outcome", "outcomes"} or roles & {"study", "certainty", "overall"}:
        return [*columns]
    return [
        replace(one, role="certainty")
        if not one.role
        and may_be_certainty(fold_heading(one.heading), [row[one.place] for row in cells])
        else one
        for one in columns
    ]


def _with_studies(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; beside *Studies* a *k* counts estimates, of which one may have many."""
    counts = [one for one in columns if one.role == "studies"]
    if not any(fold_heading(one.heading) != "k" for one in counts):
        return [*columns]
    return [
        replace(one, role="") if one.role == "studies" and fold_heading(one.heading) == "k" else one
        for one in columns
    ]


def _with_short_measure(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; beside an interval and no value, a lone *g* or *d* is the value."""
    roles = {one.role for one in columns if not one.group}
    short = [one for one in columns if fold_heading(one.heading) in SHORT_MEASURES]
    if "value" in roles or not {"interval", "low"} & roles or len(short) != 1 or short[0].role:
        return [*columns]
    value = replace(short[0], role="value", measure=fold_heading(short[0].heading))
    return [value if one is short[0] else one for one in columns]


def _part_counts(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; where an arm has *n* and *N*, the small one counts events."""
    tokens = [{*re.findall(r"[^\W_]+", one.heading)} for one in columns]
    large = {
        one.arm
        for one, words in zip(columns, tokens, strict=True)
        if one.role == "n" and "N" in words
    }
    return [
        replace(one, role="events")
        if one.role == "n" and "n" in words and one.arm in large
        else one
        for one, words in zip(columns, tokens, strict=True)
    ]


def _with_events(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns; beside effects, two of nothing but `18/60` count the events of arms."""
    if not any(one.role == "value" for one in columns):
        return [*columns]
    counts = [
        one
        for one in columns
        if not one.role and one.heading and _are_events([row[one.place] for row in cells])
    ]
    if len(counts) < _LEAST_ARMS:
        return [*columns]
    # Below one head they are named without it: `No. of patients: tea`.
    heads = {one.heading.rpartition(": ")[0] for one in counts}
    names = {
        one.place: one.heading.rpartition(": ")[2] if len(heads) == 1 else one.heading
        for one in counts
    }
    arms = {one.place: replace(one, role="events/n", arm=names[one.place]) for one in counts}
    return [arms.get(one.place, one) for one in columns]


def _are_events(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if not says_nothing(cell)]
    counted = [parse_events(cell) for cell in filled]
    return bool(filled) and all(one is not None and one[0] <= one[1] for one in counted)


def fault_of_role(told: str) -> str | None:
    """Return why a role that an author gave is none, or None."""
    match = TOLD.fullmatch(told)
    if match is None or match["role"] not in ROLES:
        return (
            f"'{told}' is nothing that a column can hold; write one of {', '.join(sorted(ROLES))}"
        )
    if match["arm"] and match["role"] not in ARMS:
        return f"'{told}': only {', '.join(sorted(ARMS))} are of an arm"
    return None


def measure_in(text: str) -> str:
    """Return the one measure that a text names, in the singular, or "" for none or several."""
    found = {_singular(match) for match in MEASURE.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _singular(match: re.Match[str]) -> str:
    name = match["name"]
    return name if match["letters"] else re.sub(r"(ratio|risk|difference)s\b", r"\1", name)


def _told(place: int, heading: str, told: str) -> Column:
    match = TOLD.fullmatch(told)
    role, arm = (match["role"], match["arm"] or "") if match else ("none", "")
    measure = measure_in(heading) if role == "value" else ""
    return Column(place, heading, role, arm, measure, level=_level_in(heading))


def _level_in(heading: str) -> Decimal | None:
    match = LEVEL.search(heading)
    return Decimal(match[1]) if match else None


def _read(place: int, heading: str, cells: Sequence[str]) -> Column:
    folded = fold_heading(heading)
    # GRADE's tables print the follow-up in the cells of people and studies.
    bare = folded.removesuffix(" follow up")
    role = BY_HEADING.get(folded) or BY_HEADING.get(bare) or role_in_words(folded)
    role = "" if "%" in heading else role
    if not role and {*folded.split()} <= BESIDE_NAMES and NAMING & {*folded.split()}:
        role = "study"
    filled = [cell for cell in cells if not says_nothing(cell)]
    if folded in MANY and filled and all(map(_COUNTED.fullmatch, filled)):
        role = "studies"  # how many there are; under *Study* they are only numbered
    if role in IN_WORDS and any(FIGURE.fullmatch(cell) for cell in filled):
        is_count = all(parse_count(cell) is not None for cell in filled)
        role = "sample" if role == "participants" and is_count else ""
    if role:
        return Column(place, heading, role)
    column = (
        _read_statistic(place, heading, cells)
        or _read_mean_with_interval(place, heading)
        or _read_figures(place, heading)
        or _read_arm(place, heading)
    )
    # What such a word heads may be told in words, which are nobody's figures.
    told = folded in _MAY_BE_WORDS and column is not None and column.role == "value"
    if column is None or (told and not any(map(_DIGIT.search, filled))):
        return Column(place, heading)
    return column


def _read_statistic(place: int, heading: str, cells: Sequence[str]) -> Column | None:
    """Return a column of p values, weights or heterogeneity; heads above it may name a group."""
    *above, last = heading.split(": ")
    while above and not re.search(r"[^\W\d_]", last):
        last = f"{above.pop()} {last}"  # `Weight` above `(%)`
    role = role_of_statistic(last, cells)
    if not role:
        return None
    words = fold_heading(MEASURE.sub(" ", LEVEL.sub(" ", " ".join(above)))).split()
    if role == "p" and "heterogeneity" in words:
        role = "p/heterogeneity"
    empty = INTERVAL_WORDS | POOLING | ESTIMATES | {"heterogeneity"}
    left = [one for one in words if one not in empty]
    return Column(place, heading, role, group=" ".join(left))


def _read_figures(place: int, heading: str) -> Column | None:
    """Return a column of effects or their intervals, or None where the heading is of neither."""
    level = _level_in(heading)
    text = STANDARD_ERROR.sub(" ", LEVEL.sub(" ", heading))
    has_error = STANDARD_ERROR.search(heading) is not None
    match = MEASURE.search(text)
    measure = _singular(match) if match else ""
    rest = text if match is None else f"{text[: match.start()]} : {text[match.end() :]}"
    if MEASURE.search(rest):
        return None  # two measures in one heading
    words = fold_heading(rest).split()
    has_interval = bool({"ci", "cri"} & {*words} or {"confidence", "interval"} <= {*words})
    left = [one for one in words if one not in INTERVAL_WORDS | POOLING]
    ends = [role for role, names in (("low", LOW), ("high", HIGH)) if names & {*left}]
    left = [one for one in left if one not in LOW | HIGH]
    estimates = [one for one in left if one in ESTIMATES]
    left = [one for one in left if one not in ESTIMATES]
    is_short = len(left) == 1 and left[0] in SHORT_MEASURES
    if (has_interval or has_error) and match is None and is_short:
        measure, left = left[0], []  # `g (95% CI)`
    group = " ".join(left)
    adjusted = next((one for one in estimates if one in {"adjusted", "crude", "unadjusted"}), "")
    measure = f"{adjusted} {measure}" if adjusted and measure else measure
    if len(ends) == 1 and (has_interval or measure or not left):
        return Column(place, heading, ends[0], group=group, level=level)
    # Words of many meanings (effect, result) say it only with nothing but each other beside them.
    if ends or (not measure and not has_interval and (left or not estimates)):
        return None
    if measure or estimates:
        return Column(place, heading, "value", measure=measure, group=group, level=level)
    return Column(place, heading, "interval", group=group, level=level)


def _read_mean_with_interval(place: int, heading: str) -> Column | None:
    """Return the means of an arm with their interval, which is none of an effect."""
    found = _read_arm(place, heading)
    return found if found is not None and found.role == "mean/ci" else None


def _read_arm(place: int, heading: str) -> Column | None:
    found = arm_in(heading)
    return (
        None
        if found is None
        else Column(place, heading, found[0], arm=found[1], level=_level_in(heading))
    )


def _apart(column: Column) -> str:
    """Return what tells columns of one role apart: domains by their heads, effects by measure."""
    if column.role == "value":
        return column.measure.casefold()
    return fold_heading(column.heading) if column.role == "domain" else ""


def _once(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; of two with one role, neither is clear unless they tell of arms."""
    keys = [(one.role, one.arm, one.group, _apart(one)) for one in columns]
    return [
        one
        if one.role in {"", "none"} or keys.count(key) == 1 or keys.index(key) == place
        else Column(one.place, one.heading)
        for place, (one, key) in enumerate(zip(columns, keys, strict=True))
    ]
