"""What a span keeps to be found again: digests of the words around its passage.

The digests are of words, folded, so that other line ends or quotes change nothing. They are short,
and of four words each: no text can be read from them, and few places in a text share both.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kg.model import Span
from kg.sources.places.text import HeldText, digest_of_text

_WORD = re.compile(r"\w+")
_WORDS = 4
_DIGITS = 12
# Before the first word there may be quotes and brackets: so far a passage may begin from a word.
_MARKS = 40
_WINDOW = 400  # characters in which four words stand


def span_of(text: str, start: int, end: int) -> Span:
    """Return the span of a passage, with what finds it again in another version of the text."""
    before = [match[0] for match in _WORD.finditer(text, max(start - _WINDOW, 0), start)][-_WORDS:]
    after = [match[0] for match, _ in zip(_WORD.finditer(text, end), range(_WORDS), strict=False)]
    return Span(
        start=start,
        end=end,
        sha256=digest_of_text(text[start:end]),
        before=_digest(before),
        after=_digest(after),
    )


def render_span(span: Span) -> str:
    """Return a span as it stands in a YAML file, on one line."""
    around = "".join(
        f", {name}: {_quoted(value)}"
        for name, value in (("before", span.before), ("after", span.after))
        if value is not None
    )
    return f"{{start: {span.start}, end: {span.end}, sha256: {span.sha256}{around}}}"


def _quoted(digest: str) -> str:
    """Return a digest for YAML, in quotes where it would be read as a number."""
    return f'"{digest}"' if digest.isdigit() else digest


def _digest(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).casefold().encode()).hexdigest()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The places of a text by the words before and after them."""

    text: str
    ends: dict[str, list[int]] = field(repr=False)  # digest of words → where the last of them ends
    starts: dict[str, list[int]] = field(repr=False)  # digest of words → where the first begins

    @classmethod
    def of(cls, held: HeldText) -> Surroundings:
        """Index a text: every run of words, and the shorter ones at its two ends."""
        found = [*_WORD.finditer(held.text)]
        words = [match[0] for match in found]
        ends: dict[str, list[int]] = {_digest([]): [0]}
        starts: dict[str, list[int]] = {_digest([]): [len(held.text)]}
        for index, match in enumerate(found):
            run = words[max(index - _WORDS + 1, 0) : index + 1]
            ends.setdefault(_digest(run), []).append(match.end())
            starts.setdefault(_digest(words[index : index + _WORDS]), []).append(match.start())
        return cls(held.text, ends, starts)

    def find(self, span: Span) -> tuple[int, int] | None:
        """Return where the very passage of a span stands beside its words, or None.

        Words on one side are enough. Where two places fit, nothing tells them apart but how far
        they are from the old one.
        """
        length = span.end - span.start
        firsts = self.ends.get(span.before or "", ())
        lasts = self.starts.get(span.after or "", ())
        begins = {first + step for first in firsts for step in range(_MARKS)}
        begins |= {last - length - step for last in lasts for step in range(_MARKS)}
        found = [
            (begin, begin + length)
            for begin in begins
            if 0 <= begin <= len(self.text) - length
            and digest_of_text(self.text[begin : begin + length]) == span.sha256
        ]
        return min(found, key=lambda place: abs(place[0] - span.start), default=None)

    def between(self, span: Span) -> tuple[int, int] | None:
        """Return what stands now between the words of a span: its passage, worded otherwise."""
        lasts = self.starts.get(span.after or "", [])
        found = [
            (first, last)
            for first in self.ends.get(span.before or "", ())
            for last in lasts[bisect_right(lasts, first) :][:1]
        ]
        first, last = min(found, key=lambda place: abs(place[0] - span.start), default=(0, 0))
        inner = self.text[first:last]
        start = first + len(inner) - len(inner.lstrip())
        return (start, first + len(inner.rstrip())) if inner.strip() else None
