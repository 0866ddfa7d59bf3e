"""A query's tokens → its literals whole, and what variables are held against.

A token is a sign, and a literal has up to four of them: `"1998"`, `^`, `^` and its datatype. Here
they are one, and so are the two signs of `<=`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import XSD
from kg.service.sparql.advice.patterns import list_needed

Token = tuple[str, str]
# So that a long query makes no hint dear.
_MOST_TOKENS, _MOST_HELD = 500, 10
_MOST_CHARACTERS = 200  # a longer text is no value that somebody mistook
_DOUBLED = frozenset(("<=", ">=", "!=", "&&", "||"))
_TAG = re.compile(r"@[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_SIGNS = frozenset(("=", "<", ">", "<=", ">="))
# What may stand before a comparison, and behind one: nothing that is reckoned with its sides.
_BEFORE, _BEHIND = frozenset(("(", ",", "&&", "||")), frozenset((")", ",", "&&", "||"))


class Atom(NamedTuple):
    """A token, or a literal with its tag or its datatype; `bare` is one without a datatype."""

    kind: str
    text: str
    literal: Literal | None = None
    bare: bool = False


class Held(NamedTuple):
    """A variable, the sign behind it, and the literals that it is held against: of IN several.

    `turned` is whether the literal stood first, `function` what the variable stands in (STR).
    """

    name: str
    sign: str
    literals: tuple[Literal, ...]
    bare: bool
    function: str = ""
    turned: bool = False


def list_atoms(tokens: Sequence[Token]) -> list[Atom]:
    """Return tokens with literals and doubled signs as one each."""
    found: list[Atom] = []
    place = 0
    while place < len(tokens):
        kind, text = tokens[place]
        after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
        taken = 1
        if kind == "string":
            atom, taken = _read_text(tokens, place)
            found.append(atom)
        elif kind == "number":
            found.append(_read_number(text))
        elif kind == "mark" and text + after in _DOUBLED:
            found.append(Atom("mark", text + after))
            taken = 2
        else:
            found.append(Atom(kind, text))
        place += taken
    return found


def _read_text(tokens: Sequence[Token], place: int) -> tuple[Atom, int]:
    """Return the literal that begins with a text, and how many tokens it has."""
    text = tokens[place][1]
    ends = 3 if text[:3] in {'"""', "'''"} else 1
    value = text[ends:-ends]
    # An escape says another letter; what has one is left alone.
    known = "\\" not in value and len(value) <= _MOST_CHARACTERS
    match [one for _, one in tokens[place + 1 : place + 4]]:
        case ["^", "^", datatype]:
            whole = known and tokens[place + 3][0] == "iri"
            typed = Literal(value, datatype=NamedNode(datatype)) if whole else None
            return Atom("string", text, typed), 4
        case [tag, *_] if _TAG.fullmatch(tag):
            tagged = Literal(value, language=tag[1:]) if known else None
            return Atom("string", text, tagged, bare=True), 2
        case _:
            return Atom("string", text, Literal(value) if known else None, bare=True), 1


def _read_number(text: str) -> Atom:
    whole = text.isdecimal()
    kind = XSD.integer if whole else XSD.double if "e" in text.lower() else XSD.decimal
    return Atom("number", text, Literal(text, datatype=kind), bare=whole)


@lru_cache(maxsize=4)
def find_held(query: str, base: str = "") -> tuple[Held, ...]:
    """Return what a query holds against literals; those who advise ask one after another."""
    if "(" not in query and "VALUES" not in query.upper():  # nothing is tested
        return ()
    return tuple(
        islice(
            list_held(list_atoms(list_needed(query, base)[:_MOST_TOKENS])),
            _MOST_HELD,
        )
    )


def list_held(atoms: Sequence[Atom]) -> Iterator[Held]:
    """Yield each variable, or STR of one, that is held against literals alone."""
    for place, (before, first) in enumerate(pairwise(atoms), start=1):
        if before.text.upper() == "VALUES" and _text_at(atoms, place + 1) == "{":
            yield from _list_given(atoms, place)
        if before.text not in _BEFORE:
            continue
        name, function, end = _read_variable(atoms, place)
        if name:
            yield from _list_behind(atoms, end, name, function)
        elif first.literal is not None and _text_at(atoms, place + 1) in _SIGNS:
            name, function, end = _read_variable(atoms, place + 2)
            if name and _text_at(atoms, end) in _BEHIND:
                sign, literals = _text_at(atoms, place + 1), (first.literal,)
                yield Held(name, sign, literals, first.bare, function, turned=True)


def _list_given(atoms: Sequence[Atom], place: int) -> Iterator[Held]:
    """Yield the variable of VALUES with the literals that it is given."""
    end = place + 2
    while end < len(atoms) and atoms[end].literal is not None:
        end += 1
    given = [one.literal for one in atoms[place + 2 : end] if one.literal is not None]
    if given and _is_variable(atoms[place]) and _text_at(atoms, end) == "}":
        yield Held(atoms[place].text, "VALUES", tuple(given), bare=True)


def _read_variable(atoms: Sequence[Atom], place: int) -> tuple[str, str, int]:
    """Return the variable at a place, the function it stands in, and the place behind it."""
    match atoms[place : place + 4]:
        case [one, *_] if _is_variable(one):
            return one.text, "", place + 1
        case [word, mark, one, end] if (
            (word.kind, word.text.upper(), mark.text, end.text) == ("word", "STR", "(", ")")
        ) and _is_variable(one):
            return one.text, "STR", place + 4
        case _:
            return "", "", place


def _list_behind(atoms: Sequence[Atom], place: int, name: str, function: str) -> Iterator[Held]:
    """Yield what stands behind a variable, if that is a sign with a literal, or a list of some."""
    sign = _text_at(atoms, place)
    literal = atoms[place + 1].literal if place + 1 < len(atoms) else None
    if sign in _SIGNS and literal is not None and _text_at(atoms, place + 2) in _BEHIND:
        yield Held(name, sign, (literal,), atoms[place + 1].bare, function)
    if sign.upper() != "IN" or _text_at(atoms, place + 1) != "(":
        return
    chosen: list[Literal] = []
    at = place + 2
    while at + 1 < len(atoms) and (one := atoms[at].literal) is not None:
        chosen.append(one)
        at += 1
        if atoms[at].text == ")":
            bare = all(atom.bare for atom in atoms[place + 2 : at] if atom.literal is not None)
            yield Held(name, "IN", tuple(chosen), bare, function)
            return
        at += 1


def _is_variable(atom: Atom) -> bool:
    return atom.kind == "name" and atom.text[0] in "?$"


def _text_at(atoms: Sequence[Atom], place: int) -> str:
    return atoms[place].text if place < len(atoms) else ""
