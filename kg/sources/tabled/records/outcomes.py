"""The cell of an outcome → the outcome of a question, and when it was measured.

GRADE's tables say more in it: `Pain assessed with: a scale, follow-up: 12 weeks`.
"""

from __future__ import annotations

import re

from kg.sources.tabled.headings.gradeheads import PEOPLE
from kg.sources.tabled.records.desk import Desk
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet

_BESIDE = re.compile(
    r"[\s,;:(–—-]*(?:\b(?:assessed (?:with|by)|measured (?:with|by)|scale from|follow[-\u2010 ]?up"
    rf"|(?:no\.?|number) of {PEOPLE})\b|№ of {PEOPLE}\b).*",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(
    r"\bfollow[-\u2010 ]?up(?: of)?[:\s]\s*(?P<when>[^;()]+?)\s*\)?"
    rf"(?:\s*(?:№|no\.?|number) of {PEOPLE}\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_FOLLOWED = re.compile(r"follow[-\u2010 ]?up|\btime|\bduration", re.IGNORECASE)
_LONG = r"(?:hour|day|night|week|month|year)s?\b"
# Below *Outcome (follow-up)*: `Pain (12 weeks)`, `Pain, 6 to 12 months`.
_AT_END = re.compile(
    rf"(?P<name>.*[^\W\d_][^\s,;:(–—-]*)[\s,;:(–—-]+(?P<when>[^()]*?[0-9][^()]*?{_LONG}[^()]*?)\)?",
    re.IGNORECASE | re.DOTALL,
)
# Below *№ of participants (studies) Follow-up*: `1,204 (10 RCTs) 12 weeks`.
_BEHIND_COUNTS = re.compile(
    r"\)(?:\s*\^[^^]*\^)?[\s,;:]*(?:follow[-\u2010 ]?up(?: of)?:?\s*)?"
    rf"(?P<when>[^()]*[0-9][^()]*?{_LONG}[^()]*)$",
    re.IGNORECASE,
)


def outcome_in_cell(row: Row, sheet: Sheet, desk: Desk) -> str | None:
    """Return the outcome that the cell of a row names; what names none is asked."""
    role = role_of_outcomes(sheet)
    cell = sheet.cell(row, role)
    if not cell:
        return None
    bare = _BESIDE.sub("", cell)
    match = _at_end(row, sheet)
    short = match["name"] if match else bare
    found = desk.outcome_named(cell) or desk.outcome_named(bare) or desk.outcome_named(short)
    if found is None:
        message = f"'{cell}' is no outcome; give one of data/questions.yaml this label"
        sheet.ask(message, row, sheet.column(role))
    return found


def timepoint_in_cell(row: Row, sheet: Sheet) -> str:
    """Return when an outcome was measured, where its own cell says it behind its name."""
    match = _WHEN.search(sheet.words(row, role_of_outcomes(sheet)))
    if match is None and (studies := sheet.column("studies")) is not None:
        is_told = _FOLLOWED.search(studies.heading)
        match = _BEHIND_COUNTS.search(row.cells[studies.place]) if is_told else None
    match = match or _at_end(row, sheet)
    return match["when"].strip() if match else ""


def _at_end(row: Row, sheet: Sheet) -> re.Match[str] | None:
    """Return the outcome and the time in a cell, where the head of its column speaks of a time."""
    column = sheet.column(role_of_outcomes(sheet))
    if column is None or not _FOLLOWED.search(column.heading):
        return None
    return _AT_END.fullmatch(row.cells[column.place].strip())


def role_of_outcomes(sheet: Sheet) -> str:
    """Return the role of the column that names the outcomes of rows."""
    return "outcome" if sheet.has("outcome") else "outcomes"
