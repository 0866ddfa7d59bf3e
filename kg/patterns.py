"""Regular expressions of a review → a search whose time grows with the text, whatever they are.

RE2 (https://github.com/google/re2/wiki/Syntax) never goes back over a text, so no expression can
make it hang, and it has no lookarounds. Expressions of citation codes want them at their ends, to
tell a code from a piece of a longer word: `(?<![A-Za-z])[AB][0-9](?![0-9])`. Those are read here,
for one character on each side, and given to RE2 as characters before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import re2

LONGEST = 1000
_ONE = r"(?P<one>\[\^?\]?(?:[^\]\\]|\\.)*\]|\\.|[^\\()\[\]{}|*+?.^$])"
_BEFORE = re.compile(r"\(\?<(?P<sign>[=!])" + _ONE + r"\)", re.DOTALL)
_AFTER = re.compile(r"\(\?(?P<sign>[=!])" + _ONE + r"\)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that can be searched for; `looks_back` at the character before."""

    core: Any
    at_start: Any
    later: Any
    looks_back: bool

    def fits(self, text: str) -> bool:
        """Say whether the expression describes a text from end to end."""
        return self.core.fullmatch(text) is not None

    def find_all(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the offset and the text of each match, as `re.finditer` does; empty ones never."""
        content = text.encode()
        done = 0  # bytes of the text that were searched, and the characters that they are
        counted = offset = 0
        while done < len(content):
            expression = self.later if done else self.at_start
            match = expression.search(content, _back(content, done) if self.looks_back else done)
            if match is None:
                return
            start, end = match.span(1)
            offset += len(content[counted:start].decode())
            counted = start
            if end > start:
                yield offset, content[start:end].decode()
            done = max(end, start + 1)
            while done < len(content) and _goes_on(content[done]):
                done += 1


def _goes_on(byte: int) -> bool:
    """Say whether a byte of UTF-8 goes on with a character that began before (RFC 3629 § 3)."""
    return 0x80 <= byte < 0xC0  # noqa: PLR2004 - the RFC's own numbers


def _back(content: bytes, place: int) -> int:
    """Return where the character before a place begins."""
    place = max(place - 1, 0)
    while place and _goes_on(content[place]):
        place -= 1
    return place


def compile_pattern(text: str) -> Pattern | str:
    """Return a regular expression made ready, or what is wrong with it."""
    if len(text) > LONGEST:
        return f"a regular expression has {LONGEST} characters at most"
    before, after = _BEFORE.match(text), _AFTER.search(text)
    core = text[before.end() if before else 0 : after.start() if after else len(text)]
    if (before or after) and _has_choice(core):
        return "put the alternatives into a group: (?:one|another)"
    head = _context(before, r"\A") if before else ""
    tail = _context(after, r"\z") if after else ""
    later = _context(before, None) if before else ""
    options = re2.Options()
    options.log_errors = False
    try:
        return Pattern(
            core=re2.compile(core, options),
            at_start=re2.compile(f"{head}({core}){tail}", options),
            later=re2.compile(f"{later}({core}){tail}", options),
            looks_back=before is not None,
        )
    except re2.error as error:
        return _words_for(error.args[0])


def fault_of_pattern(text: str) -> str | None:
    """Return what is wrong with a regular expression, or None."""
    made = compile_pattern(text)
    return made if isinstance(made, str) else None


def _words_for(said: object) -> str:
    reason = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    if "perl operator: (?" in reason:
        return "(?=…), (?!…), (?<=…) and (?<!…) are read at the ends only, for one character"
    return f"this is no regular expression ({reason[:100]})"


def _context(match: re.Match[str], edge: str | None) -> str:
    """Return what stands before or after, as an expression that takes the character in."""
    one: str = match["one"]
    if match["sign"] == "=":
        return f"(?:{one})"
    return f"(?:{edge}|{_negated(one)})" if edge else f"(?:{_negated(one)})"


def _negated(one: str) -> str:
    if one.startswith("[^"):
        return f"[{one[2:]}"
    if one.startswith("["):
        return f"[^{one[1:]}"
    return f"[^{one}]"


def _has_choice(core: str) -> bool:
    """Say whether an expression is alternatives at its top: `a|b`, but not `(?:a|b)`."""
    depth = 0
    for part in re.findall(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|.", core, re.DOTALL):
        depth += (part == "(") - (part == ")")
        if part == "|" and depth == 0:
            return True
    return False
