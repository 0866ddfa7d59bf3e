"""A query that the engine cannot read → what is wrong with it, in words, and where.

The engine tells what its grammar could have taken, which helps whoever knows the grammar. Here the
mistakes that people make are looked for by name, in what stands before the place where the engine
gave up. Which queries are refused is the engine's to say: nothing here refuses one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice, pairwise
from typing import NamedTuple

from kg.service.sparql.mistakes import slips
from kg.service.sparql.mistakes.clauses import find_wrong_clause
from kg.service.sparql.mistakes.grammar import AGGREGATES, ELSEWHERE, FUNCTIONS, KEYWORDS
from kg.service.sparql.mistakes.groupings import find_ungrouped
from kg.service.sparql.mistakes.operators import find_wrong_operator
from kg.service.sparql.mistakes.triples import find_broken_triple
from kg.service.sparql.tokens import Token, scan_places

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UNGROUPED = "contains a variable that is unbound"
_UNGROUPED_COLUMN = ("expression with a variable that is unbound", "overrides an existing variable")
_NO_PREFIX = "Prefix not found"
_NO_IRI = "IRI parsing failed"
_CLOSING = {"}": "{", ")": "(", "]": "["}
_CURLY = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}


class Mistake(NamedTuple):
    """What is wrong, and where: counted from 1, in characters of the query's own text."""

    told: str
    line: int
    column: int


class Reading(NamedTuple):
    """A query as far as the engine could read it, what it said, and the prefixes that we know."""

    query: str
    tokens: Sequence[Token]
    said: str
    end: int
    prefixes: Mapping[str, str]


Found = tuple[str, int] | None
Finder = Callable[[Reading], Found]


def explain_syntax(query: str, message: str, prefixes: Mapping[str, str]) -> Mistake | None:
    """Explain what the engine says of a query that it cannot read; None where it names no place."""
    match = _PLACE.match(message)
    if match is None:
        return None
    line, column = int(match[1]), int(match[2])
    end = _offset_of(query, line, column)
    tokens = [token for token in scan_places(query) if token.start <= end]
    reading = Reading(query, tokens, match[3], end, prefixes)
    found = next(filter(None, (find(reading) for find in _FINDERS)), None)
    told, start = found or (_say_expected(match[3]), end)
    before = query[:start]
    return Mistake(told, before.count("\n") + 1, start - before.rfind("\n"))


def _offset_of(query: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = query.find("\n", start) + 1
    return start + column - 1


def _say_expected(said: str) -> str:
    """Say which words and signs could stand there, without the parser's classes of letters."""
    if _NO_IRI in said:
        return "an address in < and > is whole and has no blank in it: <https://…>"
    named = re.findall(r'(?:^|[ ,])("[^"\s]+"|[A-Za-z]{2,})(?=,|$)', said.removeprefix("expected "))
    names = [name for name in named if name.strip('"') and name != "of"]
    could = f"; what could stand there: {', '.join(names[:6])}" if names else ""
    return f"the query cannot be read from here on{could}"


def _find_nothing(reading: Reading) -> Found:
    """Find that there is no query, or that all of it is a prologue."""
    left = slips.skip_prologue(reading.tokens)
    return None if left else ("there is no query yet: begin with SELECT", reading.end)


def _find_prologue(reading: Reading) -> Found:
    """Find a PREFIX line without its colon or without the pointed brackets of its IRI."""
    for place, token in enumerate(reading.tokens):
        if token.text.upper() != "PREFIX" or token.kind != "word":
            continue
        name, iri = (*reading.tokens[place + 1 : place + 3], None, None)[:2]
        if name is not None and name.kind == "string":
            return "a prefix stands without quotes: PREFIX name: <…>", name.start
        if name is not None and name.kind == "word":
            return f"a colon is missing behind the prefix: PREFIX {name.text}: <…>", name.start
        if name is not None and iri is not None and iri.kind != "iri":
            return f"the IRI of a prefix stands in < and >: PREFIX {name.text} <…>", iri.start
        if name is not None and name.text.partition(":")[2]:
            return "between a prefix and its IRI stands a space: PREFIX name: <…>", name.start
    return None


def _find_prefix(reading: Reading) -> Found:
    """Find a name whose prefix is not declared."""
    if _NO_PREFIX not in reading.said:
        return None
    pairs = pairwise(reading.tokens)
    declared = {b.text for a, b in pairs if a.text.upper() == "PREFIX" and b.text.endswith(":")}
    for kind, text, start in reading.tokens:
        prefix = text.partition(":")[0]
        if text == f"{prefix}:" and reading.query.startswith("//", start + len(text)):
            return f"an address stands in < and >: <{text}//…>", start
        if kind == "name" and text[0] not in "?$@_" and f"{prefix}:" not in declared:
            known = reading.prefixes.get(prefix, "…")
            line = f"PREFIX {prefix}: <{known}>"
            return f"the prefix {prefix}: is not declared; put this line at the top: {line}", start
    return None


def _find_quote(reading: Reading) -> Found:
    for kind, text, start in reading.tokens:
        if kind == "mark" and text in _CURLY:
            return f"{text} is no quotation mark here; write {_CURLY[text]}", start
        if kind == "mark" and text in "\"'":
            return f"the text that begins here has no {text} at its end", start
    return None


def _find_bracket(reading: Reading) -> Found:
    """Find a bracket that closes nothing, or, where the query ends, one that is not closed."""
    opened: list[Token] = []
    for token in reading.tokens:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING.values():
            opened.append(token)
        elif token.text in _CLOSING:
            last = opened.pop() if opened else None
            if last is None:
                return f"this {token.text} closes nothing that is open", token.start
            if last.text != _CLOSING[token.text]:
                return (
                    f"before this {token.text} the bracket {last.text} is not closed",
                    token.start,
                )
    if opened and not reading.query[reading.end :].strip():
        text, start = opened[-1].text, opened[-1].start
        return f"the bracket {text} that opens here is not closed", start
    return None


def _in_select(reading: Reading) -> Iterator[tuple[int, int, Token]]:
    """Yield depth, place and token of what stands between the first SELECT and its pattern."""
    begun, depth = False, 0
    for place, token in enumerate(reading.tokens):
        word = token.text.upper()
        if begun and depth == 0 and word in {"WHERE", "{", "FROM"}:
            return
        if begun:
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
            yield depth, place, token
        begun = begun or (token.kind == "word" and word == "SELECT")


def _find_in_select(reading: Reading) -> Found:
    """Find what has no name in a SELECT, and commas between its variables."""
    named = False
    for depth, place, (kind, text, start) in _in_select(reading):
        word, told = text.upper(), ""
        if depth == 0 and kind == "word" and word in AGGREGATES:
            inside = _text_until_closed(reading, place + 1)
            told = f"what is reckoned needs a name, in brackets: ({word}{inside} AS ?n)"
        elif depth == 0 and kind == "word" and word == "AS":
            told = "AS stands in brackets with what it names: (… AS ?name)"
        elif depth == 0 and text == ",":
            told = "between the variables of a SELECT stands no comma"
        elif depth == 1 and text == "(":
            named = False
        elif depth == 1 and word == "AS":
            named = True
        elif depth == 0 and text == ")" and not named:
            told = "what stands in brackets needs a name: (… AS ?name)"
        if told:
            return told, start
    return None


def _text_until_closed(reading: Reading, place: int) -> str:
    """Return the bracket that opens at a place with all in it, or (…) where it is not closed."""
    start = reading.tokens[place].start if place < len(reading.tokens) else len(reading.query)
    found = re.match(r"\([^()]{0,80}\)", reading.query[start:])
    return found[0] if found else "(…)"


def _find_grouping(reading: Reading) -> Found:
    """Find a variable that is selected and neither grouped by nor reckoned."""
    if _UNGROUPED not in reading.said:
        return None
    words = [token.text.upper() for token in reading.tokens]
    group = words.index("GROUP") if "GROUP" in words else len(words)
    grouped = {token.text for token in reading.tokens[group:]}
    for depth, _, (_, text, start) in _in_select(reading):
        if depth == 0 and text[0] in "?$" and text not in grouped:
            told = f"{text} has many values in a group; name it in GROUP BY, or take SAMPLE({text})"
            return told, start
    return None


def _find_column(reading: Reading) -> Found:
    """Find a column that is reckoned of each row, where rows are put into groups."""
    suspected = any(told in reading.said for told in _UNGROUPED_COLUMN)
    return find_ungrouped(reading.query, [*scan_places(reading.query)]) if suspected else None


def _find_clause(reading: Reading) -> Found:
    return find_wrong_clause([*_look_ahead(reading, 1), Token("", "", reading.end)])


def _look_ahead(reading: Reading, more: int) -> list[Token]:
    """Return what was read and some tokens more: what is wrong may show in what comes next only."""
    return [*islice(scan_places(reading.query), len(reading.tokens) + more)]


def _find_lone_bracket(reading: Reading) -> Found:
    return slips.find_lone_bracket(reading.tokens)


def _find_slip(reading: Reading) -> Found:
    tokens = _look_ahead(reading, 2)
    return slips.find_slip(tokens, dict(slips.list_prefixes(tokens)))


def _find_operator(reading: Reading) -> Found:
    return find_wrong_operator(reading.tokens)


def _find_word(reading: Reading) -> Found:
    """Find a word that is none of SPARQL's."""
    for (kind, text, start), after in pairwise([*reading.tokens, Token("", "", reading.end)]):
        word = text.upper()
        if kind != "word" or word in KEYWORDS or word in FUNCTIONS or text == "a":
            continue
        near = get_close_matches(word, sorted(KEYWORDS | FUNCTIONS), 1, 0.7)
        hint = f"; did you mean {near[0]}?" if near else ""
        if after.text == "(":
            return f"there is no function {text}{hint}", start
        if word in ELSEWHERE:
            hint = f"; {ELSEWHERE[word]}"
        elif not hint:
            hint = (
                f"; a name has a prefix, as in :{text}, a variable a ?, as in ?{text}, "
                f'and a text quotes, as in "{text}"'
            )
        return f"{text} is no word of SPARQL{hint}", start
    return None


def _find_triple(reading: Reading) -> Found:
    return find_broken_triple(reading.tokens)


def _find_bound(reading: Reading) -> Found:
    """Find a BIND whose variable stands in the query before it."""
    seen: set[str] = set()
    for before, token in pairwise(reading.tokens):
        if before.text.upper() == "AS" and token.text in seen:
            return (
                f"{token.text} has a value before this; AS needs a variable of its own",
                token.start,
            )
        if token.text[0] in "?$":
            seen.add(token.text)
    return None


# In this order: what makes the rest unreadable comes first.
_FINDERS: tuple[Finder, ...] = (
    _find_prologue,
    _find_nothing,
    _find_quote,
    _find_grouping,
    _find_column,
    _find_lone_bracket,
    _find_in_select,
    _find_prefix,
    _find_operator,
    _find_clause,
    _find_slip,
    _find_word,
    _find_triple,
    _find_bracket,
    _find_bound,
)
