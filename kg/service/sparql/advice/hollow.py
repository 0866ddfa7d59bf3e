"""A query and a dataset → columns that stay empty, as what they are reckoned from is no such thing.

`(LCASE(?tip) AS ?name)` has no value where `?tip` is an address, nor has `(SUM(?label) AS ?n)`:
SPARQL leaves the column empty, without a word, in an answer that has its rows. Of many rows one is
enough: `GROUP_CONCAT` has no value where one of its values is a number or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.graph.vocab import RDF, XSD
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

Tokens = Sequence[tuple[str, str]]

_OF_TEXTS = ("LCASE", "UCASE", "STRLEN", "SUBSTR", "CONCAT", "REPLACE", "STRBEFORE", "STRAFTER")
_OF_NUMBERS = ("SUM", "AVG")
_JOINING = "GROUP_CONCAT"
_ALL = (*_OF_TEXTS, *_OF_NUMBERS, _JOINING)
_CALL = re.compile(rf"\b(?:{'|'.join(_ALL)})\s*\([^()]*[?$]", re.IGNORECASE)
_TEXTS = frozenset((XSD.string, RDF.langString))
_NUMBERS = frozenset((XSD.integer, XSD.decimal, XSD.double, XSD.float))
_GUARDS = frozenset(("IF", "COALESCE"))
# Whoever asks of what kind a value is may have left the others out.
_ASKING = frozenset(("ISLITERAL", "ISNUMERIC", "ISIRI", "ISURI", "ISBLANK", "LANG", "DATATYPE"))
# So that neither a long query nor a large graph makes a warning dear.
_MOST_TOKENS, _MOST_VALUES = 500, 100


def may_be_hollow(query: str) -> bool:
    """Tell whether a query may reckon with a variable as a text, or as a number of many rows."""
    return "(" in query and _CALL.search(query) is not None


def check_hollow(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each variable that a function cannot take, whatever its value."""
    tokens = list_tokens(query, base)[:_MOST_TOKENS]
    told = (_check_call(word, name, tokens, store) for word, name in _list_calls(tokens))
    yield from dict.fromkeys(filter(None, told))


def _list_calls(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Yield each function with each variable that stands in its brackets by itself."""
    opened: list[str] = []
    for (_, before), (kind, text) in pairwise(tokens):
        if kind == "mark" and text in "()":
            if text == "(":
                opened.append(before.upper())
            elif opened:
                opened.pop()
            continue
        # Of most functions only the first argument is read here, of CONCAT all.
        first = before.upper() in {"(", "DISTINCT"}
        reads = opened and (first or (before == "," and opened[-1] == "CONCAT"))
        # Whoever asks so has thought of a value of another kind.
        guarded = not _GUARDS.isdisjoint(opened)
        if reads and not guarded and kind == "name" and text[0] in "?$":
            yield opened[-1], text


def _check_call(word: str, name: str, tokens: Tokens, store: KnownStore) -> str:
    """Say what a function needs where the values of a variable are of another kind.

    Of one row, where all are; of many, where some are.
    """
    if word not in _ALL:
        return ""
    leads = [iri for (kind, iri), (_, text) in pairwise(tokens) if kind == "iri" and text == name]
    values = [store.list_values(NamedNode(lead), _MOST_VALUES) for lead in leads]
    literals = [literal for one in values for literal in one.literals]
    subject = _is_subject(name, tokens)
    if not literals and (subject or any(values)):
        return _say_address(word, name)
    kinds = {literal.datatype for literal in literals}
    mixed = subject or any(one.things for one in values)
    led = " or ".join(map(shorten_iri, dict.fromkeys(leads)))
    if literals and not mixed:
        told = f"values of {led} are {_name_kinds(kinds)}"
        if word in (*_OF_TEXTS, _JOINING) and not kinds & _TEXTS:
            return f"{told}, and {word} needs a text: write STR({name})"
        if word in _OF_NUMBERS and not kinds & _NUMBERS:
            return f"{told}, and {word} needs numbers; COUNT({name}) counts them"
    if word in _OF_TEXTS or not literals or _asks_for_kind(name, tokens):
        return ""
    other = kinds - (_TEXTS if word == _JOINING else _NUMBERS)
    found = ["addresses"] * mixed + [_name_kinds(other)] * bool(other)
    return _say_mixed(word, name, led, " or ".join(found)) if found else ""


def _name_kinds(kinds: Iterable[NamedNode]) -> str:
    return " or ".join(sorted(shorten_iri(kind.value) for kind in kinds))


def _say_mixed(word: str, name: str, led: str, found: str) -> str:
    wanted, remedy = (
        ("texts", f"write STR({name})")
        if word == _JOINING
        else ("numbers", f"leave the others out by FILTER(ISNUMERIC({name}))")
    )
    return (
        f"some values of {led} are {found}; {word} needs {wanted} alone, and has no value where "
        f"one of them is among its rows: {remedy}"
    )


def _asks_for_kind(name: str, tokens: Tokens) -> bool:
    """Say whether a query asks of what kind the value of a variable is."""
    return any(
        text == name and bracket == "(" and word.upper() in _ASKING
        for (_, word), (_, bracket), (_, text) in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _say_address(word: str, name: str) -> str:
    told = f"{name} is an address, and {word} needs"
    if word in (*_OF_TEXTS, _JOINING):
        return f"{told} a text: write STR({name}), or ask for a label of it"
    return f"{told} numbers; COUNT({name}) counts them"


def _is_subject(name: str, tokens: Tokens) -> bool:
    """Say whether something is said of a variable."""
    return any(
        text == name and before in {"{", ".", "}"} and (kind == "iri" or after == "a")
        for (_, before), (_, text), (kind, after) in zip(
            tokens, tokens[1:], tokens[2:], strict=False
        )
    )
