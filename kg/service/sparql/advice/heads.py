"""A SELECT of a query → what it shows, what it counts, and by what its rows are grouped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.service.sparql.advice.joins import Names, Select, Token, names_of

_COUNTING = frozenset(("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"))
_ONCE = frozenset(("MIN", "MAX", "SAMPLE"))  # to which a value that comes again is no other
_ENDS = frozenset(("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"))


class Counted(NamedTuple):
    """An aggregate: its word, what stands first in its brackets, and whether doubles are one."""

    word: str
    name: str
    distinct: bool


class Head(NamedTuple):
    """What a SELECT makes of its rows."""

    distinct: bool
    """Whether rows that are alike are one."""
    whole: bool
    """Whether it shows all variables."""
    names: Names
    """The variables that it shows or reckons with."""
    counted: tuple[Counted, ...]
    """Its aggregates, with those of HAVING and ORDER BY."""
    keys: Names
    """The variables by which rows are grouped."""
    odd_keys: bool
    """Whether rows are grouped by something else than variables."""


def read_head(select: Select) -> Head:
    """Read what stands before the braces of a SELECT, and behind them."""
    head = select.head
    words = [text.upper() for _, text in head[1:2]]
    grouped = _list_grouped(select.tail)
    return Head(
        distinct=words[:1] in (["DISTINCT"], ["REDUCED"]),
        whole=_shows_all(head),
        names=names_of(head),
        counted=tuple(_list_counted([*head, *select.tail])),
        keys=names_of(grouped),
        odd_keys=any(kind != "name" for kind, _ in grouped),
    )


def _shows_all(head: Sequence[Token]) -> bool:
    return [text for _, text in head[1:3] if text.upper() not in {"DISTINCT", "REDUCED"}][:1] == [
        "*"
    ]


def _list_counted(tokens: Sequence[Token]) -> Iterator[Counted]:
    for place, (kind, text) in enumerate(tokens[:-2]):
        word = text.upper()
        if kind == "word" and word in _COUNTING and tokens[place + 1][1] == "(":
            first = tokens[place + 2][1]
            distinct = first.upper() == "DISTINCT"
            inside = tokens[place + 3 if distinct else place + 2 :]
            plain = len(inside) > 1 and inside[1][1] in {")", ";"} and not _asks_for_any(inside)
            name = inside[0][1] if plain else ""
            yield Counted(
                word, f"?{name[1:]}" if name[:1] == "$" else name, distinct or word in _ONCE
            )


def _asks_for_any(inside: Sequence[Token]) -> bool:
    """Say whether all that is asked of a number is whether it is 0."""
    signs = "".join(text for _, text in inside[2:5])
    return signs.startswith(("=0", "!=0", ">0", ">=1", "<1"))


def _list_grouped(tail: Sequence[Token]) -> list[Token]:
    """Return what stands behind GROUP BY."""
    texts = [text.upper() if kind == "word" else "" for kind, text in tail]
    if "GROUP" not in texts:
        return []
    grouped: list[Token] = []
    for kind, text in tail[texts.index("GROUP") + 2 :]:
        if kind == "word" and text.upper() in _ENDS:
            break
        grouped.append((kind, text))
    return grouped
