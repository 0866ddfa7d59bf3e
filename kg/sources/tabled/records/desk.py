"""What a project has when its tables are read, and what is drafted beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from kg.model import (
    Appraisal,
    AppraisalTool,
    Comparison,
    Effect,
    Outcome,
    Question,
    Record,
    Study,
)
from kg.model.places import Placed
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.sheets.filetables import FileTable, place_of_work
from kg.sources.tabled.sheets.naming import Naming, free_id, label_of, name_of_number
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet, stands_in
from kg.sources.yaml.reasons import reason_of
from kg.words import fold_text

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Placed)


@dataclass(slots=True)
class Records:
    """Records of the kinds that tables give, in order."""

    studies: list[Study] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    tools: list[AppraisalTool] = field(default_factory=list)
    appraisals: list[Appraisal] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many there are."""
        first = len(self.studies) + len(self.comparisons) + len(self.effects)
        return first + len(self.tools) + len(self.appraisals)


@dataclass(slots=True)
class Desk:
    """What is `entered`, what is drafted (`new`), and what leads a row to its study."""

    naming: Naming
    questions: Sequence[Question]
    entered: Records
    new: Records = field(default_factory=Records)
    ids: set[str] = field(default_factory=set)  # of effects
    kept: dict[str, int] = field(default_factory=dict)  # by table: records that it has already
    parts: dict[str, list[str]] = field(default_factory=dict)  # by study: what its row says

    @property
    def outcomes(self) -> list[Outcome]:
        """Return the outcomes of all questions."""
        return [one for question in self.questions for one in question.outcomes]

    def study_of(self, row: Row, sheet: Sheet) -> str | None:
        """Return the study of a row, which is drafted if need be; None where that is open."""
        name = sheet.name_of(row)
        column = sheet.column("study")
        if not name:
            sheet.ask("no study is named here; name it, or put the row under leave", row, column)
            return None
        named = self.naming.study_named(name)
        if named is not None:
            return named
        naming = row.named or row
        codes = self.naming.sources_of(name, naming.passage, naming.span)
        identifier = _identifier_of(row, sheet)
        identified = self.naming.works.look_up(identifier) if identifier else ()
        if len(codes) == 1 and identified and codes[0] not in identified:
            other = " or ".join(identified)
            sheet.ask(
                f"'{name}' is {codes[0]} by its name, and '{identifier}' {other}", row, column
            )
            return None
        if len(codes) != 1 and identified:
            codes = self.naming.sources_identified(identifier, name) or codes
        if len(codes) != 1:
            sheet.ask(_fault_of_name(name, codes), row, column)
            return None
        studies = self.naming.by_source.get(codes[0], [])
        if len(studies) > 1:
            many = " or ".join(studies)
            sheet.ask(f"'{name}' is reported as {many}; write the id of one here", row, column)
            return None
        return studies[0] if studies else self._draft_study(codes[0], row, sheet)

    def _draft_study(self, code: str, row: Row, sheet: Sheet) -> str | None:
        if not self.may_add(self.entered.studies, sheet, row, "study"):
            return None
        reference = next(one for one in self.naming.works.references if one.code == code)
        label = label_of(reference)
        place = self._place_of_study(code, row, sheet)
        if place is None:
            message = f"'{label}' ({code}) is cited nowhere in the text; enter the study, and where"
            sheet.ask(f"{message} the review tells of it", row, sheet.column("study"))
            return None
        fields = {
            "id": free_id(label, self.naming.studies),
            "label": label,
            "source": code,
            # What its row says is put in its place once all tables are read.
            "summary": sheet.table.title,
            **place,
        }
        study = make_record(Study, fields, sheet, row)
        if study is not None:
            self.new.studies.append(study)
            self.naming.add(study)
        return None if study is None else study.id

    def _place_of_study(self, code: str, row: Row, sheet: Sheet) -> Mapping[str, object] | None:
        """Return where the text tells of a study: in its row, or where it first cites its work."""
        if isinstance(sheet.table, FileTable):
            return place_of_work(code, self.naming.mentions)
        mentions = self.naming.orders_in(code, row.span)
        return {"section": sheet.table.section, "mentions": mentions, **sheet.place_of(row)}

    def add_facts(self, study_id: str, facts: Mapping[str, object]) -> None:
        """Give a study that was drafted what it does not have yet."""
        for index, study in enumerate(self.new.studies):
            if study.id == study_id:
                missing = {name: fact for name, fact in facts.items() if not study.has(name)}
                self.new.studies[index] = study.model_copy(update=missing)

    def may_add(self, entered: Sequence[P], sheet: Sheet, row: Row, what: str) -> bool:
        """Say whether a record may come of a row; ask where one may have been taken out.

        Once a table has given records of a kind, another comes only if the table is named.
        """
        if sheet.is_named or not any(sheet.holds(one) for one in entered):
            return True
        sheet.ask(
            f"no {what} of this row, though others of the table have one; kg records --draft "
            f"{sheet.table.id} adds it, and leave: [{row.cells[0]}] under its records keeps it out",
            row,
        )
        return False

    def keep(self, sheet: Sheet) -> None:
        """Count a record that a table has already."""
        self.kept[sheet.table.id] = self.kept.get(sheet.table.id, 0) + 1

    def outcome_named(self, label: str) -> str | None:
        """Return the one outcome with this label or id."""
        wanted, words = fold_text(label).strip(" .:*"), fold_heading(label)
        found = {one.id for one in self.outcomes if wanted in {one.id, fold_text(one.label)}}
        # Heads lose their brackets and marks.
        found = found or {one.id for one in self.outcomes if words == fold_heading(one.label)}
        return found.pop() if words and len(found) == 1 else None

    def outcome_in(self, text: str) -> str | None:
        """Return the one outcome whose label stands in a text; a longer label goes first."""
        labels = {one.label: one.id for one in self.outcomes if stands_in(one.label, text)}
        longest = {
            one: id_
            for one, id_ in labels.items()
            if not any(other != one and stands_in(one, other) for other in labels)
        }
        return next(iter(longest.values())) if len(set(longest.values())) == 1 else None


def _identifier_of(row: Row, sheet: Sheet) -> str:
    """Return the identifier that stands in a column of its own (`PMID`, `DOI`): `pmid:123`."""
    column = sheet.column("identifier")
    cell = sheet.cell(row, "identifier")
    if column is None or not cell:
        return ""
    kind = fold_heading(column.heading).split()[0].replace("pubmed", "pmid")
    bare = re.sub(rf"^{kind}[:\s]*", "", cell.strip(), flags=re.IGNORECASE)
    return f"{kind}:{bare}"


def _fault_of_name(name: str, codes: Sequence[str]) -> str:
    if codes:
        return f"'{name}' may be {' or '.join(codes)}; enter the study, with this as its label"
    alias = name_of_number(name.replace("{", "").replace("}", ""))
    return (
        f"'{name}' leads to no reference; give its entry in data/references.bib "
        f"ids = {{{alias}}}, or enter the study with this label"
    )


def make_record(kind: type[R], fields: Mapping[str, Any], sheet: Sheet, row: Row) -> R | None:
    """Return a record, or None where what the row says does not fit one, which is asked."""
    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        for fault in faults_of(error):
            sheet.ask(fault, row)
        return None


def faults_of(error: ValidationError) -> Iterator[str]:
    """Yield what is wrong with a record, in words for a person."""
    for detail in error.errors(include_url=False):
        name = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "")
        yield f"{name}: {reason_of(detail)}" if name else reason_of(detail)


def place_reason(
    reason: str, overall: str, domains: list[dict[str, object]], sheet: Sheet, row: Row
) -> str:
    """Return why a row judges so over all; without such a judgement its only domain gets it.

    Of several domains nothing says which one is meant: that is asked.
    """
    if overall or not reason:
        return reason
    if len(domains) == 1 and "why" not in domains[0]:
        domains[0]["why"] = reason
    elif domains:
        message = (
            f"'{reason}' says why, and nothing is judged over all; write it as the why of the "
            "domain that it is about, in data/appraisals.yaml"
        )
        sheet.ask(message, row, sheet.column("reason"))
    return ""
