r"""Characters that LaTeX names by their numbers: `\char65`, `\char"41`, `\symbol{65}` → A.

What stands at a number depends on the font. Only numbers are read at which the common fonts and
Unicode have the same; others stay, and are told as commands that nobody here knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_NUMBER = r"(?P<{0}>\"[0-9A-F]+|'[0-7]+|\d+|`\\?[!-~])"
# TeX takes the blank behind a number with it.
_CODE = re.compile(
    rf"\\char\s*{_NUMBER.format('bare')}(?:\{{\}}|\s)?|\\symbol\s*\{{\s*{_NUMBER.format('braced')}\s*\}}"
)
_GROUP = re.compile(r"\{(\\char[^{}\\]*(?:\\.)?)\}")
_FIRST_SHARED = 0xC0  # of the letters that fonts of T1 have where Unicode has them
_LAST_SHARED = 0xFF
# There T1 has other letters.
_OTHERS = frozenset({0xD7, 0xDF, 0xF7, 0xFF})
_LAST_ASCII = 0x7E


def read_codes(latex: str, write: Callable[[str], str]) -> str:
    """Return LaTeX with characters for their numbers, each as `write` has it."""
    if r"\char" not in latex and r"\symbol" not in latex:
        return latex

    def show(found: re.Match[str]) -> str:
        char = _char_of(found["bare"] or found["braced"])
        return write(char) if char else found[0]

    return _CODE.sub(show, _GROUP.sub(r"\1{}", latex))


def _char_of(number: str) -> str:
    """Return the character of a number; nothing where fonts do not agree on it."""
    base = {'"': 16, "'": 8}.get(number[0], 10)
    if number[0] == "`":
        return number[-1]
    code = int(number.lstrip("\"'"), base)
    if code > 0x10FFFF or unicodedata.category(chr(code))[0] in "CZ":  # noqa: PLR2004
        return ""
    is_shared = _FIRST_SHARED <= code <= _LAST_SHARED and code not in _OTHERS
    return chr(code) if code <= _LAST_ASCII or is_shared or code > _LAST_SHARED else ""
