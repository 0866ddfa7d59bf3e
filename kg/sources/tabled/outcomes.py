"""The cell of an outcome → the outcome of a question, and when it was measured.

GRADE's tables say more in it: `Pain assessed with: a scale, follow-up: 12 weeks`.
"""

from __future__ import annotations

import re

from kg.sources.tabled.desk import Desk
from kg.sources.tabled.rows import Row
from kg.sources.tabled.sheets import Sheet

_BESIDE = re.compile(
    r"[\s,;:(–—-]*\b(?:assessed (?:with|by)|measured (?:with|by)|scale from|follow[- ]?up)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(r"\bfollow[- ]?up(?: of)?[:\s]\s*(?P<when>[^;()]+?)\s*\)?$", re.IGNORECASE)


def outcome_in_cell(row: Row, sheet: Sheet, desk: Desk) -> str | None:
    """Return the outcome that the cell of a row names; what names none is asked."""
    role = role_of_outcomes(sheet)
    cell = sheet.cell(row, role)
    if not cell:
        return None
    found = desk.outcome_named(cell) or desk.outcome_named(_BESIDE.sub("", cell))
    if found is None:
        message = f"'{cell}' is no outcome; give one of data/questions.yaml this label"
        sheet.ask(message, row, sheet.column(role))
    return found


def timepoint_in_cell(row: Row, sheet: Sheet) -> str:
    """Return when an outcome was measured, where its own cell says it behind its name."""
    match = _WHEN.search(sheet.words(row, role_of_outcomes(sheet)))
    return match["when"] if match else ""


def role_of_outcomes(sheet: Sheet) -> str:
    """Return the role of the column that names the outcomes of rows."""
    return "outcome" if sheet.has("outcome") else "outcomes"
