"""What a row says of risks in so many people → the absolute effect that a review expects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import parse_estimate, says_nothing
from kg.sources.tabled.cells.pooling import part_p
from kg.sources.tabled.cells.riskcells import (
    DIFFERENCE,
    MARKS,
    NUMBER,
    PEOPLE,
    RISK,
    SIGNED,
    list_risks,
)
from kg.sources.tabled.headings.columns import Column, measure_in
from kg.sources.tabled.headings.columnwords import LEVEL
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

ROLES = frozenset({"baseline", "risk", "difference"})
_BEGINNING = re.compile(rf"{SIGNED}(?:\s*(?:fewer|less|lower|more|higher))?")
_PERCENT = re.compile(
    rf"({SIGNED})\s*%(?!\s*CI)(?:\s*(fewer|less|lower|more|higher))?(?=\s*(?:$|[(\[,;*^]))"
)
_RELATIVE = re.compile(r"\brelative\b|\breduction\b|\bratio\b", re.IGNORECASE)
_SAYS_PER = re.compile(r"\b(?:per|in|of)\s*[0-9]")
# A head that says it of all its cells: *Absolute effect, per 1000*, *Control event rate per 100*.
_HEAD_PER = re.compile(
    rf"\bper\s+(?:[1-9][0-9 ]{{0,2}}(?:[,\u2009\u202f\xa0 ]?000)+|100){PEOPLE}(?=\W*$|\W*[(:;,])"
)
_OF_PEOPLE = re.compile(r"\babsolute\b|\brisks?\b|\brates?\b|\bfewer\b|\bdifference", re.IGNORECASE)
# An outcome that is no event has a sentence there: *The mean pain was 24.5 points*.
_MEAN = re.compile(
    rf"the (?:mean|average)\b[^.;()]*?\bwas (?P<value>[-\u2212\u2013]?{NUMBER})"
    rf"(?: (?P<unit>[^\d().;]{{1,30}}?))?{MARKS}\.?",
    re.IGNORECASE,
)
_WAY_AT_END = re.compile(r"(?:fewer|less|lower|more|higher)$", re.IGNORECASE)
_FEWER = frozenset({"fewer", "less", "lower"})
_BEFORE = frozenset(
    {
        "control",
        "comparator",
        "comparison",
        "placebo",
        "baseline",
        "assumed",
        "without",
        "usual",
        "no",
    }
)
_ABSOLUTE = re.compile(r"\babsolute\b|\brisk difference\b", re.IGNORECASE)
_ENOUGH = 0.5  # of the cells of a column that say something

Told = Mapping[str, object]


def name_columns_of_risks(sheet: Sheet) -> None:
    """Have columns hold risks whose cells are such: `120 per 1000`, `24 fewer per 1000`.

    Where two hold risks, the one without intervals is that of the comparator, or the one whose head
    says so. Of single studies only what the author tells is read.
    """
    if any(one.role in ROLES for one in sheet.columns) or sheet.has("study"):
        return
    told = sheet.told.columns
    kinds = {
        one.place: kind
        for one in sheet.columns
        if one.heading not in told and (kind := _kind_of(sheet, one))
    }
    risks = [place for place, kind in kinds.items() if kind != "difference"]
    roles = {place: "difference" for place, kind in kinds.items() if kind == "difference"}
    if len(roles) > 1:
        roles = {}
    for place in risks:
        others = [one for one in risks if one != place]
        role = _role_of(sheet, sheet.columns[place], kinds, others)
        if role and role not in roles.values():
            roles[place] = role
        else:
            hint = f"{{columns: {{{sheet.columns[place].heading}: baseline}}}}, or risk"
            sheet.ask(f"whose risks are these? add records: {hint}", column=sheet.columns[place])
    sheet.columns = tuple(
        replace(one, role=roles[one.place], group="", measure="") if one.place in roles else one
        for one in sheet.columns
    )


def _kind_of(sheet: Sheet, column: Column) -> str:
    """Return what most cells of a column are: a difference, a risk with its interval, a risk."""
    filled = [cell for row in sheet.rows if not says_nothing(cell := row.cells[column.place])]
    read = [found for cell in filled if (found := _risk_below(cell, column))]
    if not column.role and {"risk", "risks"} & _words_of(column):  # an outcome that is no event
        read += [{"value": mean} for cell in filled if (mean := says_mean(cell)) is not None]
        read += [{"low": cell} for cell in filled if _names_a_measure(cell)]
    read += [{"value": cell} for cell in filled if list_risks(cell)]  # each row is asked about
    # A column of effects may have a risk among them, unless its head speaks of nothing else.
    is_mixed = column.role == "value" and not _ABSOLUTE.search(column.heading)
    if not read or len(read) < (1 if is_mixed else _ENOUGH) * len(filled):
        return ""
    if any("difference" in one for one in read):
        return "difference"
    return "risk/ends" if any("low" in one for one in read) else "risk"


def per_of(column: Column) -> str:
    """Return what the head of a column says of the people of all its cells: `per 1000`, or ""."""
    match = _HEAD_PER.search(column.heading)
    bare = re.sub(r"(?i)risk difference", "", column.heading)
    is_of_people = match and _OF_PEOPLE.search(column.heading) and not measure_in(bare)
    return match[0] if match and is_of_people else ""


def _risk_below(cell: str, column: Column) -> dict[str, object] | None:
    """Return what a cell says of so many people, as the head of its column has it.

    Below *Anticipated absolute effects* a percentage is of a hundred: `9.6% (7.2 to 12.0)`.
    """
    head = column.heading
    is_of_people = _OF_PEOPLE.search(head) and not (_RELATIVE.search(head) or measure_in(head))
    if is_of_people and (match := _PERCENT.match(cell.strip())):
        rest = cell.strip()[match.end() :].replace("%", "")
        cell = f"{match[1]} {match[2] or ''} per 100{rest}"
    return parse_risk(cell, per_of(column))


def _role_of(sheet: Sheet, column: Column, kinds: Mapping[int, str], others: Sequence[int]) -> str:
    words = _words_of(column)
    if kinds[column.place] == "risk/ends":
        return "risk"
    if any(kinds[one] == "risk/ends" for one in others) or words & _BEFORE:
        return "baseline"
    if words & {"corresponding", "intervention"} or any(
        _words_of(sheet.columns[one]) & _BEFORE for one in others
    ):
        return "risk"
    return "" if others or "difference" not in kinds.values() else "baseline"


def _words_of(column: Column) -> set[str]:
    return {*fold_heading(column.heading).split()}


def parse_risk(cell: str, per: str = "") -> dict[str, object] | None:
    """Return what a cell says of so many people, or None where it says nothing of the kind.

    A risk has `per`, `value`, `low` and `high`; a difference has them as `difference` and so on.
    What the head of its column says of all cells is `per`: per 1000.
    """
    bare = cell.strip()
    if per and not _SAYS_PER.search(bare):
        bare = _BEGINNING.sub(rf"\g<0> {per}", bare)
    match = RISK.fullmatch(bare)
    if match is not None:
        ends = {"low": match["low"], "high": match["high"]} if match["low"] else {}
        numbers = {"value": match["value"], **ends}
        return {
            "per": _count(match["per"]),
            **{name: _decimal(one) for name, one in numbers.items()},
        }
    match = DIFFERENCE.fullmatch(bare)
    return None if match is None else _difference_in(match)


def says_mean(cell: str) -> Decimal | None:
    """Return the mean that a sentence among risks gives, or None where it gives none."""
    match = _MEAN.fullmatch(cell.strip())
    if match is None or _WAY_AT_END.search(match["unit"] or ""):
        return None
    return _decimal(match["value"])


def tells_mean(row: Row, column: Column, sheet: Sheet) -> Decimal | None:
    """Return the mean that a row has in a column of risks, unless it has a risk beside it."""
    mean = says_mean(row.cells[column.place])
    cells = [row.cells[one.place] for one in sheet.columns if one.role in ROLES]
    return None if any(map(parse_risk, cells)) else mean


def _difference_in(match: re.Match[str]) -> dict[str, object] | None:
    """Return a difference with its ends; None where nothing says which of them are fewer."""
    found: dict[str, object] = {"per": _count(match["per"])}
    value = _with_way(match["value"], match["way"])
    if value is None:
        return None
    found["difference"] = value
    if match["low"] is None:
        return found
    ways = match["low_way"] or match["high_way"], match["high_way"] or match["low_way"]
    printed = (match["low"], match["high"])
    is_signed = any(not one.lstrip()[0].isdigit() for one in printed)
    ends = [
        _decimal(one) if is_signed and way is None else _with_way(one, way)
        for one, way in zip(printed, ways, strict=True)
    ]
    if None in ends:
        return None
    low, high = sorted(one for one in ends if one is not None)
    return {**found, "difference_low": low, "difference_high": high}


def _with_way(printed: str, way: str | None) -> Decimal | None:
    """Return a number that is below nought where it is fewer; None where nothing says which."""
    number = _decimal(printed)
    if way is None:
        return number if not number or not printed.lstrip()[0].isdigit() else None
    return -abs(number) if way.lower() in _FEWER else number


def absolute_of(row: Row, sheet: Sheet, in_cell: Sequence[str]) -> dict[str, object] | None:
    """Return the absolute effect of a row, from its columns and from parts of its effect's cell."""
    found: dict[str, object] = {}
    columns = [one for one in sheet.columns if one.role in ROLES]
    for column in columns:
        cell = row.cells[column.place]
        is_of_means = _names_a_measure(cell) or tells_mean(row, column, sheet) is not None
        if says_nothing(cell) or is_of_means:
            continue
        told = _risk_below(cell, column)
        if told is None or ("difference" in told) != (column.role == "difference"):
            sheet.ask(f"'{cell}' is no {column.role} in so many people", row, column)
            return None
        sheet.taken.add(column.place)
        if found.get("per", told["per"]) != told["per"]:
            sheet.ask(f"'{cell}' is of another number of people than beside it", row, column)
            return None
        found |= _fields_of(told, column)
    for part in in_cell:
        told = parse_risk(part)
        if (
            told is not None
            and "difference" in told
            and found.get("per", told["per"]) == told["per"]
        ):
            found |= told
    return found or None


def _names_a_measure(cell: str) -> bool:
    """Say whether a cell holds an effect of its own: `MD 3.2 lower (5.1 lower to 1.3 lower)`."""
    found = parse_estimate(part_p(cell)[0])
    return not isinstance(found, str) and bool(measure_in(found.measure)) and found.low is not None


def _fields_of(told: Told, column: Column) -> dict[str, object]:
    """Return what a cell says as the fields of its column."""
    fields = dict(told)
    if "value" in fields:
        fields[column.role] = fields.pop("value")
    level = LEVEL.search(column.heading)
    if level and Decimal(level[1]) != Decimal(95) and {"low", "difference_low"} & {*fields}:
        fields["level"] = Decimal(level[1])
    return fields


def _decimal(printed: str) -> Decimal:
    plain = re.sub("[\u2212\u2013]", "-", re.sub(r"\s", "", printed))
    return Decimal(plain.replace("·", "."))


def _count(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))
