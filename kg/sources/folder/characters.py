"""Characters that nobody sees and that do harm: found, named and placed.

Control characters are errors: XML cannot hold them, so no page, feed or RDF/XML could. Characters
without width, and those that turn the order of what follows, are told: they make two ids that look
alike differ, or show a text other than the one that is stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.errors import Location, Problem

# What XML 1.0 (§ 2.2) forbids or advises against, and the line ends that only some editors count:
# beside one of those, no line number would be right.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_HIDDEN = "\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffd"
# Those side by side came there by one slip, and are one problem.
_ODD = re.compile(f"[{_CONTROL}]+|[{_HIDDEN}]+")
IS_CONTROL = re.compile(f"[{_CONTROL}]")
# Spaces that look like one; at the start of a YAML line they are text and no indent.
LOOKALIKE_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_LOOKALIKE = re.compile(f"[{LOOKALIKE_SPACES}]")
_OTHER_NAMES = {
    "\x00": "NUL",
    "\x0b": "VERTICAL TAB, which Word and PowerPoint write for a line break",
    "\x0c": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
    "\ufffd": "REPLACEMENT CHARACTER, left where a character was lost",
}


def name_of(char: str) -> str:
    """Return how to call a character: its code point and its name."""
    name = _OTHER_NAMES.get(char) or unicodedata.name(char, "CONTROL CHARACTER")
    return f"U+{ord(char):04X} {name}"


def check_characters(text: str, path: str, start: Location | None = None) -> Iterator[Problem]:
    """Yield a problem for each odd character of a text: at its first place, with how many follow.

    With `start`, the text is a value that stands there: every place is that one.
    """
    counts: dict[str, int] = {}
    firsts: dict[str, int] = {}
    for match in _ODD.finditer(text):
        first = match.group()[0]
        counts[first] = counts.get(first, 0) + len(match.group())
        firsts.setdefault(first, match.start())
    for char, offset in firsts.items():
        place = start or place_in(text, offset, path)
        more = f" (and {counts[char] - 1} more)" if counts[char] > 1 else ""
        if IS_CONTROL.match(char):
            yield Problem(place, "CHR001", f"the character {name_of(char)}{more}; remove it")
        else:
            message = f"the character {name_of(char)} does not show{more}; remove it"
            yield Problem(place, "CHR002", message)


def place_in(text: str, offset: int, path: str) -> Location:
    """Return the line and column of a code point of a text, both from 1."""
    before = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - before + 1)


def find_lookalike_space(text: str) -> str | None:
    """Return the first character of a text that is taken for a space and is none."""
    match = _LOOKALIKE.search(text)
    return match.group() if match else None
