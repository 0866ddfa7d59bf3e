"""A table of judgements → what the review judged of each study or outcome, in its own words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Appraisal, AppraisalTool
from kg.model.appraisals import Judged
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.judging import (
    bare_of_notes,
    fit_word,
    fold_judgement,
    fold_sign,
    grade_of_signs,
    is_answer,
    is_of_grade,
    is_sign,
    order_words,
    part_reason,
    read_legend,
    tools_named,
    word_of,
)
from kg.sources.tabled.cells.numbers import says_nothing
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.records.characteristics import ROLES as FACTS
from kg.sources.tabled.records.desk import Desk, make_record, place_reason
from kg.sources.tabled.records.outcomes import outcome_in_cell, role_of_outcomes
from kg.sources.tabled.records.tools import find_domains, find_name, label_of, look_up, make_tool
from kg.sources.tabled.sheets.domains import LEAST, domains_among
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

# So much of a column's cells are words of a judgement: the others are asked about.
_ENOUGH = 0.5
_JUDGED = frozenset({"risk of bias", "rob", "risk of bias judgement", "risk of bias judgment"})
_LEAST_QUESTIONS = 3  # of a checklist
_TOPIC = re.compile(
    r"risk[ -]of[ -]bias|\brob\b|quality assessment|critical appraisal", re.IGNORECASE
)


@dataclass(slots=True)
class _Judging:
    """How a sheet judges: by which tool, in which columns, with what signs."""

    tool: AppraisalTool
    domains: Mapping[int, str]  # by the place of a column: the id of its domain
    overall: Column | None
    legend: Mapping[str, str]


def draft_appraisals(sheet: Sheet, desk: Desk) -> None:
    """Draft what a sheet judges of its studies (risk of bias) and of its outcomes (certainty)."""
    told = {fold_sign(sign): word for sign, word in sheet.told.words.items()}
    legend = {**read_legend(sheet.around), **told}
    if sheet.has("study"):
        _draft_risks(sheet, desk, legend)
    if sheet.has("certainty"):
        _draft_certainties(sheet, desk, legend)


def _draft_risks(sheet: Sheet, desk: Desk, legend: Mapping[str, str]) -> None:
    asked = _asks_of_answers(sheet, legend)
    columns = _domain_columns(sheet, legend)
    overall = sheet.column("overall") or _only_judgement(sheet, legend)
    if (not columns and overall is None) or asked:
        return
    judging = _judge_by(columns, overall, "risk of bias", sheet, desk, legend)
    named: dict[str, str] = {}
    for row in sheet.rows if judging is not None else ():
        study = desk.study_of(row, sheet) if row.kind == "study" else None
        if study is None or judging is None:
            continue
        name = sheet.name_of(row)
        if named.setdefault(study, name) != name:  # `Able 2001, Experiment 2`
            message = (
                f"'{name}' and '{named[study]}' lead to one study, '{study}'; if they are two,"
            )
            sheet.ask(f"{message} enter each with this label", row, sheet.column("study"))
            continue
        _draft(row, {"study": study, "outcome": sheet.told.outcome}, judging, sheet, desk)


def _draft_certainties(sheet: Sheet, desk: Desk, legend: Mapping[str, str]) -> None:
    column = sheet.column("certainty")
    legend = {**_grades_of_signs(column, sheet), **legend}
    judging = _judge_by([], column, "certainty", sheet, desk, legend)
    for row in sheet.rows if judging is not None else ():
        if sheet.cell(row, role_of_outcomes(sheet)):
            outcome = outcome_in_cell(row, sheet, desk)
        else:  # it may stand above its rows, in a line of its own
            outcome = desk.outcome_named(row.below) or sheet.told.outcome
        if outcome is not None and judging is not None:
            _draft(row, {"outcome": outcome}, judging, sheet, desk)


def _grades_of_signs(column: Column | None, sheet: Sheet) -> dict[str, str]:
    """Return what GRADE's signs mean that stand without a word, where the table names GRADE."""
    _, known = find_name(sheet, column, "certainty")
    if column is None or known is None:
        return {}
    cells = {bare_of_notes(row.cells[column.place]) for row in sheet.rows}
    found = {fold_sign(cell): grade_of_signs(cell) for cell in cells}
    return {sign: grade for sign, grade in found.items() if grade}


def _domain_columns(sheet: Sheet, legend: Mapping[str, str]) -> list[Column]:
    """Return the columns that judge: those told, else those whose cells are such words or signs."""
    told = [one for one in sheet.columns if one.role == "domain"]
    free = [one for one in sheet.columns if not one.role]
    is_about = bool(
        _TOPIC.search(f"{sheet.table.title} {sheet.heading}")
        or sheet.told.tool
        or sheet.is_turned
        or tools_named(f"{sheet.table.title} {sheet.heading}")
    )
    if not is_about:  # but its heads: of these the others may tell of anything
        named = {*domains_among(one.heading for one in free)}
        free = [one for one in free if one.heading in named] if len(named) >= LEAST else []
    if told or sheet.has("value", *FACTS):
        return told
    found = []
    for column in free:
        cells = [row.cells[column.place] for row in sheet.rows]
        filled = [
            cell for cell in cells if not (says_nothing(cell) and fold_sign(cell) not in legend)
        ]
        words = [cell for cell in filled if word_of(cell, legend)]
        if filled and len(words) >= _ENOUGH * len(filled):
            found.append(column)
        elif filled and all(is_sign(cell) for cell in filled):
            example = f'{{words: {{"{fold_sign(filled[0])}": …}}}}'
            sheet.ask(f"signs, and nothing says what they mean; add records: {example}")
    return found


def _only_judgement(sheet: Sheet, legend: Mapping[str, str]) -> Column | None:
    """Return a column *Risk of bias* that says in a word how a study is judged."""
    for column in (one for one in sheet.columns if fold_heading(one.heading) in _JUDGED):
        filled = [cell for row in sheet.rows if not says_nothing(cell := row.cells[column.place])]
        if filled and sum(bool(word_of(cell, legend)) for cell in filled) >= _ENOUGH * len(filled):
            return column
    return None


def _asks_of_answers(sheet: Sheet, legend: Mapping[str, str]) -> bool:
    """Ask of a table whose cells answer a checklist, where no words say what the answers mean."""
    free = [one for one in sheet.columns if not one.role]
    cells = [row.cells[one.place] for row in sheet.rows for one in free]
    filled = [*dict.fromkeys(cell for cell in cells if cell)]
    if len(free) < _LEAST_QUESTIONS or not all(map(is_answer, filled)):
        return False
    if all(word_of(cell, legend) or says_nothing(cell) for cell in filled):
        return False
    words = json.dumps(dict.fromkeys(filled, "…"), ensure_ascii=False)
    sheet.ask(
        "its cells answer a checklist; if they judge, say by which tool, and what each means, the "
        f"best first: records: {{tool: its name as printed, words: {words}}}"
    )
    return True


def _judge_by(
    columns: Sequence[Column],
    overall: Column | None,
    judges: Judged,
    sheet: Sheet,
    desk: Desk,
    legend: Mapping[str, str],
) -> _Judging | None:
    """Return by which tool a sheet judges, made new if need be; None where nothing says which."""
    places = [one.place for one in (*columns, *((overall,) if overall else ()))]
    printed = [
        word
        for row in sheet.rows
        for place in places
        if (word := word_of(row.cells[place], legend))
    ]
    if not printed:
        _ask_for_words(overall, sheet)
        return None
    looked_up = look_up(sheet, overall, judges, columns, desk)
    if looked_up is None:
        return None
    name, known, existing = looked_up
    sheet.taken.update(places)
    labels = {one.place: label_of(one, sheet, existing) for one in columns}
    if existing is not None and existing in desk.entered.tools:
        domains = find_domains(existing, labels, sheet)
        return _Judging(existing, domains, overall, legend)
    given = [*printed, *sheet.alike, *legend.values()]
    told = [*sheet.told.words.values()]
    words = order_words(given, known.words if known else (), judges, told)
    tool = make_tool(existing, name, judges, words, labels, sheet, desk)
    if tool is None:
        return None
    ids = {fold_heading(one.label): one.id for one in tool.domains}
    domains = {place: ids[fold_heading(label)] for place, label in labels.items()}
    return _Judging(tool, domains, overall, legend)


def _ask_for_words(overall: Column | None, sheet: Sheet) -> None:
    """Ask of the first cell of a column that should judge and has no word that is known."""
    if overall is None:
        return
    row = next((one for one in sheet.rows if not says_nothing(one.cells[overall.place])), None)
    if row is not None:
        cell = row.cells[overall.place]
        if grade_of_signs(cell):
            hint = "if they are GRADE's, add records: {tool: GRADE}"
            sheet.ask(f"'{cell}': signs, and nothing names the tool; {hint}", row, overall)
            return
        message = f"'{cell}' is no word of a judgement that is known; add records: {{words: …}}"
        sheet.ask(message, row, overall)


def _draft(
    row: Row, about: Mapping[str, object], judging: _Judging, sheet: Sheet, desk: Desk
) -> None:
    """Draft what a row judges; what is none of the tool's words is asked."""
    tool, domains = judging.tool, list[dict[str, object]]()
    for place, domain in judging.domains.items():
        word = _word_in(row, sheet.columns[place], judging, sheet)
        if word:
            reason = row.reasons.get(place) or part_reason(row.cells[place])[1]
            told = {"why": reason, "span": row.spans.get(place)}
            said = {name: value for name, value in told.items() if value}
            domains.append({"domain": domain, "judgement": word, **said})
    overall = _word_in(row, judging.overall, judging, sheet) if judging.overall else ""
    # Where each domain has a place of its own, that of the row would be of no judgement.
    has_place = overall or not all("span" in one for one in domains)
    fields = {
        "tool": tool.id,
        **about,
        "overall": overall,
        "why": place_reason(_reason_of(row, judging, sheet), overall, domains, sheet, row),
        "domains": tuple(domains),
        **(sheet.place_of(row) if has_place else {}),
    }
    given = {name: value for name, value in fields.items() if value not in (None, "", ())}
    if not overall and not domains:
        return
    appraisal = make_record(Appraisal, given, sheet, row)
    if appraisal is not None:
        _add(appraisal, row, sheet, desk)


def _reason_of(row: Row, judging: _Judging, sheet: Sheet) -> str:
    """Return why a row judges so over all: as its own column says, or its cell behind the word."""
    cell = row.cells[judging.overall.place] if judging.overall is not None else ""
    return sheet.cell(row, "reason") or part_reason(cell)[1]


def _add(appraisal: Appraisal, row: Row, sheet: Sheet, desk: Desk) -> None:
    key = (appraisal.tool, appraisal.study, appraisal.outcome)
    for known in (*desk.entered.appraisals, *desk.new.appraisals):
        if (known.tool, known.study, known.outcome) == key:
            if not (known in desk.entered.appraisals and sheet.holds(known)):
                _compare(known, appraisal, row, sheet)
            desk.keep(sheet)
            return
    if desk.may_add(desk.entered.appraisals, sheet, row, "judgement"):
        desk.new.appraisals.append(appraisal)


def _compare(known: Appraisal, found: Appraisal, row: Row, sheet: Sheet) -> None:
    """Ask where a row judges otherwise than what is judged already of the same."""
    judged = {one.domain: one.judgement for one in known.domains} | {"": known.overall}
    for domain, word in [
        ("", found.overall),
        *((one.domain, one.judgement) for one in found.domains),
    ]:
        if word is not None and judged.get(domain) not in {None, word}:
            of = f"in '{domain}'" if domain else "overall"
            about, before = known.study or known.outcome, judged[domain]
            sheet.ask(f"'{about}' is judged '{before}' {of} elsewhere, here '{word}'", row)


def _word_in(row: Row, column: Column, judging: _Judging, sheet: Sheet) -> str:
    cell = row.cells[column.place]
    word = word_of(cell, judging.legend)
    # Among signs a dash is one, too: nothing says that it means nothing.
    # GRADE's own signs only go with a word.
    among_signs = is_sign(cell) and any(
        is_sign(sign) and not sign.isalpha() and not is_of_grade(sign) for sign in judging.legend
    )
    if not word and says_nothing(cell) and not among_signs:
        return ""
    fitting = fit_word(word, judging.tool.words) if word else None
    if fitting is None and fold_judgement(cell):
        fitting = fit_word(cell, judging.tool.words)
    if fitting is None:
        known = ", ".join(judging.tool.words)
        sheet.ask(f"'{cell}' is none of the words of '{judging.tool.id}' ({known})", row, column)
    return fitting or ""
