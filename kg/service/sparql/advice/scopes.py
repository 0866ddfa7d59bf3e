"""A query → patterns that cannot see what they are about, or whose outcome nobody sees.

`FROM NAMED` alone leaves a pattern outside of GRAPH nothing to look at, `FROM` alone a GRAPH; MINUS
and NOT EXISTS that share no variable with the rest are the same for each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.service.sparql.advice.vocabulary import list_tokens
from kg.service.sparql.dataset import mentions_from

Term = tuple[str, str]
_MINUS = re.compile(r"\bMINUS\b", re.IGNORECASE)


class _Brace(NamedTuple):
    """An open brace: the clause before it, and whether it is in a GRAPH."""

    clause: str
    graph: bool


class _Block(NamedTuple):
    """What stands between two braces, by the places of its tokens, and the clause before it."""

    clause: str
    start: int
    end: int


def may_take_nothing_away(query: str) -> bool:
    """Tell whether a query may have a MINUS."""
    return "minus" in query.lower() and _MINUS.search(query) is not None


def check_minus(query: str) -> Iterator[str]:
    """Yield a sentence where a MINUS shares no variable with the rest, and takes nothing away."""
    if _shares_nothing(list_tokens(query), "MINUS"):
        yield (
            "a MINUS shares no variable with the rest of the query, and so takes nothing away; "
            "name what both are about by the same variable"
        )


def check_subqueries(query: str) -> Iterator[str]:
    """Yield a sentence where a subquery shares nothing that it selects with what stands around it.

    Told is a variable of both that it neither selects nor counts: there it is another one.
    """
    tokens = list_tokens(query)
    for block in _list_blocks(tokens):
        inside = tokens[block.start + 1 : block.end]
        if not inside or inside[0][1].upper() != "SELECT":
            continue
        body = _find_brace(inside)
        head = inside[:body]
        chosen = _variables(head)
        around = _variables([*_without_head(tokens[: block.start]), *tokens[block.end :]])
        lost = sorted((_variables(inside[body:]) & around) - chosen)
        if lost and ("mark", "*") not in head and not chosen & around:
            yield (
                f"?{lost[0]} in the subquery is not the ?{lost[0]} around it, as the subquery does "
                "not select it: each row outside meets all rows of the subquery; select it there, "
                "and group by it where you count"
            )


def _without_head(tokens: Sequence[Term]) -> Sequence[Term]:
    return tokens[_find_brace(tokens) :]


def check_scopes(query: str) -> Iterator[str]:
    """Yield a sentence for each reason why a pattern finds nothing whatever the data hold."""
    if "exists" not in query.lower() and not mentions_from(query):
        return
    tokens = list_tokens(query)
    if _shares_nothing(tokens, "NOT EXISTS"):
        yield (
            "a NOT EXISTS shares no variable with the rest of the query: it is the same for each "
            "row; name what both are about by the same variable"
        )
    head = [text.upper() for kind, text in tokens[: _find_brace(tokens)] if kind == "word"]
    named = "NAMED" in head
    default = head.count("FROM") > head.count("NAMED")
    inside, outside = _find_graphs(tokens)
    if named and not default and outside:
        yield (
            "behind FROM NAMED alone a pattern outside of GRAPH has nothing to look at; write FROM "
            "without NAMED, or GRAPH ?graph { … } around the pattern"
        )
    if default and not named and inside:
        yield (
            "behind FROM alone GRAPH has nothing to look at; write FROM NAMED for the graphs that "
            "GRAPH asks"
        )


def _find_brace(tokens: Sequence[Term]) -> int:
    return tokens.index(("mark", "{")) if ("mark", "{") in tokens else len(tokens)


def _find_graphs(tokens: Sequence[Term]) -> tuple[bool, bool]:
    """Say whether there is a GRAPH, and whether a triple stands outside of one."""
    inside = outside = False
    opened: list[_Brace] = []
    brackets, clause = 0, ""
    for kind, text in tokens:
        if kind == "mark" and text == "{":
            graph = clause == "GRAPH" or any(one.graph for one in opened)
            inside = inside or clause == "GRAPH"
            opened.append(_Brace(clause, graph))
            clause = ""
        elif kind == "mark" and text == "}" and opened:
            opened.pop()
            clause = ""
        elif kind == "mark":
            brackets += {"(": 1, ")": -1}.get(text, 0)
            clause = clause if brackets or text != ")" else ""
        elif kind == "word" and text != "a" and not brackets:
            clause = text.upper()
        elif opened and not brackets and not opened[-1].graph and not clause:
            outside = outside or opened[-1].clause not in {"VALUES", "CONSTRUCT", "SERVICE"}
    return inside, outside


def _shares_nothing(tokens: Sequence[Term], clause: str) -> bool:
    """Say whether a clause has variables, and all of them stand nowhere else in the query."""
    for block in _list_blocks(tokens):
        own = _variables(tokens[block.start : block.end])
        others = _variables([*tokens[: block.start], *tokens[block.end :]])
        if block.clause == clause and own and others and not own & others:
            return True
    return False


def _list_blocks(tokens: Sequence[Term]) -> Iterator[_Block]:
    opened: list[_Block] = []
    for place, (kind, text) in enumerate(tokens):
        if kind == "mark" and text == "{":
            before = [one[1].upper() for one in tokens[max(place - 2, 0) : place]]
            clause = "NOT EXISTS" if before == ["NOT", "EXISTS"] else (before or [""])[-1]
            opened.append(_Block(clause, place, place))
        elif kind == "mark" and text == "}" and opened:
            last = opened.pop()
            yield _Block(last.clause, last.start, place)


def _variables(tokens: Sequence[Term]) -> set[str]:
    return {text[1:] for kind, text in tokens if kind == "name" and text[0] in "?$"}
