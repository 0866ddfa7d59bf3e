"""A query's tokens → what its SELECT asks of each row where the rows are put into groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.service.sparql.mistakes.grammar import AGGREGATES
from kg.service.sparql.tokens import Token

Found = tuple[str, int] | None


class Column(NamedTuple):
    """A bracket of a SELECT: its text, where it begins, and what it reads outside of aggregates."""

    text: str
    start: int
    variables: tuple[str, ...]
    alias: str


def find_ungrouped(query: str, tokens: Sequence[Token]) -> Found:
    """Find a column that is reckoned of each row, in a query that makes groups."""
    words = [token.text.upper() for token in tokens]
    group = words.index("GROUP") if "GROUP" in words else len(words)
    if group == len(words) and AGGREGATES.isdisjoint(words):
        return None
    behind = tokens[group:]
    named = {after.text for before, after in pairwise(behind) if before.text.upper() == "AS"}
    keys = {*_list_keys(behind), *named}
    for column in _list_columns(query, tokens):
        ungrouped = [one for one in column.variables if one not in keys]
        if column.alias in keys or (ungrouped and group < len(words)):
            told = f"groups are made by what GROUP BY names: GROUP BY {column.text}"
            return f"{told}, and {column.alias} alone in the SELECT", column.start
        if ungrouped:
            name = ungrouped[0]
            told = f"{name} has many values in a group; name it in GROUP BY, or take SAMPLE({name})"
            return told, column.start
    return None


def _list_keys(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the variables that stand by themselves in a GROUP BY."""
    depth = 0
    for kind, text, _ in tokens:
        depth += {"(": 1, ")": -1}.get(text, 0) if kind == "mark" else 0
        if kind == "word" and text.upper() in {"HAVING", "ORDER", "LIMIT", "OFFSET"}:
            return
        if depth == 0 and kind == "name" and text[0] in "?$":
            yield text


def _list_columns(query: str, tokens: Sequence[Token]) -> Iterator[Column]:
    """Yield the brackets of the first SELECT."""
    start, depth, aggregate, alias = 0, 0, 0, ""
    variables: list[str] = []
    begun = False
    for before, token in pairwise(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        begun = begun or before.text.upper() == "SELECT"
        if begun and not depth and (word in {"WHERE", "FROM"} or token.text == "{"):
            return
        if not begun or token.kind == "word":
            continue
        if token.text == "(":
            depth += 1
            start = token.start if depth == 1 else start
            aggregate = aggregate or (depth if before.text.upper() in AGGREGATES else 0)
        elif token.text == ")":
            aggregate = 0 if aggregate == depth else aggregate
            depth -= 1
            if not depth:
                yield Column(query[start : token.start + 1], start, tuple(variables), alias)
                variables, alias = [], ""
        elif token.kind == "name" and token.text[0] in "?$" and depth:
            if before.text.upper() == "AS":
                alias = token.text
            elif not aggregate:
                variables.append(token.text)
