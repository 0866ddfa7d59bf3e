"""The heading of a column that the review prints without one: its place stands for it."""

from __future__ import annotations

import re

_UNNAMED = re.compile(r"Column [0-9]+")


def heading_for_place(place: int) -> str:
    """Return what stands for the heading of a column, counted from 1, that has none."""
    return f"Column {place}"


def is_unnamed(heading: str) -> bool:
    """Say whether a heading only stands for one that the review does not print."""
    return _UNNAMED.fullmatch(heading) is not None


def printed_heading(heading: str) -> str:
    """Return a heading as the review prints it: "" where it prints none."""
    return "" if is_unnamed(heading) else heading
