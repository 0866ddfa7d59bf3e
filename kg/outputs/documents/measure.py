"""How wide text is in print, roughly: enough to share a page among columns."""

from __future__ import annotations

import re
import unicodedata

# Beside a small letter, in the fonts of books.
_FULL, _BROAD, _CAPITAL, _SMALL = 2.1, 1.75, 1.55, 1.06
BOLD = 1.15
# A hyphen that is the sign of a number: a line that breaks behind it would make -8.30 of two
# things, and of a limit below zero one above.
MINUS = re.compile(r"(?<![^\s(\[/,;:=<>≤≥±×])-(?=[.,]?\d)")


LONG_WORD = 16  # characters


def split_word(word: str, breaks: str) -> list[str]:
    """Return the pieces of a word where a line may end behind some signs, if it is a long one."""
    if not breaks or len(word) <= LONG_WORD:
        return [word]
    return [one for one in re.split(rf"(?<=[{re.escape(breaks)}])", word) if one]


def width_of(text: str) -> float:
    """Return how wide a text is at the most, in small letters of a common font."""
    return sum(map(_width_of_sign, text))


def _width_of_sign(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in {"W", "F"} or sign in "—…%@‰™":
        return _FULL
    if sign in "mwMW":
        return _BROAD
    return _CAPITAL if sign.isupper() or not sign.isascii() else _SMALL
