"""Heads of summaries of findings, which are printed in many forms → what their columns hold.

`№ of participants (studies) Follow-up`, `Overall certainty of the evidence (GRADE)`,
`Outcomes (duration of follow-up)`: what counts is of which words a head is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNT = frozenset({"no", "number", "numbers", "n", "total", "of", "the", "and", "included"})
_COUNT |= {"analysed", "analyzed", "randomised", "randomized", "enrolled", "in", "for", "each"}
_PEOPLE = frozenset({
    "participants", "patients", "people", "persons", "subjects", "women", "men", "children",
    "infants", "babies", "adults", "couples", "eyes", "teeth", "limbs", "pregnancies", "births",
    "episodes", "procedures", "individuals", "adolescents", "mothers", "neonates", "students",
})  # fmt: skip
# The same, as a pattern.
PEOPLE = rf"(?:{'|'.join(sorted(_PEOPLE))})"
_STUDIES = frozenset({"studies", "trials", "rcts", "study", "trial", "rct", "comparisons"})
_WHEN = frozenset({
    "follow", "up", "followup", "time", "frame", "timeframe", "point", "timepoint", "duration",
    "length", "period", "median", "mean", "range", "of", "at", "the", "and", "or",
})  # fmt: skip
_SURE = frozenset({"certainty", "quality", "strength", "confidence"})
_OF_EVIDENCE = _SURE | {
    "of", "the", "in", "body", "evidence", "overall", "grade", "rating", "level", "rated", "by",
    "using", "assessment", "estimate", "estimates", "effect", "effects", "finding", "findings",
    "working", "group",
}  # fmt: skip
_FOUND = frozenset({"estimate", "estimates", "effect", "effects", "finding", "findings"})
# Of the evidence where rows are outcomes, and the cells have GRADE's words.
_MAY_BE_SURE = frozenset({
    "quality", "quality rating", "quality level", "confidence", "level of confidence", "strength",
    "level of evidence", "evidence", "rating",
})  # fmt: skip
_GRADES = re.compile(r"(?:[⊕⊝⊖○◯+-]+\s*)*(?:high|moderate|(?:very )?low)(?!\w)", re.IGNORECASE)
_OUTCOMES = frozenset({"outcome", "outcomes", "endpoint", "endpoints"})
_IN_WORDS = frozenset({
    "what happens", "interpretation", "interpretation of findings", "plain language summary",
    "plain language statement", "plain language statements", "plain text summary",
    "what does this mean", "what this means", "conclusion", "conclusions",
})  # fmt: skip


def role_in_words(folded: str) -> str:
    """Return what a column holds whose folded head is made of such words alone, or ""."""
    words = folded.split()
    said = {*words}
    if words and words[0] in _OUTCOMES and _is_of_outcomes(words[1:]):
        return "outcome"
    if said & _STUDIES and said & _PEOPLE and said <= _COUNT | _PEOPLE | _STUDIES | _WHEN:
        return "studies"
    # `Quality` alone may be that of a study.
    is_told = "certainty" in said or ("grade" in said or "evidence" in said)
    is_told = is_told or ("confidence" in said and bool(said & _FOUND))
    if said & _SURE and is_told and said <= _OF_EVIDENCE:
        return "certainty"
    return "note" if folded in _IN_WORDS else ""


def _is_of_outcomes(words: list[str]) -> bool:
    """Say whether words behind *Outcome* tell when it was measured, or in how many people."""
    said = {*words}
    if not said:
        return False  # known by itself
    counts = said & _PEOPLE or said & _STUDIES
    return said <= _WHEN or bool(counts and said <= _COUNT | _PEOPLE | _STUDIES | _WHEN)


def may_be_certainty(folded: str, cells: Iterable[str]) -> bool:
    """Say whether a column tells how sure outcomes are, if its table has a row for each.

    `Quality` alone says it only by its cells: each begins with one of GRADE's words.
    """
    filled = [cell for cell in cells if cell.strip()]
    return folded in _MAY_BE_SURE and bool(filled) and all(map(_GRADES.match, filled))
