"""A query's tokens → signs and words of tests that are not SPARQL's, or stand where none may."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.service.sparql.mistakes.grammar import LOGIC
from kg.service.sparql.tokens import Token

_COMPARING = frozenset("<>=!")
_BOUNDS = frozenset(("LIMIT", "OFFSET"))
_LONGEST = 18  # digits that any engine takes
_RECKONING = frozenset(("SELECT", "FILTER", "BIND", "HAVING"))


def find_wrong_operator(tokens: Sequence[Token]) -> tuple[str, int] | None:
    """Find the first; return what is wrong and the offset."""
    for first, second in pairwise(tokens):
        if first.text == second.text == "=":
            return "equality is one =, not ==", first.start
        if first.text == "<" and second.text == ">" and second.start == first.start + 1:
            return "what differs is !=, not <>", first.start
        if first.kind == "word" and first.text.upper() in LOGIC:
            return _say_logic(first.text.upper(), second), first.start
        if first.text == "<>":
            return "what differs is !=, not <>", first.start
        if first.text.upper() in _BOUNDS and second.kind == "number" and second.text[_LONGEST:]:
            return f"no {first.text.upper()} is so large; leave it out", second.start
    return _find_outside(tokens) or _find_lost_sign(tokens)


def _find_lost_sign(tokens: Sequence[Token]) -> tuple[str, int] | None:
    """Find a number behind another value: a form takes + for a blank."""
    reckons, depth = False, 0
    for first, second in pairwise(tokens):
        if first.kind == "word" and first.text.upper() in _RECKONING:
            reckons, depth = True, 0
        elif first.text == "{":
            reckons = False
        elif first.text in {"(", ")"}:
            depth += 1 if first.text == "(" else -1
        value = first.kind == "number" or first.text[0] in "?$"
        if reckons and depth > 0 and value and second.kind == "number":
            one, other = first.text, second.text
            told = f"between {one} and {other} stands a sign, as in {one} + {other}, or a comma"
            return f"{told}; in an address a + is written %2B", second.start
    return None


def _say_logic(word: str, after: Token) -> str:
    if after.text != "{":
        return f"{word} is written {LOGIC[word]}"
    if word == "OR":
        return "either of two patterns is { … } UNION { … }"
    return "patterns stand one after the other, without AND"


def _find_outside(tokens: Sequence[Token]) -> tuple[str, int] | None:
    """Find a test that stands in no brackets."""
    depth, having = 0, -1
    before = ""
    for first, second in pairwise(tokens):
        depth += {"(": 1, ")": -1}.get(first.text, 0) if first.kind == "mark" else 0
        if depth == 0 and first.text == second.text and first.text in {"&", "|"}:
            told = "joins tests in the brackets of one FILTER (…); a triple ends with a dot"
            return f"{first.text * 2} {told}", first.start
        if depth == 0 and second.text in _COMPARING and _is_property(first, before):
            told = "between a property and its value stands no sign; to compare"
            return f"{told}: {first.text} ?value FILTER(?value {second.text} …)", second.start
        if first.kind == "word" and first.text.upper() == "HAVING":
            having = first.start
        # A call needs no brackets behind HAVING; what compares it does.
        variable = having == first.start and second.text[0] in "?$"
        if having >= 0 and depth == 0 and (variable or second.text in _COMPARING):
            return "what HAVING tests stands in brackets: HAVING (…)", having
        before = first.text
    return None


def _is_property(token: Token, before: str) -> bool:
    """Say whether a name stands behind the subject of a triple, or behind a semicolon."""
    named = token.kind == "iri" or (token.kind == "name" and token.text[0] not in "?$@")
    return named and (before == ";" or before[:1] in {"?", "$"})
