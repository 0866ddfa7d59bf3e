"""Words with a label, as bookdown has them (*text references*): `(ref:trials) Trials taken in`.

A paragraph gives the words, and they are printed where the label stands: in a caption, often far
from there. https://bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Section
from kg.sources.places.sections import find_section

_LABEL = r"\(ref:(?P<label>[\w-]+)\)"
_DEFINITION = re.compile(
    rf"(?:\A|(?<=\n)[ \t]*\n){_LABEL}[ \t]+(?P<words>\S(?:[^\n]|\n(?!\s*\n))*?)[ \t]*"
    r"(?=\n\s*\n|\s*\Z)"
)
_USE = re.compile(_LABEL)


def say_text_references(text: str) -> str:
    """Return a text with words in place of the labels that print them; what gives them stays."""
    given = {one["label"]: " ".join(one["words"].split()) for one in _DEFINITION.finditer(text)}
    places = {one.end("label") for one in _DEFINITION.finditer(text)}

    def words_of(found: re.Match[str]) -> str:
        is_use = found.end("label") not in places
        return given.get(found["label"], found[0]) if is_use else found[0]

    return _USE.sub(words_of, text) if given else text


def place_printed(text: str, place: int) -> int:
    """Return where words at a place are printed: there, or at the first use of their label."""
    for one in _DEFINITION.finditer(text):
        if one.start("label") <= place < one.end():
            return next(_uses(text, one), place)
    return place


def find_section_printing(sections: Sequence[Section], text: str, place: int) -> Section | None:
    """Return the section that prints a place; words for a caption may stand before all of them."""
    here = find_section(sections, place)
    return here or find_section(sections, place_printed(text, place))


def _uses(text: str, given: re.Match[str]) -> Iterator[int]:
    found = _USE.finditer(text)
    return (
        one.start()
        for one in found
        if one["label"] == given["label"] and one.start("label") != given.start("label")
    )
