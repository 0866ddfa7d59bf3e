"""The review → what is still to be said of it: until then its pages say that it is not told."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Location, Problem
from kg.model import Review

_SHOWN = {
    "title": "its title is still to be said; give title",
    "creators": "who wrote it is still to be said; give creators, a list of names",
    "year": "its year is still to be said; give year",
}


def check_unsaid(review: Review) -> Iterator[Problem]:
    """Yield a problem for each of title, creators and year that the review does not say yet."""
    for name in review.unsaid:
        yield Problem(Location("data/review.yaml"), "REV001", _SHOWN[name])
