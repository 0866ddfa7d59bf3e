"""A query and a dataset → which texts and numbers of the query no value is, and what stands near.

SPARQL compares a literal with its language and its datatype, and says nothing where none is equal:
an answer without rows looks as if there were nothing. What is told here is of use beside such an
answer only; a query that has an answer may well ask for a text that some graph lacks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from itertools import islice, pairwise
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import shorten_text
from kg.graph.vocab import XSD
from kg.service.sparql.advice.atoms import Held, find_held
from kg.service.sparql.advice.keptvalues import Values
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import list_needed
from kg.service.sparql.advice.vocabulary import shorten_iri

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SURROGATES = range(0xD800, 0xE000)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
# So that a long query or a large graph cannot make a hint dear: what is beyond is not looked at.
_MOST_COMPARISONS, _MOST_CHARACTERS = 10, 200
_FEW_CHOICES = 2
_FEW_VALUES = 12  # of these all are named, however far they are from what was asked
_NOTHING = Literal(0)
_FUNCTIONS = frozenset({"STR", "LANG"})


class Comparison(NamedTuple):
    """A literal of a query and the properties whose values it is held against."""

    properties: tuple[NamedNode, ...]
    literal: Literal
    function: str = ""  # STR and LANG ask for the text alone, and for the tag of its language


def is_empty(results: QuerySolutions | QueryTriples | QueryBoolean) -> bool:
    """Say whether an answer has no row and no triple, is no, or counts nothing: one row of 0."""
    if isinstance(results, QueryBoolean):
        return not results
    if isinstance(results, QueryTriples):
        return next(iter(results), None) is None
    return finds_nothing([list(row) for row in islice(results, 2)])


def finds_nothing(rows: Sequence[Sequence[object]]) -> bool:
    """Say whether a table has no row, or one that counts nothing."""
    return not rows or (len(rows) == 1 and set(rows[0]) in ({_NOTHING}, {_NOTHING, None}))


def list_comparisons(query: str, base: str = "") -> list[Comparison]:
    """Return the literals that stand behind a property, or behind = and a variable of one."""
    tokens = list_needed(query, base)
    values: dict[str, list[NamedNode]] = {}
    for (kind, iri), (_, text) in pairwise(tokens):
        if kind == "iri" and text[0] in "?$":
            values.setdefault(text[1:], []).append(NamedNode(iri))
    found = []
    given = False  # a row of VALUES puts nothing behind a property
    for place, (kind, word) in enumerate(tokens):
        given = (given or word.upper() == "VALUES") and word != "}"
        literal = _literal_at(tokens, place) if kind in {"string", "number"} else None
        if literal is None or place == 0 or given:
            continue
        if tokens[place - 1][0] == "iri":
            found.append(Comparison((NamedNode(tokens[place - 1][1]),), literal))
        elif tokens[place - 1][1] == "=":
            name, function = _variable_before(tokens, place - 1)
            if name in values:
                found.append(Comparison(tuple(values[name]), literal, function))
    return found


def check_literals(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each literal of a query that is no value of the property it is with.

    Of a list (IN) only where that is so of each: one that is there may be what was meant.
    """
    for asked in list_comparisons(query, base)[:_MOST_COMPARISONS]:
        yield from _check_one(asked, store)
    for choice in _list_choices(find_held(query, base), list_needed(query, base), store):
        told = [[*_check_one(asked, store)] for asked in choice[:_MOST_COMPARISONS]]
        if all(told):
            yield from dict.fromkeys(one for each in told[:_FEW_CHOICES] for one in each)


def _list_choices(
    found: Sequence[Held], tokens: Sequence[tuple[str, str]], store: KnownStore
) -> Iterator[list[Comparison]]:
    """Yield what IN names behind a variable, and the literal before a = and one."""
    for held in found:
        turned = held.turned and held.sign == "="
        if not held.bare or not (turned or held.sign == "IN"):
            continue
        leads = [
            NamedNode(iri)
            for (kind, iri), (_, text) in pairwise(tokens)
            if (kind, text) == ("iri", held.name)
        ]
        if any(store.list_values(lead).literals for lead in leads):
            yield [Comparison(tuple(leads), one, held.function) for one in held.literals]


def _check_one(asked: Comparison, store: KnownStore) -> Iterator[str]:
    there = any(store.has(None, one, asked.literal) for one in asked.properties)
    if there and asked.function != "LANG":  # of that, a text may be a tag by chance
        return
    names = " or ".join(dict.fromkeys(shorten_iri(one.value) for one in asked.properties))
    values = [store.list_values(one) for one in dict.fromkeys(asked.properties)]
    if asked.function == "STR" and not all(one.whole for one in values):
        return  # the one asked for may be among the rest
    some = any(one.literals for one in values)
    if not some and any(values):
        yield f"{names} leads to records, and not to texts; ask for a label of theirs"
    elif asked.function == "LANG" and some:
        yield from _check_language(asked.literal, names, values)
    elif some and not _is_there(asked, values):
        yield _hint_for(asked, names, values)


def _is_there(asked: Comparison, values: Sequence[Values]) -> bool:
    """Say whether a literal is among those that were read; with STR its text alone counts."""
    if asked.function != "STR":
        return any(asked.literal in one.known for one in values)
    text = asked.literal.value
    plain = asked.literal == Literal(text)  # no text alone has a language
    return plain and any(one.value == text for each in values for one in each.literals)


def _check_language(asked: Literal, names: str, values: Sequence[Values]) -> Iterator[str]:
    """Yield a sentence where no text has a tag; one that begins with it is not equal to it."""
    tags = {one.language or "" for each in values for one in each.literals}
    if asked.value in tags:
        return
    there = ", ".join(f'"{tag}"' for tag in sorted(tags))
    told = f'no LANG() of {names} is "{shorten_text(asked.value)}"; there are {there}'
    asked_too = f"{asked.value.lower()}-"
    if any(f"{tag}-".startswith(asked_too) for tag in tags):
        told += f'; LANGMATCHES(LANG(?x), "{asked.value}") finds them'
    yield told


def _hint_for(comparison: Comparison, names: str, values: Sequence[Values]) -> str:
    asked = comparison.literal
    text_alone = comparison.function == "STR"
    alike = {one for each in values for one in each.literals if _is_same(one, asked)}
    same = sorted({_shown(Literal(one.value) if text_alone else one) for one in alike})
    if same:
        told = f"{names} {_shown(asked)} stands as {' and '.join(same[:3])} in these data"
        return f"{told}; write it so, or compare STR() of the value with a plain text"
    texts = values[0].by_text
    for more in values[1:]:
        texts = more.by_text | texts
    few = len(texts) <= _FEW_VALUES
    near = list(texts) if few else get_close_matches(asked.value.casefold(), texts, 3, 0.7)
    found = (texts[one] for one in (sorted(near) if few else near))
    shown = [_shown(Literal(one.value) if text_alone else one) for one in found]
    told = f"; {'there are' if few else 'near are'} {', '.join(shown)}"
    return f"no {names} is {_shown(asked)}{told if near else ''}"


def _is_same(one: Literal, asked: Literal) -> bool:
    """Say whether two literals have one text, or are one number in different writing."""
    if one.value == asked.value:
        return True
    if not {one.datatype, asked.datatype} <= {XSD.integer, XSD.decimal}:
        return False
    try:
        return Decimal(one.value) == Decimal(asked.value)
    except InvalidOperation:  # data may call a number what is none
        return False


def _shown(literal: Literal) -> str:
    """Return a literal as a query writes it, datatypes with their prefix, long texts shortened."""
    quoted = str(Literal(shorten_text(literal.value)))
    if literal.language:
        return f"{quoted}@{literal.language}"
    if literal.datatype == XSD.string:
        return quoted
    return f"{quoted}^^{shorten_iri(literal.datatype.value)}"


def _literal_at(tokens: Sequence[tuple[str, str]], place: int) -> Literal | None:
    """Return the literal that begins at a place; none for one that is too long.

    One with a datatype is told of behind a property alone: what = compares is told elsewhere.
    """
    kind, text = tokens[place]
    after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
    if len(text) > _MOST_CHARACTERS:
        return None
    if after == "^":
        return _typed_at(tokens, place) if place and tokens[place - 1][0] == "iri" else None
    if kind == "number":
        if text.isdecimal():
            return Literal(text, datatype=XSD.integer)
        # What = compares is a number, whichever way it is written.
        pattern = place > 0 and tokens[place - 1][0] == "iri"
        decimal = pattern and text.replace(".", "", 1).isdecimal()
        return Literal(text, datatype=XSD.decimal) if decimal else None
    ends = 3 if text[:3] in {'"""', "'''"} else 1
    value = _ESCAPE.sub(_unescape, text[ends:-ends])
    if re.fullmatch(r"@[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", after):
        return Literal(value, language=after[1:])
    return Literal(value)


def _typed_at(tokens: Sequence[tuple[str, str]], place: int) -> Literal | None:
    """Return the literal with a datatype that begins at a place, if it can be read plainly."""
    text = tokens[place][1]
    match tokens[place + 1 : place + 4]:
        case [_, ("mark", "^"), ("iri", datatype)] if "\\" not in text and text[:3] != text[:1] * 3:
            return Literal(text[1:-1], datatype=NamedNode(datatype))
        case _:
            return None


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        # What is no character is the engine's to refuse.
        number = int(code, 16)
        return "" if number in _SURROGATES or number > sys.maxunicode else chr(number)
    return _CONTROLS.get(match[3], match[3])


def _variable_before(tokens: Sequence[tuple[str, str]], place: int) -> tuple[str, str]:
    """Return the variable before a place, as ?x, STR(?x) or LANG(?x), and the function."""
    words = [text for _, text in tokens[max(place - 4, 0) : place]]
    match words:
        case [*_, name] if name[0] in "?$":
            return name[1:], ""
        case [function, "(", name, ")"] if function.upper() in _FUNCTIONS and name[0] in "?$":
            return name[1:], function.upper()
        case _:
            return "", ""
