"""A text, the style of a review and its works → every citation, with its span."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from kg.model import CodeScheme
from kg.sources.citations.atkeys import find_at_keys
from kg.sources.citations.codes import find_codes
from kg.sources.citations.commands import find_commands
from kg.sources.citations.found import Citation
from kg.sources.citations.names import find_names
from kg.sources.citations.numbers import find_numbers
from kg.sources.citations.works import Works

_FINDERS: Mapping[str, Callable[[str, Works], Iterator[Citation]]] = {
    "doi": find_at_keys,
    "latex": find_commands,
    "number": find_numbers,
    "author-year": find_names,
}
# What stands between two printed citations, so that none is read as a part of the other.
_BETWEEN = "\n\nso it is said here.\n\n"
_FRAMES = {"doi": "[@{{{}}}]", "latex": r"\cite{{{}}}", "number": "words [{}]"}


def find_citations(
    text: str, scheme: CodeScheme, works: Works, body: tuple[int, int] | None = None
) -> list[Citation]:
    """Return the citations of a text in reading order, those of its body only if it has one.

    Numbers of a range, and works of one year, have the span of what is printed for them all.
    """
    finder = _FINDERS.get(scheme.style)
    found = find_codes(text, works, scheme) if finder is None else finder(text, works)
    start, end = body or (0, len(text))
    inside = [one for one in found if start <= one.start and one.end <= end]
    return sorted(inside, key=lambda one: (one.start, one.end))


def sources_printed(
    printed: Iterable[str], scheme: CodeScheme, works: Works
) -> dict[str, tuple[str, ...]]:
    """Return the references that printed citations lead to, without the text around them."""
    known = dict.fromkeys(printed)
    if scheme.style not in _FINDERS:
        return {one: works.look_up(one) for one in known}
    # One text of them all: an index of names and years is made for each text that is searched.
    parts = [f"{_framed(one, scheme.style)}{_BETWEEN}" for one in known]
    starts = [0, *accumulate(map(len, parts))]
    codes: list[dict[str, None]] = [{} for _ in parts]
    for citation in find_citations("".join(parts), scheme, works):
        if not citation.guess:
            codes[bisect_right(starts, citation.start) - 1] |= dict.fromkeys(citation.sources)
    return {one: tuple(found) for one, found in zip(known, codes, strict=True)}


def _framed(printed: str, style: str) -> str:
    """Return a text in which what is printed for a work is a citation."""
    if style == "author-year":
        return printed if "(" in printed else f"({printed})"
    if style == "number" and not "0" <= printed[:1] <= "9":
        return printed if printed.startswith("[") else f"words{printed}"
    return _FRAMES[style].format(printed)
