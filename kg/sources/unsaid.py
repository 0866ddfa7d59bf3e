"""The review → what is still to be said of it: until then its pages say that it is not told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.errors import Location, Problem

_SHOWN = {
    "title": "its title is still to be said; give title",
    "creators": "who wrote it is still to be said; give creators, a list of names",
    "year": "its year is still to be said; give year",
}


def check_unsaid(places: Mapping[str, Location]) -> Iterator[Problem]:
    """Yield a problem at the place of each of title, creators and year that is not said yet."""
    for name, place in places.items():
        yield Problem(place, "REV001", _SHOWN[name])
