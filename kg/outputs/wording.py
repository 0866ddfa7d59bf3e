"""How things that every review has are put into words: counts with their nouns, names of tables."""

from __future__ import annotations

import re

# What reads well as a name inside a sentence: “Appendix 1”, “Table B”, “Annex iv”.
_NAME = re.compile(r"\w+ (?:\d+|[a-z]|[ivx]+)", re.IGNORECASE)
# What pages call the findings table where it has no such name.
FINDINGS_TABLE = "the findings table"


def several(count: int, one: str, many: str = "") -> str:
    """Return a count with its word: `1 tip`, `3 tips`, `1,200 tips`."""
    return f"{count:,} {noun(one, count, many)}"


def noun(one: str, count: int, many: str = "") -> str:
    """Return the word for so many of a thing: `study` for one, `studies` for several."""
    if count == 1:
        return one
    # “Studies”, but “days”: a vowel before the y keeps it. What follows no rule is given as `many`.
    return many or (f"{one[:-1]}ies" if re.search("[^aeiou]y$", one) else f"{one}s")


def times(count: int) -> str:
    """Return how often something happened: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count) or f"{count:,} times"


def name_table(heading: str) -> str:
    """Return what to call the findings table in a sentence, from the heading that it stands under.

    A heading that is no name, such as “summary of findings”, would make a sentence hard to read:
    "", for which pages have plain words.
    """
    named = _NAME.fullmatch(heading)
    return heading[:1].upper() + heading[1:] if named else ""
