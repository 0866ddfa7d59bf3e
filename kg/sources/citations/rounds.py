"""Numbers in round brackets that may cite: `as was shown (3, 5–7)`; those that count do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROUND = re.compile(
    r"(?:(?P<word>[^\W\d_]{2,40}+)[\"'”’»*_]*(?P<gap>[ \t\n]?)|[.,;:!?”’»\])]|[^\W\d_]\)[ ])"
    r"\((?P<list>[0-9][0-9,;&\sand\u2010-\u2015\u2212-]{0,99}+)\)"
)
# `table (1)`, `or (2)`: the number is that of a thing, or counts.
_COUNTING = """
table figure fig equation step section appendix box hypothesis and und nor or then than of in at by
to the
"""
_COUNTED = frozenset(_COUNTING.split())


def find_rounds(text: str) -> Iterator[re.Match[str]]:
    """Yield the brackets, `list` their content, behind a word or closed up to a sign.

    Not what begins a line or a sentence (`(1) first`), follows a number (`12 (40)`) or a colon.
    """
    for match in _ROUND.finditer(text):
        if (match["word"] or "").lower() not in _COUNTED:
            yield match
