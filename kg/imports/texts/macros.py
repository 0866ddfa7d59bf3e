r"""Commands that a LaTeX text defines for itself (`\newcommand{\tea}{\emph{Camellia}}`), said out.

A part of a text that leaves it, as its list of references does, loses what stands in its head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.imports.texts.latex import end_of_braces

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\\(?P<new>[A-Za-z]+)\}?"
    r"\s*(?:\[(?P<count>[1-9])\])?\s*(?=\{)|\\def\s*\\(?P<plain>[A-Za-z]+)\s*(?=\{)"
)
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)")
_EMPTY = re.compile(r"\{\}")
_SPACE = re.compile(r"\\xspace(?![A-Za-z])\s*")
# Definitions may name others, or themselves.
_DEEPEST = 8
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class _Macro:
    """What stands for a command: `#1` in its body is its first argument, of so many."""

    body: str
    count: int


def expand_macros(part: str, text: str) -> str:
    """Return a part of a text with what the text defines its own commands to be."""
    macros = _macros_of(text)
    for _ in range(_DEEPEST if macros else 0):
        expanded = _expand_once(part, macros)
        if expanded == part or len(expanded) > len(text) + _LONGEST:
            break
        part = expanded
    return part


def _macros_of(text: str) -> Mapping[str, _Macro]:
    found = {}
    for match in _DEFINITION.finditer(text):
        end = end_of_braces(text, match.end(), _LONGEST)
        body = _SPACE.sub("", text[match.end() + 1 : end - 1])
        if end:
            found[match["new"] or match["plain"]] = _Macro(body, int(match["count"] or 0))
    return found


def _expand_once(part: str, macros: Mapping[str, _Macro]) -> str:
    pieces, done = list[str](), 0
    for match in _COMMAND.finditer(part):
        macro = macros.get(match["name"])
        if macro is None or match.start() < done:
            continue
        said, end = _call(macro, part, match.end())
        if end:
            pieces += [part[done : match.start()], said]
            done = end
    return "".join([*pieces, part[done:]])


def _call(macro: _Macro, part: str, place: int) -> tuple[str, int]:
    """Return what a command says with the arguments behind a place, and where those end."""
    said = macro.body
    for number in range(1, macro.count + 1):
        end = end_of_braces(part, place, _LONGEST) if part[place : place + 1] == "{" else 0
        if not end:
            return "", 0
        said, place = said.replace(f"#{number}", part[place + 1 : end - 1]), end
    empty = _EMPTY.match(part, place)
    return said, empty.end() if empty and not macro.count else place
