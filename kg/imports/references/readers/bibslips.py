"""Slips of programs and hands that cost BibTeX an entry, mended before the file is read.

EndNote writes entries without a key (`@article{ author = …`), and hands put a comma too many, or
none behind the key. Each line of the file stays the line that it is.
"""

from __future__ import annotations

import re

_KEYLESS = re.compile(
    r"(?m)^(?P<head>[ \t]*@(?!(?:comment|preamble|string)\b)[A-Za-z]+[ \t]*\{)"
    r"(?P<field>\s*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d])",
    re.IGNORECASE,
)
# No blank may stand in a key, so that a name and `=` behind one begin the first field.
_UNPARTED = re.compile(
    r"(?m)^(?P<head>[ \t]*@(?!(?:comment|preamble|string)\b)[A-Za-z]+[ \t]*\{[ \t]*[^\s,={}\"%]+)"
    r"(?P<field>\s+[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d])",
    re.IGNORECASE,
)
# An entry that has lost its type, and its sign perhaps; `kg check` asks for one.
_TYPELESS = re.compile(
    r"(?m)^(?P<head>[ \t]*)@?"
    r"(?P<field>\{[^\s,={}\"%]+,[ \t]*\n?\s*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d])"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# Few blanks and commas at a time: a file of nothing else must not be read again and again.
_SIGN = re.compile(
    r"\\.|[{}]|,(?P<more>(?:\s{0,99},){1,4})(?=\s{0,99}(?:[A-Za-z][\w-]*[ \t]*=|\}))", re.DOTALL
)


# Mendeley wrote formulas as if each of their signs were meant for a reader, and their commands
# without a sign: `{\$}\backslashsqrt{\{}s{\}}{\$}`, for `$\sqrt{s}$`.
_SHOWN_FORMULA = re.compile(r"\{\\\$\}(?P<inner>(?:(?!\{\\\$\})[^\n]){1,400}?)\{\\\$\}")
_OF_FORMULAS = re.compile(r"\\backslash(?=[A-Za-z])|\{\\\^\{\}\}|\{\\_\}")
_SHOWN = re.compile(r"\{\\(?P<sign>[{}_$%&#])\}|(?P<hat>\{\\\^\{\}\})|\\backslash(?=[A-Za-z])")
_SHOWN_COMMAND = re.compile(
    r"\$\\backslash\$(?P<name>emph|text(?:it|bf|rm|sc|sub|sup|subscript|superscript))"
    r"\{\\\{\}(?P<words>[^{}\\\n]*)\{\\\}\}"
)


def mend_slips(text: str) -> str:
    """Return the text of a BibTeX file with entries that can be read."""
    text = _SHOWN_FORMULA.sub(_formula_of, text)
    text = _SHOWN_COMMAND.sub(r"\\\g<name>{\g<words>}", text)
    for entry in (_KEYLESS, _UNPARTED):
        text = entry.sub(r"\g<head>,\g<field>", text)
    return _drop_commas(_give_types(text))


def _formula_of(shown: re.Match[str]) -> str:
    """Return a formula of which each sign was written to be shown; money is none."""
    if not _OF_FORMULAS.search(shown["inner"]):
        return shown[0]
    inner = _SHOWN.sub(lambda one: one["sign"] or ("^" if one["hat"] else "\\"), shown["inner"])
    return f"${inner}$"


def _give_types(text: str) -> str:
    """Return a text in which an entry without a type has one; within an entry there is none."""
    heads = {found.start(): found for found in _TYPELESS.finditer(text)}
    if not heads:
        return text
    parts, done, depth = list[str](), 0, 0
    for found in _BRACE.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        head = heads.get(start)
        if head is not None and depth == 0 and done <= start:
            parts += [text[done:start], f"{head['head']}@untyped"]
            done = head.start("field")
        depth = max(0, depth + {"{": 1, "}": -1}.get(found[0], 0))
    return "".join([*parts, text[done:]])


def _drop_commas(text: str) -> str:
    """Return a text without commas right behind another between the fields of an entry."""
    parts, done, depth = list[str](), 0, 0
    for found in _SIGN.finditer(text):
        depth = max(0, depth + {"{": 1, "}": -1}.get(found[0], 0))
        if found["more"] and depth == 1:
            parts += [text[done : found.start("more")], found["more"].replace(",", " ")]
            done = found.end("more")
    return "".join([*parts, text[done:]])
