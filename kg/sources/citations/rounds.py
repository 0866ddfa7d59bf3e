"""Numbers in round brackets that may cite: `as was shown (3, 5–7)`; those that count do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROUND = re.compile(
    r"(?:(?P<word>[^\W\d_]{2,40}+)[\"'”’»*_]*(?P<gap>[ \t\n]?)"
    r"|\bal\.[ \t\n]|[.,;:!?”’»\])]|[^\W\d_]\)[ ])"
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
