"""The sections of a review → the one that holds a place of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Section


def find_section(sections: Sequence[Section], place: int) -> Section | None:
    """Return the innermost section that holds a place of the text."""
    spans = [(one.span, one) for one in sections if one.span is not None]
    ordered = sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end))
    index = bisect_right(ordered, place, key=lambda pair: pair[0].start)
    inner = reversed(ordered[:index])
    return next((section for span, section in inner if place < span.end), None)
