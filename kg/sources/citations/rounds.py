"""Numbers in round brackets that may cite: `as was shown (3, 5–7)`; those that count do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSE = re.compile(r"[^()\[\];\n]*\)")
_ROUND = re.compile(
    r"(?:(?P<word>[^\W\d_]{2,40}+)[\"'”’»*_]*(?P<gap>[ \t\n]?)"
    r"|\bal\.[ \t\n]|[.,;:!?”’»\])]|[^\W\d_]\)[ ])"
    r"\((?P<list>[0-9][0-9,;&\sand\u2010-\u2015\u2212-]{0,99}+)\)"
)
# What may cite all the same: several behind such a word (`came in (1, 4, 9)`), behind what is
# raised, or behind a name with its year.
_DOUBTFUL = re.compile(
    r"(?:\b(?P<word>[a-z]{2,4}) |(?:\^|</sup>)[ ]?|\b[^\W\d_]+,? (?:19|20)[0-9]{2}[a-z]? )"
    r"\((?P<list>[0-9][0-9,;&\sand\u2010-\u2015\u2212-]{0,99}+)\)"
)
# `or (2)` counts; so does `Table (1)`, while a table may be one of a work: `within a table (8)`.
_COUNTING = """and und nor or then than of in at by to the"""
_COUNTED = frozenset(_COUNTING.split())
_LABELS = """table figure fig equation step section appendix box hypothesis"""
LABELLED = frozenset(_LABELS.split())


def find_rounds(text: str) -> Iterator[re.Match[str]]:
    """Yield the brackets, `list` their content, behind a word or closed up to a sign.

    Not what begins a line or a sentence (`(1) first`), follows a number (`12 (40)`) or a colon.
    """
    for match in _ROUND.finditer(text):
        word = match["word"] or ""
        if word.lower() not in _COUNTED and (word.islower() or word.lower() not in LABELLED):
            yield match


def find_doubtful_rounds(text: str) -> Iterator[re.Match[str]]:
    """Yield the brackets that may cite, though what stands before them often counts."""
    for match in _DOUBTFUL.finditer(text):
        is_list = re.search(r"[0-9]\D+[0-9]", match["list"]) is not None
        if not match["word"] or (match["word"] in _COUNTED and is_list):
            yield match


def close_after(text: str, start: int, end: int) -> int:
    """Return where the round bracket ends that is open between two places; else the second."""
    within = text[start:end]
    close = _CLOSE.match(text, end) if within.count("(") > within.count(")") else None
    return close.end() if close else end
