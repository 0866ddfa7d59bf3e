"""Codes of a review's own, by the regular expressions that it gives: A9, or any other pattern."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import CodeScheme
from kg.patterns import Pattern, compile_pattern
from kg.sources.citations.found import Citation
from kg.sources.citations.works import Works


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
    """Yield everything that looks like a code; with `group`, within what it describes only."""
    pattern = scanned_pattern(scheme)
    groups = [(0, text)] if scheme.group is None else [*pattern_of(scheme.group).find_all(text)]
    for begin, part in groups:
        for offset, token in pattern.find_all(part):
            start = begin + offset
            code = repair(token, scheme)
            span = (start, start + len(token))
            around = span if scheme.group is None else (begin, begin + len(part))
            yield Citation(*span, token, code, works.look_up(code), around)
