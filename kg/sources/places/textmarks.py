"""Marks within a text that are no words of it: tags of HTML, and where links of Markdown lead."""

from __future__ import annotations

import re

_MARKS = re.compile(r"</?[A-Za-z][^<>\n]*>|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")


def strip_marks(text: str) -> str:
    """Return a text without them, so that its words can be held against what was read of it."""
    return _MARKS.sub(" ", text)
