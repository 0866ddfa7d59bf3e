"""A query's tokens → what is missing behind a keyword, or stands in the wrong order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.service.sparql.tokens import Token

Found = tuple[str, int] | None
Rule = Callable[[str, Token, Token], Found]

# The last clauses of a query, in the order in which they must stand.
_ORDER = {"GROUP": 0, "HAVING": 1, "ORDER": 2, "LIMIT": 3, "OFFSET": 3, "VALUES": 4}
_SHOWN = {"GROUP": "GROUP BY", "ORDER": "ORDER BY"}


def find_wrong_clause(tokens: Sequence[Token]) -> Found:
    """Find the first; return what is wrong and the offset. The last token is the end."""
    return next(filter(None, _find_all(tokens)), None)


def _find_all(tokens: Sequence[Token]) -> Iterator[Found]:
    for first, second in pairwise(tokens):
        word = first.text.upper() if first.kind == "word" else ""
        if word in _RULES:
            yield _RULES[word](word, first, second)
    yield _find_order(tokens)
    yield _find_rest(tokens)


def _need_by(word: str, first: Token, second: Token) -> Found:
    if second.text.upper() == "BY":
        return None
    return f"BY is missing behind {word}: {word} BY …", first.start


def _need_number(word: str, first: Token, second: Token) -> Found:
    return (
        None
        if second.kind == "number"
        else (f"behind {word} stands a number: {word} 10", first.start)
    )


def _need_test(_: str, first: Token, second: Token) -> Found:
    bare = second.kind == "number" or second.text[:1] in tuple("?$\"'")
    return ("what a FILTER tests stands in brackets: FILTER (…)", first.start) if bare else None


def _need_graph(_: str, first: Token, second: Token) -> Found:
    told = "behind GRAPH stands which one: GRAPH ?graph { … } or GRAPH <IRI> { … }"
    return (told, first.start) if second.text == "{" else None


def _need_pattern(word: str, _: Token, second: Token) -> Found:
    if not second.kind or second.text == "{":
        return None
    return f"behind {word} a {{ opens, and a }} closes it at the end", second.start


def _need_name(_: str, first: Token, second: Token) -> Found:
    told = "what BIND gives a name stands in brackets: BIND (… AS ?name)"
    return None if second.text == "(" else (told, first.start)


def _need_brackets(word: str, first: Token, second: Token) -> Found:
    told = f"what is sorted by stands in brackets behind {word}: {word}(?x)"
    return None if second.text == "(" else (told, first.start)


def _need_columns(_: str, first: Token, second: Token) -> Found:
    told = "behind SELECT stands what is asked for: variables, or * for all"
    return (told, first.start) if second.text.upper() in {"WHERE", "{", "FROM"} else None


_RULES: Mapping[str, Rule] = {
    "ORDER": _need_by,
    "GROUP": _need_by,
    "LIMIT": _need_number,
    "OFFSET": _need_number,
    "FILTER": _need_test,
    "GRAPH": _need_graph,
    "WHERE": _need_pattern,
    "OPTIONAL": _need_pattern,
    "UNION": _need_pattern,
    "MINUS": _need_pattern,
    "EXISTS": _need_pattern,
    "BIND": _need_name,
    "ASC": _need_brackets,
    "DESC": _need_brackets,
    "SELECT": _need_columns,
}


def _find_order(tokens: Sequence[Token]) -> Found:
    """Find a clause behind the pattern that stands before one that it must follow."""
    depth, last = 0, ""
    for token in tokens:
        word = token.text.upper() if token.kind == "word" else ""
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if token.text == "{" and token.kind == "mark":
            last = ""
        elif word in _ORDER and depth == 0:
            if last and _ORDER[word] < _ORDER[last]:
                one, other = (_SHOWN.get(name, name) for name in (word, last))
                return f"{one} stands before {other}", token.start
            last = word
    return None


def _find_rest(tokens: Sequence[Token]) -> Found:
    """Find what another language has at the end of a query or of a line."""
    for before, first, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
        together = first.text == second.text and second.start == first.start + 1
        if together and first.text == "/" and before.text.endswith(":"):
            return f"an address stands in < and >: <{before.text}//…>", before.start
        if together and first.text in {"/", "-"} and before.kind != "number":
            return f"a comment begins with #, not with {first.text * 2}", first.start
        if before.text.upper() == "LIMIT" and first.kind == "number" and second.text == ",":
            return (
                f"what is left out has a word of its own: LIMIT … OFFSET {first.text}",
                second.start,
            )
        if before.text == "}" and first.text == ";" and not second.kind:
            return "a query ends without a ;", first.start
    return None
