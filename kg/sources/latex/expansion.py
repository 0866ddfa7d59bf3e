r"""A part of a LaTeX text with the text's own commands said out, and signs and formulas plain.

A part of a text that leaves it, as its list of references does, loses what stands in its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from kg.latex.plain import decode_latex, unread_commands
from kg.sources.latex.definitions import (
    LONGEST,
    Argument,
    Definition,
    begin_of_document,
    end_of_braces,
    read_definitions,
)
from kg.sources.latex.glossaries import say_terms
from kg.sources.latex.signs import name_signs

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)")
_EMPTY = re.compile(r"\{\}")
_BRACKETS = re.compile(r"\[(?P<words>[^\[\]\n]*)\]")
_SPACE = re.compile(r"\\xspace(?![A-Za-z])\s*")
# As pandoc has it, so that sums of money are none; what begins with a command is none of money.
_FORMULA = re.compile(
    r"(?<!\\)\$(?:\s*(?=\\[A-Za-z])[^$\n]{1,200}|(?!\s)[^$\n]{1,200}(?<!\s)(?=\$(?!\d)))\$"
)
# Raised letters are marks of notes; raised figures and signs are characters of their own.
_RAISED = re.compile(
    r"\^\s*(?:\{\s*)?(?:\\(?:text|mathrm|rm)\s*\{)?(?P<marks>[a-z](?:\s*,\s*[a-z])*)\s*\}{0,2}"
)
_COLOURED = re.compile(r"\\textcolor(?:\[[^\]\n]*\])?\{[^{}\n]*\}\{(?P<words>[^{}\n]{1,200})\}")
# Definitions may name others, or themselves.
_DEEPEST = 8


def expand_macros(part: str, text: str) -> str:
    """Return a part of a text with what the text defines its own commands and terms to be."""
    macros = _macros_of(text)
    for _ in range(_DEEPEST if macros else 0):
        expanded = _expand_once(part, macros)
        if expanded == part or len(expanded) > len(text) + LONGEST:
            break
        part = expanded
    return say_terms(part, text)


def calls_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the text prints by a command of its own, and what that says, as people read it.

    What stands in its head defines, and prints nothing.
    """
    macros = _macros_of(text)
    done = begin_of_document(text)
    for match in _COMMAND.finditer(text, done) if macros else ():
        macro = macros.get(match["name"])
        said, end = _call(macro, text, match.end()) if macro and match.start() >= done else ("", 0)
        if end:
            yield match.start(), end, say_plainly(said, text)
            done = end


def plain_formulas(text: str) -> str:
    r"""Return a text with what can be read of each formula: `τ²` for `$\tau^2$`.

    A formula of which something would be lost stays as it is.
    """
    return _FORMULA.sub(lambda found: _plain_formula(found[0][1:-1].strip()) or found[0], text)


def _plain_formula(math: str) -> str:
    if (raised := _RAISED.fullmatch(math)) is not None:
        return f"^{''.join(raised['marks'].split())}^"
    if unread_commands(f"${math}$"):
        return ""
    return decode_latex(f"${math}$").replace("-", "\N{MINUS SIGN}").removeprefix("^")


def say_plainly(part: str, text: str) -> str:
    """Return a part of a text with its own commands said out, and colours and formulas plain."""
    plain = name_signs(expand_macros(part, text))
    return plain_formulas(_COLOURED.sub(lambda found: found["words"], plain_formulas(plain)))


@lru_cache(maxsize=4)  # of one text each row of each table asks
def _macros_of(text: str) -> Mapping[str, Definition]:
    found = {one.name: one for one in read_definitions(text)}
    return {
        name: replace(one, body=_SPACE.sub("", one.body))
        for name, one in found.items()
        if not _is_former(one, found)
    }


def _is_former(one: Definition, found: Mapping[str, Definition]) -> bool:
    r"""Say whether a name is kept for a command that is then defined anew: `\let\old\cite`."""
    anew = found.get(one.body.removeprefix("\\")) if one.renames else None
    return anew is not None and anew.span > one.span


def _expand_once(part: str, macros: Mapping[str, Definition]) -> str:
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


def _call(macro: Definition, part: str, place: int) -> tuple[str, int]:
    """Return what a command says with the arguments behind a place, and where those end."""
    said = macro.body
    for number, argument in enumerate(macro.arguments, start=1):
        given, end = _take(argument, part, place)
        if end < 0:
            return "", 0
        said, place = said.replace(f"#{number}", given), end
    empty = _EMPTY.match(part, place)
    return said, empty.end() if empty and not macro.arguments else place


def _take(argument: Argument, part: str, place: int) -> tuple[str, int]:
    """Return an argument that stands at a place, and where it ends; -1 where it is missing."""
    opening = part[place : place + 1]
    if argument.kind == "star":
        return "", place + (opening == "*")
    if argument.kind == "brackets":
        found = _BRACKETS.match(part, place)
        return (found["words"], found.end()) if found else (argument.default, place)
    end = end_of_braces(part, place, LONGEST) if opening == "{" else 0
    if argument.kind != "braces" or not end:
        return "", -1
    return part[place + 1 : end - 1], end
