"""A page with a long list → pages with a piece of it each, which lead to one another.

A list of a thousand lines weighs about 50 kB on its way. A review with fewer has no such pieces,
and the first piece has the address of the whole page, so that no link to it goes dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.outputs.cells import Row

MOST = 1000  # rows on a page
_NUMBER = re.compile(r"\.[0-9]+\.html$")


def split_page(path: str, values: Row, name: str, most: int = MOST) -> Iterator[tuple[str, Row]]:
    """Yield path and values of each page that shows a piece of the rows `name`.

    `pieces` is added to the values: where the page stands among the others, or None where it is
    the whole. Without a name the page is whole whatever it holds.
    """
    if not name:
        yield path, values
        return
    rows = values[name]
    if len(rows) <= most:
        yield path, values | {"pieces": None}
        return
    starts = range(0, len(rows), most)
    places = [
        {"number": number, "address": _place_of(path, number)}
        for number, _ in enumerate(starts, start=1)
    ]
    for start, place in zip(starts, places, strict=True):
        shown = rows[start : start + most]
        pieces = {
            "whole": path,
            "number": place["number"],
            "places": places,
            "first": start + 1,
            "last": start + len(shown),
            "count": len(rows),
        }
        yield str(place["address"]), values | {name: shown, "pieces": pieces}


def path_of_whole(path: str, name: str) -> str:
    """Return the path of the page that a piece belongs to: the same where nothing is split."""
    return _NUMBER.sub(".html", path) if name else path


def _place_of(path: str, number: int) -> str:
    # With a dot, which no name of a page has: `works/supports-2.html` could be another page.
    return path if number == 1 else f"{path.removesuffix('.html')}.{number}.html"
