"""Words and phrases with stars → one pattern that matches each of them as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOTHING = r"(?!)"  # a pattern that nothing matches


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words and phrases; a star is any ending.

    Alone in a phrase, a star is a few words, and a plus is one.
    """
    # The longest first, so that a match is the whole phrase and not its beginning.
    parts = [_part(word) for word in sorted(words, key=len, reverse=True)] or [_NOTHING]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _part(word: str) -> str:
    pieces = []
    for piece in word.split():
        if piece == "*":
            pieces.append(r"\w+(?:\W+\w+){0,3}?")
        elif piece == "+":
            pieces.append(r"\w+")
        else:
            pieces.append(re.escape(piece).replace(r"\*", r"\w*"))
    return r"\s+".join(pieces)
