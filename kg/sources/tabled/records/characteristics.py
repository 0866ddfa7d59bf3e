"""A table of studies → who was studied, how, and what was compared, as the table says it."""

from __future__ import annotations

import re

from kg.model import Comparison, Question
from kg.model.studies import Sample
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.numbers import parse_count, says_nothing
from kg.sources.tabled.records.desk import Desk, make_record
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

_FACTS = ("design", "setting", "country", "period", "funder", "method", "note")
_COMPARED = {
    "participants": "population",
    "intervention": "intervention",
    "comparator": "comparator",
}
ROLES = frozenset({*_FACTS, "sample", *_COMPARED, "compared"})
_VERSUS = re.compile(r"\s+(?:vs?\.?|versus)\s+", re.IGNORECASE)
_SIDES = 2
_OF_MODELS = re.compile(r"regression|coefficient|covariate|predictor", re.IGNORECASE)
_ESTIMATE = re.compile(r"[-\u2212\u2013]?\d*\.\d+ ?\**(?: ?\([-\u2212\u2013]?\d*\.\d+\)\**)?")
_NO_FACT = re.compile(r"[-\u2212\u2013]|.*\*")  # means and ages are neither below 0 nor starred
_UNITS = ("participants", "patients", "children", "women", "men", "adults", "subjects")


def draft_studies(sheet: Sheet, desk: Desk) -> None:
    """Draft the study of each row with its facts, and what it compared for the question."""
    if not sheet.has("study") or not sheet.has(*ROLES):
        return
    if _is_of_models(sheet):
        sheet.ask(
            "this number stands beside estimates of a model, and may be the model's; if it is of "
            "the people studied, say so: records: {columns: {…: sample}}",
            next(iter(sheet.rows), None),
            sheet.column("sample"),
        )
        return
    question = _question_of(sheet, desk)
    for row in sheet.rows:
        study = desk.study_of(row, sheet) if row.kind == "study" else None
        if study is None:
            continue
        if any(one.id == study for one in desk.entered.studies):
            desk.keep(sheet)
        facts = _facts_of(row, sheet)
        desk.add_facts(study, facts)
        parts = [
            str(facts[name]) for name in ("design", "sample", "setting", "country") if name in facts
        ]
        cells = {name: sheet.words(row, role) for role, name in _COMPARED.items()}
        cells |= _sides_of(row, sheet)
        told = {name: words for name, words in cells.items() if words}
        desk.parts.setdefault(study, []).extend([*parts, *told.values()])
        outcomes = _outcomes_of(row, sheet, question)
        if question is not None and (told or outcomes):
            compared = {**told, **({"outcomes": outcomes} if outcomes else {})}
            _compare({"question": question.id, "study": study, **compared}, row, sheet, desk)


def _is_of_models(sheet: Sheet) -> bool:
    """Say whether a number of people is all that is told of studies, beside a model's estimates."""
    roles = {one.role for one in sheet.columns} & ROLES
    if roles != {"sample"} or "sample" in sheet.told.columns.values():
        return False
    places = [one.place for one in sheet.columns if not one.role]
    cells = [row.cells[place].strip() for row in sheet.rows for place in places]
    said = [cell for cell in cells if not says_nothing(cell)]
    estimates = [cell for cell in said if _ESTIMATE.fullmatch(cell)]
    is_told = _OF_MODELS.search(sheet.table.title) or any(map(_NO_FACT.match, estimates))
    return bool(is_told) and 0 < len(said) <= 2 * len(estimates)


def _sides_of(row: Row, sheet: Sheet) -> dict[str, str]:
    """Return both sides of what a cell compares (`walk vs. no walk`); ask where it has not two."""
    cell = sheet.words(row, "compared")
    sides = [*map(str.strip, _VERSUS.split(cell))]
    if len(sides) == _SIDES:
        return dict(zip(("intervention", "comparator"), sides, strict=True))
    if cell:
        sheet.ask(
            f"'{cell}' does not say what is compared with what", row, sheet.column("compared")
        )
    return {}


def _question_of(sheet: Sheet, desk: Desk) -> Question | None:
    """Return the question that the table is about: the one that is told, or the only one."""
    if not sheet.has(*_COMPARED, "compared"):
        return None
    wanted = sheet.told.question
    found = [one for one in desk.questions if wanted in {None, one.id}]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.id for one in desk.questions)
    sheet.ask(
        f"what is compared here needs the question; add records: {{question: …}} ({names})"
        if names
        else "what is compared here needs a question; enter it in data/questions.yaml"
    )
    return None


def _facts_of(row: Row, sheet: Sheet) -> dict[str, object]:
    facts: dict[str, object] = {name: words for name in _FACTS if (words := sheet.words(row, name))}
    sample = sheet.words(row, "sample")
    column = sheet.column("sample")
    if not sample or column is None:
        return facts
    unit = next((one for one in _UNITS if one in fold_heading(column.heading).split()), "")
    size = parse_count(sample)
    facts["sample"] = (
        f"{sample} {unit}" if unit and size is not None else f"n = {sample}" if size else sample
    )
    if unit and size:
        facts["samples"] = (Sample(size=size, unit=unit),)
    return facts


def _outcomes_of(row: Row, sheet: Sheet, question: Question | None) -> tuple[str, ...]:
    """Return the outcomes that a row lists, if each of them is one of the question."""
    role = "outcomes" if sheet.has("outcomes") else "outcome"
    if question is None or not sheet.cell(row, role):
        return ()
    known = {fold_heading(one.label): one.id for one in question.outcomes}
    cell = sheet.cell(row, role)
    for parts in ([cell], cell.split(";"), cell.replace(";", ",").split(",")):
        found = [known.get(fold_heading(part)) for part in parts]
        if all(found):
            return tuple(dict.fromkeys(one for one in found if one))
    shown = "what is listed here" if sheet.is_of_single else f"'{cell}'"
    sheet.ask(f"{shown}: not all of these are outcomes of '{question.id}'", row, sheet.column(role))
    return ()


def _compare(fields: dict[str, object], row: Row, sheet: Sheet, desk: Desk) -> None:
    """Draft what a study compared for a question, unless that is entered."""
    key = (fields["question"], fields["study"])
    known = (*desk.entered.comparisons, *desk.new.comparisons)
    if key in {(one.question, one.study) for one in known}:
        desk.keep(sheet)
    elif desk.may_add(desk.entered.comparisons, sheet, row, "comparison"):
        comparison = make_record(Comparison, {**fields, **sheet.place_of(row)}, sheet, row)
        if comparison is not None:
            desk.new.comparisons.append(comparison)
