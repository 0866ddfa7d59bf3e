"""Blanks in the place of parts of a text, so that all around them keeps its place."""

from __future__ import annotations

import re


def blank(text: str) -> str:
    """Return as many blanks, with the line ends where they were."""
    return re.sub(r"[^\n]", " ", text)


def mask_between(text: str, opening: str, closing: str) -> str:
    """Return a text of the same length with all between two marks blank, and the marks too."""
    parts: list[str] = []
    done = 0
    while (start := text.find(opening, done)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        end += len(closing)
        parts += [text[done:start], blank(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])
