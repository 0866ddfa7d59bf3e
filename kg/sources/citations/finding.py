"""A text, the style of a review and its works → every citation, with its span."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

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
# A text in which what is printed for one work is a citation, by style.
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


def sources_printed(printed: str, scheme: CodeScheme, works: Works) -> tuple[str, ...]:
    """Return the references that a printed citation leads to, without the text around it."""
    if scheme.style not in _FINDERS:
        return works.look_up(printed)
    if scheme.style == "author-year":
        framed = printed if "(" in printed else f"({printed})"
    elif scheme.style == "number" and not "0" <= printed[:1] <= "9":
        framed = printed if printed.startswith("[") else f"words{printed}"
    else:
        framed = _FRAMES[scheme.style].format(printed)
    found = find_citations(framed, scheme, works)
    return tuple(dict.fromkeys(code for one in found if not one.guess for code in one.sources))
