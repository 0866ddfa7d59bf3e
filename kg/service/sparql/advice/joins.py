"""A query's tokens → its SELECTs, and which of their patterns share variables.

Of each SELECT the patterns are read one by one, each with its variables; what tests or reckons (a
FILTER, a BIND, a MINUS) joins those it names. A query that is written in ways not known here is
not read at all: nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.service.sparql.advice.vocabulary import list_tokens

Token = tuple[str, str]
Names = frozenset[str]

_MOST_TOKENS, _DEEPEST = 1000, 40  # so that a long query makes no advice dear
_OPENING = {"(": ")", "[": "]", "{": "}"}
_PLAIN_WORDS = frozenset(("a", "true", "false"))


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a SELECT with its variables.

    A `pattern` finds rows, what is `given` (VALUES, a subquery) brings its own, and a `test` only
    joins what it names. One `alone` is a sentence of triples, all about one thing.
    """

    kind: str
    names: Names
    tokens: Sequence[Token]
    alone: bool = False


@dataclass(slots=True)
class Select:
    """A SELECT: what stands before its braces and behind them, and the parts between."""

    head: Sequence[Token]
    tail: Sequence[Token] = ()
    parts: list[Part] = field(default_factory=list)


class _UnknownError(Exception):
    """A query that is not read here."""


@lru_cache(maxsize=4)
def list_selects(query: str, base: str = "") -> tuple[Select, ...]:
    """Return the SELECTs of a query, from within; none of a query that cannot be read so."""
    tokens = list_tokens(query, base)
    while tokens and tokens[0] == ("word", tokens[0][1]) and tokens[0][1].upper() == "VERSION":
        tokens = tokens[2:]
    if len(tokens) > _MOST_TOKENS or not tokens or tokens[0][1].upper() != "SELECT":
        return ()
    reader = _Reader(tokens)
    try:
        reader.read_select(0, 0)
    except (_UnknownError, IndexError):
        return ()
    return tuple(reader.found)


def names_of(tokens: Iterable[Token]) -> Names:
    """Return the variables among tokens, with the blank nodes that have a name."""
    return frozenset(
        f"?{text[1:]}" if text[0] in "?$" else text
        for kind, text in tokens
        if kind == "name" and (text[0] in "?$" or text.startswith("_:"))
    )


def split_apart(parts: Sequence[Part], without: Collection[str] = ()) -> list[Names]:
    """Return the variables in groups that share no part, but for variables that are left out."""
    groups: list[Names] = []
    for part in parts:
        joined = part.names.difference(without)
        if joined:
            apart = [group for group in groups if not group & joined]
            groups = [*apart, joined.union(*(group for group in groups if group & joined))]
    return groups


class _Reader:
    """Reads the groups of a query; what is nested too deep, or not known, raises."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.found: list[Select] = []

    def read_select(self, place: int, depth: int) -> int:
        """Read a SELECT that begins at a place; return the place behind it."""
        start = place
        while self._tokens[place] != ("mark", "{"):
            place += 1
        select = Select(self._tokens[start:place])
        place = end = self._read_group(place, select, depth + 1)
        while place < len(self._tokens) and self._tokens[place] != ("mark", "}"):
            place = self._end_of(place) + 1  # VALUES has braces of its own
        select.tail = self._tokens[end:place]
        self.found.append(select)
        return place

    def _read_group(self, place: int, select: Select, depth: int) -> int:
        """Read what stands between braces, the first of them at a place."""
        if depth > _DEEPEST or self._tokens[place] != ("mark", "{"):
            raise _UnknownError
        place += 1
        if self._tokens[place][1].upper() == "SELECT" and self._tokens[place][0] == "word":
            end = self.read_select(place, depth)
            inner = self.found[-1]
            names = names_of(inner.head)
            if ("mark", "*") in inner.head:
                names = names.union(*(part.names for part in inner.parts))
            select.parts.append(Part("given", names, ()))
            return end + 1
        while self._tokens[place] != ("mark", "}"):
            place = self._read_part(place, select, depth)
        return place + 1

    def _read_part(self, place: int, select: Select, depth: int) -> int:
        kind, text = self._tokens[place]
        if (kind, text) == ("mark", "{"):
            return self._read_either(place, select, depth)
        if kind != "word" or text in _PLAIN_WORDS:
            return self._read_sentence(place, select)
        word = text.upper()
        named = word == "GRAPH" and self._tokens[place + 1][0] == "iri"
        if word == "OPTIONAL" or named:
            return self._read_group(place + 1 + named, select, depth + 1)
        return self._take_clause(word, place, select)

    def _take_clause(self, word: str, place: int, select: Select) -> int:
        """Take a clause as one part, whatever stands in it."""
        start = place
        if word in {"FILTER", "BIND"}:
            return self._take("test", start, self._end_of_test(place + 1), select)
        if word not in {"GRAPH", "MINUS", "VALUES", "SERVICE"}:
            raise _UnknownError
        while self._tokens[place] != ("mark", "{"):
            place += 1
        kind = {"GRAPH": "pattern", "MINUS": "test"}.get(word, "given")
        return self._take(kind, start, self._end_of(place), select)

    def _read_either(self, place: int, select: Select, depth: int) -> int:
        """Read a group in a group: by itself, or one of several, which are one part."""
        end = self._end_of(place)
        if self._tokens[end + 1][1].upper() != "UNION":
            return self._read_group(place, select, depth + 1)
        while self._tokens[end + 1][1].upper() == "UNION":
            end = self._end_of(end + 2)
        return self._take("pattern", place, end, select)

    def _read_sentence(self, place: int, select: Select) -> int:
        """Read triples about one thing, up to the dot or to what begins anew.

        What is said of a variable behind each semicolon is a part of its own: all share that one.
        """
        start, cuts = place, list[int]()
        while self._tokens[place][1] not in {".", "}"} or self._tokens[place][0] != "mark":
            kind, text = self._tokens[place]
            if kind == "word" and text not in _PLAIN_WORDS:
                break
            if (kind, text) == ("mark", "{"):
                if place == start or self._tokens[place + 1][1] == "|":
                    raise _UnknownError
                break
            if (kind, text) == ("mark", ";"):
                cuts.append(place)
            place = self._end_of(place) + 1
        about = self._tokens[start : start + 1]
        ends = [*cuts, place] if names_of(about) else [place]
        for begin, end in zip([start, *(cut + 1 for cut in cuts)], ends, strict=False):
            tokens = [*(about if begin > start else ()), *self._tokens[begin:end]]
            if end > begin:
                select.parts.append(Part("pattern", names_of(tokens), tokens, alone=True))
        return place + (self._tokens[place] == ("mark", "."))

    def _take(self, kind: str, start: int, end: int, select: Select) -> int:
        tokens = self._tokens[start : end + 1]
        select.parts.append(Part(kind, names_of(tokens), tokens))
        return end + 1

    def _end_of_test(self, place: int) -> int:
        """Return where a constraint ends: its brackets, a call, or the braces of EXISTS."""
        while self._tokens[place] not in {("mark", "("), ("mark", "{")}:
            place += 1
        return self._end_of(place)

    def _end_of(self, place: int) -> int:
        """Return the place itself, or where the bracket that opens there is closed."""
        if self._tokens[place][0] != "mark" or self._tokens[place][1] not in _OPENING:
            return place
        depth = 0
        while True:
            kind, text = self._tokens[place]
            depth += kind == "mark" and text in _OPENING
            depth -= kind == "mark" and text in _OPENING.values()
            if not depth:
                return place
            place += 1
