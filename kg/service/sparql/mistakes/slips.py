"""A query's tokens → slips that leave each sign SPARQL's own, in an order that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise

from kg.service.sparql.mistakes.grammar import AGGREGATES, FUNCTIONS, KEYWORDS
from kg.service.sparql.tokens import Token

Found = tuple[str, int] | None

_COMPARING = frozenset("<>=")
_EXAMPLE = "SELECT * { ?s ?p ?o }"
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
)
# Behind these a call may stand outside of brackets.
_TESTS = frozenset(("FILTER", "BIND", "HAVING", "BY", "ASC", "DESC"))
_END = Token("", "", -1)


def find_slip(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Found:
    """Find the first slip; return what is wrong and the offset. `prefixes` are the query's own."""
    found = (find(tokens) for find in _FINDERS)
    return _find_slash(tokens, prefixes) or next(filter(None, found), None)


def _is_variable(token: Token) -> bool:
    return token.kind == "name" and token.text[0] in "?$"


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else ""


def _find_slash(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Found:
    """Find a name with a prefix that goes on behind a /, as addresses do."""
    for name, slash, rest in zip(tokens, tokens[1:], tokens[2:], strict=False):
        prefix, colon, local = name.text.partition(":")
        together = slash.start == name.start + len(name.text) and rest.start == slash.start + 1
        ends = rest.kind in {"number", "word"} and rest.text != "a"
        if name.kind == "name" and colon and slash.text == "/" and together and ends:
            told = "a / ends a name with a prefix"
            whole = f"<{prefixes[prefix]}{local}/{rest.text}>" if prefix in prefixes else "<…>"
            return f"{told}: write the whole address, {whole}", slash.start
    return None


def skip_prologue(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens behind what a query declares."""
    left = list(tokens)
    while left and _word(left[0]) in {"PREFIX", "BASE"}:
        left = left[3 if _word(left[0]) == "PREFIX" else 2 :]
    return left


def _find_beginning(tokens: Sequence[Token]) -> Found:
    """Find a query that begins with its pattern, or with what stands around it elsewhere."""
    left = skip_prologue(tokens)
    if not left:
        return None
    told = _say_beginning(left[0], declared=len(left) < len(tokens))
    return (told, left[0].start) if told else None


def _say_beginning(first: Token, *, declared: bool) -> str:
    """Say what is wrong with the first token behind what a query declares, or ""."""
    kind, text, _ = first
    if text == "@prefix" or (text == "." and declared):
        return "a PREFIX line of SPARQL has no @ before it, and no dot at its end"
    if text == "`":
        return "a query stands without ` before and behind it"
    if text.upper() in _UPDATES:
        return f"{text.upper()} is an update, and here data are only read"
    strange = kind == "word" and text.upper() not in KEYWORDS | FUNCTIONS
    if strange and not get_close_matches(text.upper(), _FORMS, 1, 0.7):
        return f"{text} begins no query: one begins with SELECT, as in {_EXAMPLE}"
    bare = kind == "string" or text in {"{", "("} or _is_variable(first)
    return f"a query begins with SELECT, as in {_EXAMPLE}" if bare else ""


def _find_second(tokens: Sequence[Token]) -> Found:
    """Find a second WHERE, or a second query behind the first."""
    depth, closed = 0, False
    for token in tokens:
        if token.kind == "mark":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            closed = closed or (token.text == "}" and depth == 0)
        elif closed and depth == 0 and _word(token) == "WHERE" and _word(tokens[0]) != "CONSTRUCT":
            return "there is one WHERE: all patterns stand in its { … }", token.start
        elif closed and depth == 0 and _word(token) in _FORMS:
            return f"one query is asked at a time; with {token.text} another begins", token.start
    return None


def _find_all(tokens: Sequence[Token]) -> Found:
    """Find a SELECT * with GROUP BY."""
    for first, second in pairwise(tokens):
        if _word(first) == "SELECT" and second.text == "*":
            group = next((one for one in tokens if _word(one) == "GROUP"), None)
            told = "where groups are made each column is named: SELECT ?x (COUNT(*) AS ?n)"
            return (told, second.start) if group else None
    return None


def find_lone_bracket(tokens: Sequence[Token]) -> Found:
    """Find a variable of a SELECT that stands in brackets by itself."""
    for before, opened, name, closed in zip(
        tokens, tokens[1:], tokens[2:], tokens[3:], strict=False
    ):
        selects = _word(before) in {"SELECT", "DISTINCT", "REDUCED"}
        if selects and opened.text == "(" and closed.text == ")" and _is_variable(name):
            return f"{name.text} stands without brackets: {before.text} {name.text}", opened.start
    return None


def _find_comparison(tokens: Sequence[Token]) -> Found:
    """Find a comparison of nothing, and one of three things."""
    compared: Token | None = None
    last = _END
    for token in tokens:
        sign = token.kind == "mark" and token.text in _COMPARING
        if sign and last.text in {"&", "|"}:
            told = (
                f"behind {last.text * 2} stands the variable, too: ?x >= 3 {last.text * 2} ?x < 7"
            )
            return told, token.start
        if sign and compared is not None and last.text not in {"<", ">", "!", "="}:
            return "two comparisons are joined by &&: 3 < ?x && ?x < 7", token.start
        if sign:
            compared = token
        elif token.kind in {"mark", "word"}:
            compared = None
        last = token
    return None


def _find_call(tokens: Sequence[Token]) -> Found:
    """Find a function without brackets, or one in a triple."""
    for place, (first, second) in enumerate(pairwise([*tokens, _END])):
        word = _word(first)
        before = tokens[place - 1] if place else _END
        if word == "NOT" and _word(second) not in {"EXISTS", "IN"} and second.kind:
            return "what is not so begins with !, as in !BOUND(?x)", first.start
        if word == "IN" and second.kind and second.text != "(":
            return "behind IN stands a list in brackets: ?x IN (1, 2)", second.start
        if word in FUNCTIONS and second.kind and second.text != "(":
            if _is_variable(before) or before.text == ";":
                told = f"{word} is a function and no property: FILTER ({word}(?x, …))"
                return told, first.start
            return f"behind {word} a bracket opens: {word}(…)", first.start
    return _find_call_in_triple(tokens)


def _find_call_in_triple(tokens: Sequence[Token]) -> Found:
    """Find a function where a term of a triple stands."""
    brackets, tests, inside = 0, False, 0
    for first, second in pairwise([*tokens, _END]):
        word = _word(first)
        if first.kind == "mark":
            inside += {"{": 1, "}": -1}.get(first.text, 0)
            brackets += {"(": 1, ")": -1}.get(first.text, 0)
            tests = tests and first.text in {"!", "(", "+", "-"} and not brackets
        called = word in FUNCTIONS and second.text == "("
        if called and inside and not brackets and not tests:
            # What is reckoned of many rows has no place in a pattern at all.
            named = f"({word}(…) AS ?name)" if word in AGGREGATES else f"BIND ({word}(…) AS ?name)"
            told = "in the SELECT" if word in AGGREGATES else "before it"
            return f"{word}(…) stands in no triple: give it a name {told}, {named}", first.start
        tests = word in _TESTS or (tests and first.kind == "mark")
    return None


def _find_name(tokens: Sequence[Token]) -> Found:
    """Find a BIND without a name for its value."""
    opened: list[tuple[int, bool]] = []
    named = False
    for before, token in pairwise([_END, *tokens]):
        if token.kind == "mark" and token.text == "(":
            opened.append((before.start, _word(before) == "BIND"))
            named = named and _word(before) != "BIND"
        elif _word(token) == "AS":
            named = True
        elif token.kind == "mark" and token.text == ")" and opened:
            start, binds = opened.pop()
            if binds and not named:
                return "what BIND reckons gets a name: BIND (… AS ?name)", start
    return None


def _find_equation(tokens: Sequence[Token]) -> Found:
    """Find a test that stands among the triples."""
    for before, first, second in zip([_END, *tokens], tokens, tokens[1:], strict=False):
        starts = before.text in {"{", "."} and _is_variable(first)
        if second.text == "=" and (starts or (first.text == "a" and first.kind == "word")):
            told = "between the terms of a triple stands no sign"
            named = f"write {first.text} and the class" if first.text == "a" else ""
            test = named or f"to compare: FILTER ({first.text} = …)"
            return f"{told}; {test}", second.start
    return None


def _find_graph(tokens: Sequence[Token]) -> Found:
    """Find a FROM with a variable."""
    for first, second in pairwise(tokens):
        if _word(first) in {"FROM", "NAMED"} and _is_variable(second):
            told = f"behind {first.text} stands the address of a graph"
            return f"{told}; GRAPH {second.text} {{ … }} asks each of them", second.start
    return None


def list_prefixes(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield each prefix that a query declares, without its colon, with its IRI."""
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if _word(word) == "PREFIX" and iri.kind == "iri":
            yield name.text.rstrip(":"), iri.text[1:-1]


_FINDERS: Sequence[Callable[[Sequence[Token]], Found]] = (
    _find_beginning,
    _find_graph,
    _find_second,
    _find_all,
    _find_equation,
    _find_comparison,
    _find_call,
    _find_name,
)
