"""Words that point at a passage → where it stands in a text, or why that cannot be told.

`L594:` before them is the line to search from (it may be a little off); ` ... ` skips to the first
place where the last words follow. The ways to look them up let more and more differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import shorten_text
from kg.sources.places.copied import as_copied, is_citation_alone
from kg.sources.places.lettering import as_read, exactly
from kg.sources.places.printed import Printed, printed_forms
from kg.sources.places.text import HeldText

_MOST_LINES = 5
_OFF = 20  # lines by which a line may be off
_SHOWN, _LAST_WORDS = 40, 5  # of what a message says of words that stand there in part


def find_passage(words: str, text: HeldText) -> tuple[int, int] | str:
    """Return start and end of the passage that words point at, or what is wrong with them.

    Words that do not stand in the text letter by letter are looked for as they are read, then as a
    page prints them, and at last as a page prints citations and notes between them.
    """
    pin = re.match(r"L([0-9]{1,9}):\s*", words)
    start: int | None = None
    if pin is not None:
        line = int(pin[1])
        if not 1 <= line < len(text.line_starts):
            return f"the text has {len(text.line_starts) - 1} lines, not {line}"
        start = text.line_starts[line - 1]
        words = words[pin.end() :]
    parts = re.split(r"\s\.\.\.\s", words)
    is_begun = False
    for find in _ways_of(text.text):
        found, begins = find(parts)
        if found:
            return _choose(found, text, start, shorten_text(words))
        is_begun = is_begun or begins
    if is_begun:
        alone = next(filter(is_citation_alone, parts[1:]), "")
        hint = "; a citation alone may be any: write words before it, too" if alone else ""
        last = shorten_text(alone or parts[-1])
        return f"the passage's last words do not follow: {last}{hint}"
    told = f"these words do not stand in the text: {shorten_text(words)}"
    if is_citation_alone(parts[0]):
        return f"{told}; a citation alone may be any: write words beside it, too"
    return f"{told}{_told_of_beginning(parts[0].split(), text.text)}"


def _told_of_beginning(words: Sequence[str], text: str) -> str:
    """Return how far the words stand in the text and how it goes on there, if two of them do."""
    found: re.Match[str] | None = None
    count, more = 1, len(words)
    while more - count > 1:  # all of the first `count` stand there, and the first `more` do not
        middle = (count + more) // 2
        match = as_copied(" ".join(words[:middle])).search(text)
        count, more = (middle, more) if match else (count, middle)
        found = match or found
    if found is None:
        return ""
    follows = " ".join(text[found.end() : found.end() + _SHOWN].split())
    last = " ".join(words[max(0, count - _LAST_WORDS) : count])
    return f"; they do up to '{last}', where it goes on '{follows}…'"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to look words up: what finds each, in the text or in what its page prints."""

    pattern_of: Callable[[str], re.Pattern[str]]
    text: str
    page: Printed | None = None

    def __call__(self, parts: Sequence[str]) -> tuple[list[tuple[int, int]], bool]:
        """Return the passages that begin and go on with parts, and whether one begins so."""
        first, *rest = map(self.pattern_of, parts)
        begun = [match.span() for match in first.finditer(self.text) if match[0]]
        found = [span for one in begun if (span := _reach(one, rest, self.text)) is not None]
        return [self.page.source_of(one) for one in found] if self.page else found, bool(begun)


def _ways_of(text: str) -> Iterator[_Way]:
    """Yield the ways to look words up, those first that let the least differ."""
    yield _Way(exactly, text)
    yield _Way(as_read, text)
    pages = printed_forms(text)
    yield from (_Way(as_read, page.text, page) for page in pages)
    yield _Way(as_copied, text)
    yield from (_Way(as_copied, page.text, page) for page in pages)


def _reach(
    begin: tuple[int, int], rest: Sequence[re.Pattern[str]], text: str
) -> tuple[int, int] | None:
    """Return the passage that begins somewhere, up to its last words, if they follow."""
    first, end = begin
    for part in rest:
        match = part.search(text, end)
        if match is None:
            return None
        end = match.end()
    return first, end


def _told_of_several(found: Sequence[tuple[int, int]], text: HeldText, words: str) -> str:
    """Return a message that names the lines among which an author has to choose."""
    lines = list(dict.fromkeys(text.place(start).line for start, _ in found))
    shown = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if len(lines) > _MOST_LINES else "")
    where = f"line {shown}" if len(lines) == 1 else f"lines {shown}"
    return (
        f"these words stand there {len(found)} times, in {where}; begin with the line that is "
        f"meant (L{lines[-1]}: …), or write more of them: {words}"
    )


def _choose(
    found: Sequence[tuple[int, int]], text: HeldText, start: int | None, words: str
) -> tuple[int, int] | str:
    """Return which of several passages is meant, or what is wrong with the words.

    With a line to start from, the first place from there on is meant, or one shortly before: an
    author counts lines in an editor, and may be a little off.
    """
    if start is None:
        # With no line to start from, none of several is more likely.
        return found[0] if len(found) == 1 else _told_of_several(found, text, words)
    wanted = text.place(start).line
    later = next((span for span in found if span[0] >= start), None)
    before = [span for span in found if span[0] < start]
    near = [span for span in before[-1:] if wanted - text.place(span[0]).line <= _OFF]
    if later is not None and (not near or text.place(later[0]).line - wanted <= _OFF):
        return later
    if near:
        return near[0]
    line = text.place(before[-1][0]).line
    return f"these words stand in line {line}, before line {wanted}; mend the line: {words}"
