"""Entries of BibTeX whose last brace is missing → entries that end.

BibTeX passes such an entry over, and may pass over the next one too. It is closed only where the
last of its fields plainly ended, so that nothing of it is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import Location, Problem, shorten_text

_SIGN = re.compile(
    r"(?P<entry>^[ \t]*@(?!(?:comment|preamble|string)\b)[A-Za-z]*[ \t]*\{[ \t]*"
    r"(?P<key>[^\s,={}\"%]*))"
    r"|(?P<other>^[ \t]*@(?:comment|preamble|string)\b\s*\{)|\\.|[{}\"]",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_FIELD = re.compile(r",\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")
# `year = 2001`, `month = jan` at the end of a line
_BARE = re.compile(r"[,{]\s*[A-Za-z][\w-]*\s*=\s*(?:\d+|[A-Za-z]+)$")


@dataclass(slots=True)
class _Open:
    """An entry that has begun, and how deep in its braces the scan is."""

    start: int
    key: str
    depth: int = 1
    in_quotes: bool = False

    def read(self, sign: str) -> None:
        """Go over a brace or a quote."""
        if sign == '"' and self.depth == 1:
            self.in_quotes = not self.in_quotes
        self.depth += {"{": 1, "}": -1}.get(sign, 0)


def close_entries(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a BibTeX file with the braces that end its entries, and what was told."""
    parts: list[str] = []
    problems: list[Problem] = []
    done = 0
    for entry, end in _unclosed(text):
        parts += [text[done:end], "}"]
        done = end
        named = f"{shorten_text(entry.key)}: " if entry.key else ""
        message = "its last brace is missing, and was read as if it stood there"
        line = text.count("\n", 0, entry.start) + 1
        message = f"{named}{message}; put '}}' behind its last field"
        problems.append(Problem(Location(path, line), "IMP003", message))
    return "".join([*parts, text[done:]]), problems


def _unclosed(text: str) -> Iterator[tuple[_Open, int]]:
    """Yield each entry that another begins within, or the file ends in, and where it ended."""
    entry: _Open | None = None
    for sign in _SIGN.finditer(text):
        if sign["entry"] is not None or sign["other"]:
            if entry is not None and entry.depth > 1:
                continue  # a letter of a value, or of one that does not end
            if entry is not None and (end := _end_of(entry, text, sign.start())):
                yield entry, end
            entry = _Open(sign.start(), sign["key"]) if sign["entry"] is not None else None
        elif entry is not None and len(sign[0]) == 1:
            entry.read(sign[0])
            entry = entry if entry.depth else None
    if entry is not None and (end := _end_of(entry, text, len(text))):
        yield entry, end


def _end_of(entry: _Open, text: str, stop: int) -> int:
    """Return where an entry ended that nothing closes; 0 where its last field may go on."""
    written = text[entry.start : stop].rstrip()
    # At the end of a file a number may go on.
    is_closed = written[-1:] in {"}", '"', ","} or (stop < len(text) and _BARE.search(written))
    if (
        entry.depth != 1
        or entry.in_quotes
        or not is_closed
        or "=" not in written
        or _swallows(written)
    ):
        return 0
    return entry.start + len(written)


def _swallows(written: str) -> bool:
    """Say whether a value of an entry has what looks like its other fields within."""
    depth = 0
    fields = {found.start() for found in _FIELD.finditer(written)}
    for place, sign in enumerate(written):
        if depth > 1 and place in fields:
            return True
        escaped = written[place - 1 : place] == "\\"
        depth += 0 if escaped else (sign == "{") - (sign == "}")
    return False
