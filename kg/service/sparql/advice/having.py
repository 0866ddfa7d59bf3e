"""A query → what its HAVING tests by a name that SELECT gives only afterwards.

`SELECT (COUNT(?x) AS ?n) … HAVING(?n > 1)` passes no row: groups are tested before the columns are
reckoned (SPARQL 1.1, 18.2.4). Other languages of queries allow it, so that many write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import shorten_text
from kg.service.sparql.tokens import Token, scan_places

_MOST_TOKENS = 2000  # so that a long query makes no hint dear


@dataclass(slots=True)
class _Select:
    """A SELECT, how deep it stands, and the expression behind each name that it gives."""

    depth: int
    named: dict[str, str] = field(default_factory=dict)


def check_having(query: str) -> Iterator[str]:
    """Yield a sentence for each name of SELECT that HAVING tests."""
    if "having" not in query.lower():
        return
    tokens = [token for token, _ in zip(scan_places(query), range(_MOST_TOKENS), strict=False)]
    selects: list[_Select] = []
    told: dict[str, None] = {}
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "mark" else 0
        while selects and selects[-1].depth > depth:
            selects.pop()
        word = token.text.upper() if token.kind == "word" else ""
        if word == "SELECT":
            selects.append(_Select(depth))
            _name_columns(query, tokens, place, selects[-1])
        elif word == "HAVING" and selects:
            told |= dict.fromkeys(_list_tested(tokens, place, selects[-1]))
    yield from told


def _name_columns(query: str, tokens: list[Token], place: int, select: _Select) -> None:
    """Read the names that a SELECT gives, up to its pattern."""
    opened: list[int] = []
    for at in range(place + 1, len(tokens)):
        token = tokens[at]
        if token.text in {"{", "}"} or token.text.upper() in {"WHERE", "FROM"}:
            return
        if token.text == "(":
            opened.append(token.start + 1)
        elif token.text == ")" and opened:
            opened.pop()
        elif token.text.upper() == "AS" and opened and at + 1 < len(tokens):
            meant = " ".join(query[opened[-1] : token.start].split())
            select.named[tokens[at + 1].text[1:]] = meant


def _list_tested(tokens: list[Token], place: int, select: _Select) -> Iterator[str]:
    """Yield what to write for each name of a SELECT in the brackets behind a HAVING."""
    depth = 0
    for token in tokens[place + 1 :]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth <= 0 and (token.kind == "word" or token.text == "}"):
            return
        name = token.text[1:] if token.kind == "name" and token.text[0] in "?$" else ""
        if name in select.named:
            meant = shorten_text(select.named[name])
            yield (
                f"HAVING comes before SELECT names ?{name}, and tests nothing by it; "
                f"write {meant} there"
            )
