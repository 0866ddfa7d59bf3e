"""Codes of a review's own, by the regular expressions that it gives: A9, or any other pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kg.model import CodeScheme
from kg.patterns import Pattern, compile_pattern
from kg.sources.citations.found import Citation
from kg.sources.citations.lists import LEAST_TITLE, words_of
from kg.sources.citations.works import Works

# What stands between the ends of a range: `S2–S4`, `[S2]–[S4]`.
_JOINT = re.compile(r"(?:\\?[\])])?[ \t]?(?:\\?-{1,2}|[\u2010-\u2015\u2212])[ \t]?(?:\\?[\[(])?")
_COUNTED = re.compile(r"(?P<letters>[^\d\s]{0,9})(?P<number>[0-9]{1,4})")
_LONGEST_RANGE = 100
# Before a code that begins an entry: `- **[S1]** Able, A. …`.
_BEGINS = re.compile(r"[ \t>]*(?:[-*+•][ \t]+)?(?:\*\*|__)?(?:\\?[\[(])?")
_AFTER = 1000  # characters between a code and the title behind it


def pattern_of(text: str) -> Pattern:
    """Return a regular expression that the model has taken, made ready."""
    pattern = compile_pattern(text)
    assert isinstance(pattern, Pattern), pattern  # the model takes no other
    return pattern


def scanned_pattern(scheme: CodeScheme) -> Pattern:
    """Return what may be a code in the text at hand."""
    assert scheme.printed is not None  # the model asks for it in these styles
    if scheme.scanned or scheme.group:
        return pattern_of(scheme.scanned or scheme.printed)
    made = compile_pattern(f"(?<![A-Za-z0-9])(?:{scheme.printed})(?![A-Za-z0-9])")
    # An expression that looks around by itself cannot be put into a longer one.
    return made if isinstance(made, Pattern) else pattern_of(scheme.printed)


def repair(token: str, scheme: CodeScheme) -> str:
    """Return the code that a damaged token stands for: its first letter kept, the rest mended."""
    return token[:1] + "".join(scheme.repairs.get(char, char) for char in token[1:])


def find_codes(text: str, works: Works, scheme: CodeScheme) -> Iterator[Citation]:
    """Yield everything that looks like a code; with `group`, within what it describes only.

    Of a range of codes each one between its two ends is cited, too. A code that begins the entry
    of its work in a list is the head of that entry, and cites nothing.
    """
    titles = {one.code: _folded(one.title) for one in works.references}
    found = [one for one in _codes_in(text, works, scheme) if not _is_head(one, text, titles)]
    yield from found
    for one, other in pairwise(found):
        yield from _between(one, other, text, works)


def _is_head(one: Citation, text: str, titles: Mapping[str, str]) -> bool:
    """Say whether a code begins a line, and the title of its work follows."""
    line = text[text.rfind("\n", 0, one.start) + 1 : one.start]
    if len(one.sources) != 1 or not _BEGINS.fullmatch(line):
        return False
    title = titles.get(one.sources[0], "")
    is_title = len(title) >= LEAST_TITLE
    return is_title and title in _folded(text[one.end : one.end + _AFTER])


def _folded(text: str) -> str:
    return " ".join(word for word, _ in words_of(text))


def _codes_in(text: str, works: Works, scheme: CodeScheme) -> Iterator[Citation]:
    pattern = scanned_pattern(scheme)
    groups = [(0, text)] if scheme.group is None else [*pattern_of(scheme.group).find_all(text)]
    for begin, part in groups:
        for offset, token in pattern.find_all(part):
            start = begin + offset
            code = repair(token, scheme)
            span = (start, start + len(token))
            around = span if scheme.group is None else (begin, begin + len(part))
            yield Citation(*span, token, code, works.look_up(code), around)


def _between(one: Citation, other: Citation, text: str, works: Works) -> Iterator[Citation]:
    """Yield the citations of a range but for its two ends, each with the span of the whole.

    Between `A1` and `A9` there may be codes that the review does not have: these are asked about.
    """
    low, high = _COUNTED.fullmatch(one.key), _COUNTED.fullmatch(other.key)
    if low is None or high is None or low["letters"] != high["letters"]:
        return
    if not (one.sources and other.sources and _JOINT.fullmatch(text, one.end, other.start)):
        return
    numbers = range(int(low["number"]) + 1, int(high["number"]))
    width = len(low["number"]) if low["number"].startswith("0") else 0
    group = (min(one.group[0], one.start), max(other.group[1], other.end))
    printed = " ".join(text[one.start : other.end].split())
    for number in numbers if len(numbers) < _LONGEST_RANGE else ():
        code = f"{low['letters']}{number:0{width}}"
        sources = works.look_up(code)
        yield Citation(one.start, other.end, printed, code, sources, group, sure=bool(sources))
