r"""The commands that a LaTeX text defines for itself: `\newcommand{\tea}[1]{…}`, `\def`, `\let`.

What they are is read here alone. What is done with them stands elsewhere: `expansion.py` says them
out, and `citations/owncommands.py` finds by which of them the text cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|(?:re)?newrobustcmd)\*?\s*"
    r"\{?\s*\\(?P<new>[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>[0-9])\])?"
    r"\s*(?:\[(?P<default>[^\]\n]*)\])?\s*(?=\{)"
    r"|\\[gex]?def\s*\\(?P<plain>[A-Za-z]+)\s*(?P<places>(?:#[1-9]\s*)*)(?=\{)"
    r"|\\(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand\s*"
    r"\{?\s*\\(?P<document>[A-Za-z]+)\s*\}?\s*"
    r"\{(?P<kinds>(?:[^{}]|\{[^{}]*\})*)\}\s*(?=\{)"
    r"|\\let\s*\\(?P<let>[A-Za-z]+)\s*=?\s*\\(?P<other>[A-Za-z]+\*?)"
)
_KIND = re.compile(r"[+!]?(?P<letter>[A-Za-z])(?:\{(?P<default>[^{}]*)\})?")
_Kind = Literal["braces", "brackets", "star", "other"]
_KINDS: Mapping[str, _Kind] = {"m": "braces", "o": "brackets", "O": "brackets", "s": "star"}
_REMARK = re.compile(r"(?<!\\)(?P<slashes>(?:\\\\)*)%[^\n]*\n?[ \t]*")
_HEAD = re.compile(
    r"\s*(?:%[^\n]*\n\s*|\\(?:PassOptionsTo|Require)[^\n]*\n\s*)*\\documentclass(?![A-Za-z])"
)
_BEGIN = "\\begin{document}"
LONGEST = 2_000
_LONGEST_BRACES = 100_000


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a command: how it is written, and what it is where it is left out."""

    kind: _Kind
    default: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    r"""What stands for a command: `#1` in its body is its first argument.

    What a text only gives another name (`\let\src\citep`) has that name as its body.
    """

    name: str
    body: str
    arguments: tuple[Argument, ...]
    span: tuple[int, int]
    renames: bool = False

    def place_in_braces(self, number: int) -> int:
        """Return which of the arguments in braces one of all is; 0 if it is in none."""
        before = self.arguments[:number]
        if len(before) < number or before[-1].kind != "braces":
            return 0
        return sum(one.kind == "braces" for one in before)


def begin_of_document(text: str) -> int:
    """Return where the words of a LaTeX text begin, behind its head; 0 for any other text."""
    head = re.match(
        r"\s*(?:%[^\n]*\n\s*|\\(?:PassOptionsTo|Require)[^\n]*\n\s*)*\\documentclass", text
    )
    begin = text.find(_BEGIN) if head else -1
    return begin + len(_BEGIN) if begin >= 0 else 0


def end_of_braces(text: str, start: int, most: int = _LONGEST_BRACES) -> int:
    """Return where braces that open at a place are closed again; 0 where they are not."""
    depth = 0
    for offset in range(start, min(start + most, len(text))):
        if text[offset] in "{}" and text[offset - 1] != "\\":
            depth += 1 if text[offset] == "{" else -1
            if depth <= 0:
                return offset + 1 if depth == 0 else 0
    return 0


def read_definitions(text: str) -> Iterator[Definition]:
    """Yield what a text defines, in its order; what stands in a remark (`%`) defines nothing."""
    for match in _DEFINITION.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _REMARK.search(line) is not None:
            continue
        if match["let"]:
            yield Definition(match["let"], f"\\{match['other']}", (), match.span(), renames=True)
            continue
        end = end_of_braces(text, match.end(), LONGEST)
        if end:
            body = _REMARK.sub(lambda found: found["slashes"], text[match.end() + 1 : end - 1])
            name = match["new"] or match["plain"] or match["document"]
            yield Definition(name, body, _arguments_of(match), (match.start(), end))


def _arguments_of(match: re.Match[str]) -> tuple[Argument, ...]:
    if match["document"]:
        return tuple(map(_argument_of, _KIND.finditer(match["kinds"])))
    count = match["places"].count("#") if match["plain"] else int(match["count"] or 0)
    arguments = [Argument("braces")] * count
    if match["new"] and match["default"] is not None and count:
        arguments[0] = Argument("brackets", match["default"])
    return tuple(arguments)


def _argument_of(found: re.Match[str]) -> Argument:
    return Argument(_KINDS.get(found["letter"], "other"), found["default"] or "")
