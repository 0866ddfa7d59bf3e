"""What is wrong with a citation, or with a record of one, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import Problem
from kg.model import CodeScheme, Mention
from kg.sources.citations.found import Citation
from kg.sources.places.text import HeldText

# Identifiers of which `kg import` takes a list.
_IN_LISTS = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn"})
_NAMED = 4  # candidates that a message names


def fault_of_citation(citation: Citation, scheme: CodeScheme) -> str:
    """Return why a citation is open, and what to do about it."""
    printed, sources = citation.printed, citation.sources
    if scheme.is_own and len(sources) < 2:  # noqa: PLR2004
        code = "" if citation.key == printed else f" ({citation.key})"
        return f"'{printed}'{code} looks like a citation code; enter a mention or an exclusion"
    if citation.guess:
        return (
            f"nothing says which reference has the number that '{printed}' cites by: give each its "
            "number (ids = {1} in data/references.bib)"
        )
    key = "" if citation.key == printed else f" ({citation.key})"
    if not sources and citation.like:
        return (
            f"'{printed}'{key} leads to no reference, and may be {name_codes(citation.like)}; "
            "if it is, give it this alias (ids = {…} in data/references.bib)"
        )
    if not sources:
        is_listed = citation.key.partition(":")[0].lower() in _IN_LISTS
        listed = "kg import a list of such numbers, or " if is_listed else ""
        return (
            f"'{printed}'{key} leads to no reference; {listed}give one this alias (ids = {{…}} in "
            "data/references.bib), or enter an exclusion"
        )
    if len(sources) > 1:
        return (
            f"'{printed}'{key} may mean {name_codes(sources)}; enter a mention with the one meant"
        )
    return f"'{printed}'{key} cites {sources[0]}; enter a mention (kg mentions --draft makes it)"


def doubt_of_citation(citation: Citation) -> str:
    """Return what to do about words that may be no citation, and which works they resemble."""
    may_mean = citation.like or citation.sources
    if not may_mean:
        code = "" if citation.key == citation.printed else f" ({citation.key})"
        return f"'{citation.printed}'{code} may be a citation; enter a mention if it is one"
    return (
        f"'{citation.printed}' may be a citation of {name_codes(may_mean)}; "
        "if it is, enter a mention with the one meant"
    )


def name_codes(codes: Sequence[str]) -> str:
    """Return the works that may be meant, the first of them by name."""
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return " or ".join(codes[:_NAMED]) + more


def fault_of_stray(mention: Mention, text: HeldText) -> Problem:
    """Return the fault of a record in whose place the text cites nothing."""
    message = (
        f"{mention.path}: no citation stands here; point it at one, or take the record out of "
        "data/mentions.yaml"
    )
    return Problem(text.place(mention.passage.start), "TXT012", message)
