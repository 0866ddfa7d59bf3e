"""Domains of the tools that go by a name everywhere, as reviews print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model import AppraisalTool, DataTable
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.sheets.sheets import stands_in

# What tools that go by a name everywhere look at (RoB 1 and 2, ROBINS-I, QUADAS-2), in the words
# that reviews print of it.
_DOMAINS = (
    "sequence generation", "allocation concealment", "blinding", "incomplete outcome data",
    "selective reporting", "selective outcome reporting", "other bias", "other biases",
    "other sources of bias",
    "selection bias", "performance bias", "detection bias", "attrition bias", "reporting bias",
    "randomization process", "randomisation process", "deviations from intended interventions",
    "deviations from the intended interventions", "missing outcome data", "missing data",
    "measurement of the outcome", "measurement of outcomes", "selection of the reported result",
    "confounding", "selection of participants", "classification of interventions",
    "patient selection", "index test", "reference standard", "flow and timing",
)  # fmt: skip
# `D1`, `Domain 2`.
_NUMBERED = re.compile(r"(?:d|domain) ?[1-9]\b", re.IGNORECASE)
LEAST = 2  # by so many a table is known


def domains_among(cells: Iterable[str], tools: Sequence[AppraisalTool] = ()) -> Iterator[str]:
    """Yield those that name a domain: of a tool that is known everywhere, or of one of `tools`."""
    known = {fold_heading(one.label) for tool in tools for one in tool.domains}
    for cell in cells:
        folded = fold_heading(cell)
        if (
            folded in known
            or _NUMBERED.match(folded)
            or any(stands_in(one, folded) for one in _DOMAINS)
        ):
            yield cell


def holds_domains_in(headings: Iterable[str]) -> bool:
    """Say whether several headings name domains of tools that are known everywhere."""
    return len([*domains_among(headings)]) >= LEAST


def holds_domains(table: DataTable) -> bool:
    """Say whether the first column of a table has such domains."""
    return holds_domains_in(str(row[0]) for row in table.rows if row and row[0] is not None)
