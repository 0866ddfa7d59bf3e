"""What stands right below a table and is no part of it: how much its studies differ.

Forest tables of LaTeX often end with a line such as `Heterogeneity: I² = 12 %`, outside of the
cells; `kg records` reads cells, so its author has to be told of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import shorten_text
from kg.imports.texts.documents import PlacedGrid

_CELLS_END = re.compile(r"\\end\{(?:tabular|tabulary|longtable|tblr|longtblr|supertabular)[*xy]?\}")
_FAR = 600  # characters behind the cells
_FIGURES = re.compile(
    r"\bheterogeneity\b|\bI\s*(?:\$?\s*\^\s*\{?\s*2|²|\\textsuperscript\{2\})"
    r"|\\tau\b|[τΤ]\s*(?:\^?2|²)|\btau(?:\^2|²|2)?\s*=|(?:\\chi|χ)\s*(?:\^\s*\{?2|²)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:test for )?(?:heterogeneity|I[\W²]|[τΤ]|tau\W|\\tau)", re.IGNORECASE)
_NUMBER = re.compile(r"=\s*\$?\s*[<>]?\s*[0-9]")


def tell_below(tables: Sequence[PlacedGrid], text: str, marks: str) -> list[str]:
    """Return one line for the figures of heterogeneity that stand below tables, or none."""
    said = [found for table in tables if (found := _find_below(table, text, marks))]
    if not said:
        return []
    which = "a table" if len(said) == 1 else f"{len(said)} tables, first"
    first = shorten_text(" ".join(said[0].split()))
    told = (
        f"figures in a line below {which} ('{first}'): kg records does not read them; enter them "
        "as heterogeneity beside what is pooled, in data/effects.yaml"
    )
    return [told]


def _find_below(table: PlacedGrid, text: str, marks: str) -> str:
    """Return the line below the cells of a table that tells such figures, or ""."""
    if marks == "latex":
        whole = text[table.start : table.end]
        ends = [match.end() for match in _CELLS_END.finditer(whole)]
        lines = whole[ends[-1] :].splitlines() if ends else []
    else:
        behind = text[table.end : table.end + _FAR].split("\n\n")
        lines = [line for block in behind[:3] for line in block.splitlines()[:2]]
        # In running text such figures are words of the review, and no line of the table.
        lines = [line for line in lines if _OPENING.match(line)]
    return next((one for one in lines if _FIGURES.search(one) and _NUMBER.search(one)), "")
