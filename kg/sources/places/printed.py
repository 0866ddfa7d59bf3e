r"""A LaTeX text as its page prints it: what its own commands, terms and quantities say.

Whoever copies words from the page writes `12 kg`, `0.42 [0.21, 0.63]` and `allotments` where the
file has `\SI{12}{\kilogram}`, `\es{0.42}{0.21}{0.63}` and `\glspl{allotment}`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.latex.units import quantities_in
from kg.sources.latex.definitions import begin_of_document
from kg.sources.latex.expansion import calls_in
from kg.sources.latex.glossaries import terms_in


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as it is printed, in pieces; `starts` and `ends` are their places in both forms."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[tuple[int, int, bool], ...]

    def source_of(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return the passage of the file that prints a passage; a command counts as a whole."""
        first, _ = self._place(span[0])
        _, last = self._place(span[1] - 1)
        return first, last

    def _place(self, place: int) -> tuple[int, int]:
        piece = bisect_right(self.starts, place) - 1
        start, end, is_said = self.sources[piece]
        at = start + place - self.starts[piece]
        return (start, end) if is_said else (at, at + 1)


@lru_cache(maxsize=2)  # of one text each passage asks
def printed_forms(text: str) -> tuple[Printed, ...]:
    """Return a text as it is printed, short forms said short, and in full where they come first."""
    begin = begin_of_document(text)
    if not begin:
        return ()
    calls, quantities = [*calls_in(text)], [*quantities_in(text)]
    forms = (
        _put_together(text, [*calls, *quantities, *terms_in(text, text, in_full=in_full)], begin)
        for in_full in (False, True)
    )
    return tuple(one for one in forms if one.text != text)


def _put_together(text: str, said: list[tuple[int, int, str]], begin: int) -> Printed:
    parts, starts, sources = list[str](), list[int](), list[tuple[int, int, bool]]()
    length = 0
    for words, source in _pieces(text, sorted(said), begin):
        if words:
            parts.append(words)
            starts.append(length)
            sources.append(source)
            length += len(words)
    return Printed("".join(parts), tuple(starts), tuple(sources))


def _pieces(
    text: str, said: list[tuple[int, int, str]], begin: int
) -> Iterator[tuple[str, tuple[int, int, bool]]]:
    """Yield what stands between commands, and what each says, with their places in the file."""
    done = 0
    for start, end, words in said:
        if start >= max(begin, done):
            yield text[done:start], (done, start, False)
            yield words, (start, end, True)
            done = end
    yield text[done:], (done, len(text), False)
