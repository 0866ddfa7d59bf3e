"""A query → its variables to which nothing in it gives a value, most often misspelt ones.

A FILTER on such a variable passes no row, and a column of one is empty, without a word of SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from kg.service.sparql.advice.vocabulary import list_tokens

_VARIABLE = re.compile(r"[?$](\w+)")
_NAMED = re.compile(r"(?<!\bAS )[?$](\w+)", re.IGNORECASE)  # but by AS
# In these a variable may well have no value: `IF(?a, 1, ?none)`.
_MAY_LACK = frozenset(("IF", "COALESCE", "BOUND"))
_MOST_NAMES = 100  # that one is compared with, so that a long query makes no hint dear
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)
_ALIAS = re.compile(r"\bAS\s+[?$](\w+)", re.IGNORECASE)


class Used(NamedTuple):
    """The variables of a query by what it does with them, each once, in their order."""

    given: dict[str, None]
    """Those that a pattern, VALUES or AS gives a value to."""
    tested: dict[str, None]
    """Those in expressions: of FILTER, BIND, HAVING and SELECT."""
    selected: dict[str, None]
    """Those that stand by themselves in a SELECT, or in what CONSTRUCT makes."""
    arranged: dict[str, None]
    """Those behind the last pattern, by which rows are sorted or grouped."""


def may_select_nothing(query: str) -> bool:
    """Tell whether a query may select, or sort by, a variable to which no pattern gives a value."""
    head, _, rest = query.partition("{")
    if not _SELECT.search(head):
        return False
    body, _, tail = rest.rpartition("}")
    given = {*_VARIABLE.findall(body), *_ALIAS.findall(head), *_ALIAS.findall(tail)}
    return not {*_NAMED.findall(head), *_VARIABLE.findall(tail)} <= given


def check_selected(query: str, bound: Collection[str] = ()) -> Iterator[str]:
    """Yield a sentence for each variable that is asked for and to which nothing gives a value.

    Those that are `bound` have one from outside of the query.
    """
    used = read_variables(list_tokens(query))
    for name in used.selected:
        if name not in used.given and name not in bound:
            yield f"?{name} is asked for, and {_say_unbound(name, used)}"
    for name in used.arranged:
        if name not in used.given and name not in used.selected and name not in bound:
            yield f"rows are sorted or grouped by ?{name}, and {_say_unbound(name, used)}"


def check_tested(query: str, base: str = "", bound: Collection[str] = ()) -> Iterator[str]:
    """Yield the same for each variable of an expression."""
    if "(" not in query:  # there is none
        return
    used = read_variables(list_tokens(query, base))
    for name in used.tested:
        if name not in used.given and name not in bound:
            yield f"?{name} is tested or reckoned with, and {_say_unbound(name, used)}"


def _say_unbound(name: str, used: Used) -> str:
    near = get_close_matches(name, [*islice(used.given, _MOST_NAMES)], 1, 0.7)
    hint = f"; did you mean ?{near[0]}?" if near else ""
    return f"nothing in the query gives it a value{hint}"


def read_variables(tokens: Sequence[tuple[str, str]]) -> Used:
    """Sort the variables of a query by what it does with them."""
    used, walk = Used({}, {}, {}, {}), _Walk()
    for place, (kind, text) in enumerate(tokens):
        before = tokens[place - 1][1].upper() if place else ""
        if kind == "name" and text[0] in "?$":
            walk.place_of(before, used).setdefault(text[1:])
        else:
            walk.take(kind, text)
    return used


class _Walk:
    """Where one is in a query: in a pattern, in a SELECT or behind one, or in an expression."""

    def __init__(self) -> None:
        self._open: list[str] = []  # what is open: patterns, templates, expressions, lists
        self._selects = False
        self._makes = False  # behind CONSTRUCT, up to the brace that follows
        self._tests = False  # behind FILTER, BIND or HAVING, up to the bracket that follows
        self._values = False
        self._last = ""
        self._denied = False  # behind a !

    def place_of(self, before: str, used: Used) -> dict[str, None]:
        """Return where a variable belongs; `before` is the token before it, in capitals."""
        if before == "AS" or self._values:
            return used.given
        if self._open and self._open[-1] == "(":
            return used.tested
        if self._open and self._open[-1] == "maybe":
            return {}
        if self._selects or "template" in self._open:
            return used.selected
        return used.given if "{" in self._open else used.arranged

    def take(self, kind: str, text: str) -> None:
        """Take a token that is no variable."""
        word = text.upper() if kind == "word" else ""
        if word in {"CONSTRUCT", "WHERE"}:
            self._makes = word == "CONSTRUCT"
        elif word == "SELECT":
            self._selects = True
        elif word in {"FILTER", "BIND", "HAVING"}:
            self._tests = True
        elif word == "VALUES":
            self._values = True
        elif kind == "mark":
            self._take_mark(text)
        self._denied = text == "!" or (self._denied and word == "BOUND")
        self._last = word

    def _take_mark(self, text: str) -> None:
        if text == "{":
            self._open.append("template" if self._makes else "{")
            self._selects = self._makes = self._tests = False
        elif text == "(":
            inside = self._open[-1:] in (["("], ["maybe"])
            # Whether something has a value may well be asked of what has none, but for a slip.
            slip = self._last == "BOUND" and not self._denied and self._open[-1:] != ["maybe"]
            kind = "maybe" if self._last in _MAY_LACK and not slip else "("
            tests = self._tests or self._selects or inside or kind == "maybe"
            self._open.append(kind if tests else "list")
            self._tests = False
        elif text in {"}", ")"} and self._open:
            self._open.pop()
            if text == "}":
                self._values = False
