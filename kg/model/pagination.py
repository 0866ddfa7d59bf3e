"""How the pages of a text are numbered: `[i-xii, 1-240]`, and the label of each page of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.model.places import count_of_page

# What a page without a number of its own is called: a cover, a plate.
UNNUMBERED = "unnumbered"
# A book of several volumes has 5,000; without a limit one line could ask for all memory.
MOST_PAGES = 20_000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def list_pages(ranges: Iterable[str]) -> list[str]:
    """Return the label of each page in order; raise ValueError where a range cannot be counted."""
    labels: list[str] = []
    for one in ranges:
        labels += _pages_of(one, MOST_PAGES - len(labels))
    return labels


def _pages_of(pages: str, most: int) -> list[str]:
    first, _, last = pages.partition("-")
    if not last:
        if most < 1:
            raise ValueError(f"more than {MOST_PAGES:,} pages; no text has as many")
        return [first]
    start, end = count_of_page(first), count_of_page(last)
    if start is None or end is None or start[0] != end[0]:
        raise ValueError(f"{pages} cannot be counted; write numbers or roman ones: i-xii, 1-240")
    if end[1] - start[1] >= most:
        raise ValueError(f"more than {MOST_PAGES:,} pages; no text has as many")
    return [_label_of(number, first) for number in range(start[1], end[1] + 1)]


def _label_of(number: int, like: str) -> str:
    """Return the label of a number, in the manner of another one."""
    if like.isdecimal():
        return str(number)
    letters = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        letters += sign * count
    return letters.upper() if like.isupper() else letters


def join_pages(labels: Sequence[str]) -> list[str]:
    """Return labels as ranges, the shortest that `list_pages` gives the labels back from."""
    return [first if first == last else f"{first}-{last}" for first, last in _runs_of(labels)]


def _runs_of(labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(labels):
        end = at
        while end + 1 < len(labels) and _follows(labels[end], labels[end + 1]):
            end += 1
        yield labels[at], labels[end]
        at = end + 1


def _follows(label: str, following: str) -> bool:
    count = count_of_page(label)
    return count is not None and _label_of(count[1] + 1, label) == following
