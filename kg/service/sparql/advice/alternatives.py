"""A query → the queries of which each asks one of its alternatives, and which all must be in vain.

Where one branch of a UNION, or one side of ||, finds nothing, the other may: only what keeps each
of them from finding anything is why an answer is empty. What stands in OPTIONAL is never why, but
where a test outside of it needs what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.service.sparql.advice.unbound import read_variables
from kg.service.sparql.tokens import Token, scan_places

Hint = Callable[[str], Iterable[str]]

# So that a long query makes no hint dear: of one with more, no single reason is known.
_MOST_TOKENS, _MOST_ASKED = 400, 8
_LISTS = frozenset((("VALUES", "{"), ("IN", "(")))
_OPENING, _CLOSING = {"{": "}", "(": ")"}, frozenset("})")


class _Part(NamedTuple):
    """A part of a query, by the places of its characters."""

    start: int
    end: int


class _Block(NamedTuple):
    """What stands in brackets, those included, by the places of its tokens."""

    start: int
    end: int


class _Reasons(NamedTuple):
    """Why all is empty, and what one alternative lacks while another may lack something else."""

    sure: list[str]
    partly: list[str]


def find_reasons(query: str, hint: Hint) -> Iterator[str]:
    """Yield the reasons why an answer may be empty, then what only one alternative lacks.

    `hint` gives the reasons of a query without alternatives.
    """
    found = _find(query, hint, [0])
    yield from dict.fromkeys(f"nothing was found: {one}" for one in found.sure)
    sure = {*found.sure}
    yield from dict.fromkeys(
        f"one alternative of the query finds nothing: {one}"
        for one in found.partly
        if one not in sure
    )


def _find(query: str, hint: Hint, asked: list[int]) -> _Reasons:
    """Look for reasons; `asked` counts the queries that were looked at."""
    if not _may_choose(query):
        asked[0] += 1
        return _Reasons([*hint(query)], [])
    query = drop_optional(query)
    choice = split_alternatives(query)
    if not choice or asked[0] + len(choice) > _MOST_ASKED:
        asked[0] += 1
        told = [*hint(query)]
        known = not choice and len(_list_places(query)) < _MOST_TOKENS
        return _Reasons(told, []) if known else _Reasons([], told)
    each = [_find(one, hint, asked) for one in choice]
    every = [one for found in each for one in found.sure]
    partly = [one for found in each for one in found.partly]
    if all(found.sure for found in each):
        return _Reasons([*dict.fromkeys(every)], partly)
    return _Reasons([], [*dict.fromkeys(every), *partly])


def _may_choose(query: str) -> bool:
    upper = query.upper()
    return "UNION" in upper or "OPTIONAL" in upper or "||" in query


def split_alternatives(query: str) -> list[str]:
    """Return the queries that each keep one alternative of the first choice; none without any."""
    tokens = _list_places(query)
    blocks = _list_blocks(tokens)
    ends = {one.start: one.end for one in blocks}
    for block in blocks:
        parts = _list_branches(tokens, block, ends) or _list_sides(tokens, block)
        if parts:
            whole = _Part(parts[0].start, parts[-1].end)
            return [
                f"{query[: whole.start]} {query[one.start : one.end]} {query[whole.end :]}"
                for one in parts
            ]
    return []


def drop_optional(query: str) -> str:
    """Return a query without each OPTIONAL that nothing outside of it tests the outcome of."""
    tokens = _list_places(query)
    if len(tokens) == _MOST_TOKENS:  # behind them something may be tested
        return query
    cut: list[_Part] = []
    place = 0
    while place < len(tokens):
        end = _end_of_optional(tokens, place)
        rest = [*tokens[:place], *tokens[end:]]
        if end == place or _is_tested(tokens[place:end], rest):
            place += 1
            continue
        cut.append(_Part(tokens[place].start, _end_of(tokens[end - 1])))
        # What stood in it may have been all that tested one before it.
        tokens, place = rest, 0 if len(cut) < _MOST_ASKED else place
    outer = [one for one in cut if not any(_holds(other, one) for other in cut)]
    for one in sorted(outer, reverse=True):
        query = f"{query[: one.start]} {query[one.end :]}"
    return query


def _holds(other: _Part, one: _Part) -> bool:
    return other.start < one.start and one.end <= other.end


def _end_of_optional(tokens: Sequence[Token], place: int) -> int:
    """Return where an OPTIONAL ends that begins at a place; the place itself where none does."""
    if tokens[place].kind != "word" or tokens[place].text.upper() != "OPTIONAL":
        return place
    depth = 0
    for end in range(place + 1, len(tokens)):
        one = tokens[end]
        depth += {"{": 1, "}": -1}.get(one.text, 0) if one.kind == "mark" else 0
        if not depth:
            return end + 1
    return place


def _is_tested(inside: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Say whether what stands outside tests something that only the tokens inside find."""
    own = {one.text[1:] for one in inside if one.kind == "name" and one.text[0] in "?$"}
    used = read_variables([(one.kind, one.text) for one in rest])
    return bool(own & (used.tested.keys() - used.given.keys()))


def list_choices(tokens: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield the IRIs of each list of which one is enough: of VALUES, of IN, of a path with |."""
    word, chosen, bracket, depth = "", list[str](), "", 0
    for place, (kind, text) in enumerate(tokens):
        if bracket:
            depth += {bracket: 1, _OPENING[bracket]: -1}.get(text, 0) if kind == "mark" else 0
            if not depth:
                yield tuple(chosen)
                bracket, chosen = "", []
            elif kind == "iri":
                chosen.append(text)
        elif kind == "word":
            word = text.upper()
        elif (word, text) in _LISTS:
            bracket, depth, word = text, 1, ""
        elif kind == "iri":
            behind = [one for _, one in tokens[place + 1 : place + 3]]
            if behind[:1] == ["|"] and tokens[place + 2][0] == "iri":
                yield text, behind[1]


def _list_places(query: str) -> list[Token]:
    return [token for token, _ in zip(scan_places(query), range(_MOST_TOKENS), strict=False)]


def _list_blocks(tokens: Sequence[Token]) -> list[_Block]:
    """Return what stands in brackets, the outer before the inner."""
    found: list[_Block] = []
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in _OPENING:
            opened.append(place)
        elif token.text in _CLOSING and opened:
            found.append(_Block(opened.pop(), place))
    return sorted(found)


def _list_branches(tokens: Sequence[Token], block: _Block, ends: Mapping[int, int]) -> list[_Part]:
    """Return the groups of a UNION that begins with a block; none where none does.

    `ends` are those of all blocks, by where they start.
    """
    if tokens[block.start].text != "{":
        return []
    found = [block]
    while True:
        after = found[-1].end + 1
        joined = tokens[after].text.upper() if after < len(tokens) else ""
        if joined != "UNION" or after + 1 not in ends:
            break
        found.append(_Block(after + 1, ends[after + 1]))
    parts = [_Part(tokens[one.start].start, _end_of(tokens[one.end])) for one in found]
    return parts if len(parts) > 1 else []


def _list_sides(tokens: Sequence[Token], block: _Block) -> list[_Part]:
    """Return what stands between the || of a pair of brackets; none in those of a function."""
    if tokens[block.start].text != "(":
        return []
    depth, starts, ends = 0, [tokens[block.start + 1].start], []
    inside = tokens[block.start + 1 : block.end]
    for one, other in pairwise(inside):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(one.text, 0) if one.kind == "mark" else 0
        if not depth and one.text == ",":
            return []
        if not depth and (one.text, other.text) == ("|", "|"):
            ends.append(one.start)
            starts.append(_end_of(other))
    ends.append(tokens[block.end].start)
    parts = [_Part(start, end) for start, end in zip(starts, ends, strict=True)]
    return parts if len(parts) > 1 else []


def _end_of(token: Token) -> int:
    return token.start + len(token.text)
