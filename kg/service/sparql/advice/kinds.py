"""A query and a dataset → what it holds against something of another kind, which never fits.

No address equals a text (`?source = "A1"`, `?source IN ("A1", "A2")`), no year is equal to a day,
or before one, and none is made a number by `xsd:integer`. SPARQL says nothing of it and finds
nothing. What is told here is of use beside an empty answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.errors import shorten_text
from kg.graph.vocab import RDF, RDFS, SKOS, TT, XSD
from kg.service.sparql.advice.atoms import Held, find_held
from kg.service.sparql.advice.keptvalues import Values
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import (
    Triple,
    find_classes,
    is_variable,
    list_needed,
    list_triples,
)
from kg.service.sparql.advice.vocabulary import shorten_iri

Tokens = Sequence[tuple[str, str]]

# So that neither a long query nor a large graph makes a hint dear.
_MOST_TOKENS, _MOST_CASTS, _MOST_OWNERS = 500, 10, 50
_NUMBERS = frozenset(XSD[name] for name in (
    "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
    "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong",
    "unsignedShort", "unsignedByte",
))  # fmt: skip
_TEXTS = frozenset((XSD.string, RDF.langString))
_DURATIONS = frozenset((XSD.duration, XSD.dayTimeDuration, XSD.yearMonthDuration))
_YEAR = re.compile(r"\d{4}(?:\Z|(?=-))")
_YEARS = frozenset((XSD.gYear, XSD.gYearMonth))
# By what things are called, before any other property with the same value.
_CALLED = frozenset((TT.code, TT.number, SKOS.notation))
# What the engine makes of a value by a cast; a text is one if it reads as one.
_OF_NUMBERS = frozenset((XSD.integer.value, XSD.decimal.value, XSD.double.value))
_CASTS = {
    **dict.fromkeys(_OF_NUMBERS, _NUMBERS | {XSD.boolean}),
    **dict.fromkeys((XSD.date.value, XSD.dateTime.value), frozenset((XSD.date, XSD.dateTime))),
}
# The parts of a day, which no text has, with where they stand in one.
_PARTS = {
    "YEAR": (_YEARS | {XSD.date, XSD.dateTime}, "xsd:integer(SUBSTR(STR({}), 1, 4))"),
    "MONTH": (frozenset((XSD.gYearMonth, XSD.date, XSD.dateTime)), "SUBSTR(STR({}), 6, 2)"),
    "DAY": (frozenset((XSD.date, XSD.dateTime)), "SUBSTR(STR({}), 9, 2)"),
}
# A variable behind the first, and before the second, is the end of a path.
_OF_PATHS, _ENDING = frozenset("^|)*+?"), frozenset(".;,}")


class _Values(NamedTuple):
    """What a variable may be: its properties, the datatypes behind them, whether it is a thing."""

    names: str
    datatypes: frozenset[NamedNode]
    thing: bool
    leads: tuple[NamedNode, ...]


def check_kinds(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each variable that is held against, or cast to, what it never is."""
    tokens = list_needed(query, base)[:_MOST_TOKENS]
    found, casts = find_held(query, base), [*islice(_list_casts(tokens), _MOST_CASTS)]
    # In another branch a variable may be of another kind.
    if not (found or casts) or any(text.upper() == "UNION" for _, text in tokens):
        return
    triples = [*list_triples(tokens)]
    told: list[str] = []
    for held in found:
        given = held.sign == "VALUES"
        values = _find_values(held.name, tokens, triples, store, given=given)
        told += _check_held(held, values, triples, store)
    for target, name in casts:
        told += _check_cast(target, name, _find_values(name, tokens, triples, store))
    yield from dict.fromkeys(told)


def _find_values(
    name: str, tokens: Tokens, triples: Sequence[Triple], store: KnownStore, *, given: bool = False
) -> _Values | None:
    """Return what a variable may be; None where that is not known for sure.

    `given` is whether VALUES, which may give it anything, is what it is held against.
    """
    if _is_open(name, tokens, triples, given=given):
        return None
    subject = any(triple.subject[1] == name for triple in triples)
    leads = dict.fromkeys(
        NamedNode(iri)
        for (kind, iri), (_, text) in pairwise(tokens)
        if (kind, text) == ("iri", name)
    )
    ends = (triple.predicate[1] for triple in triples if triple.object[1] == name)
    leads |= dict.fromkeys(map(NamedNode, ends))
    found = [_list_values(lead, name, triples, store) for lead in leads]
    literals = [one for each in found for one in each.literals]
    thing = (subject and not literals) or any(one.things for one in found)
    # Of so many values that not all were read, the others may be of another kind.
    if not all(one.whole or not one.literals for one in found) or not (thing or literals):
        return None
    names = " or ".join(shorten_iri(lead.value) for lead in leads)
    return _Values(names, frozenset(one.datatype for one in literals), thing, tuple(leads))


def _list_values(
    lead: NamedNode, name: str, triples: Sequence[Triple], store: KnownStore
) -> Values:
    """Return what a property leads to; of what has a class in the query, from its members alone."""
    owners = [
        triple.subject
        for triple in triples
        if (triple.predicate[1], triple.object[1]) == (lead.value, name)
    ]
    kinds = find_classes(owners[0], triples) if len(owners) == 1 else []
    return store.list_values_of(lead, kinds[0]) if kinds else store.list_values(lead)


def _is_open(name: str, tokens: Tokens, triples: Sequence[Triple], *, given: bool) -> bool:
    """Tell whether a variable may have its value from something else than plain properties."""
    if any(triple.object[1] == name and is_variable(triple.predicate) for triple in triples):
        return True
    values = False
    for (_, before), (_, text), (_, after), (_, behind) in zip(
        [("", ""), *tokens], tokens, tokens[1:], [*tokens[2:], ("", "")], strict=False
    ):
        values = (values or text.upper() == "VALUES") and text != "}"
        if after != name:
            continue
        path = text in _OF_PATHS and behind in _ENDING
        if path or before in {"|", "^"} or text.upper() == "AS" or (values and not given):
            return True
    return False


def _check_held(
    held: Held, values: _Values | None, triples: Sequence[Triple], store: KnownStore
) -> Iterator[str]:
    if values is None or not held.literals:
        return
    if values.thing and not values.datatypes:
        yield from _check_address(held, values, triples, store)
    elif not (values.thing or held.function or held.sign == "VALUES") and not _is_told_elsewhere(
        held
    ):
        kinds = {one for datatype in values.datatypes for one in _comparable(datatype)}
        asked = {one.datatype for one in held.literals}
        if not asked & kinds:
            yield _say_kinds(held, values)


def _is_told_elsewhere(held: Held) -> bool:
    """Tell whether `check_literals` or `check_texts` has a word on it."""
    if not held.bare or held.sign in {"=", "IN"}:
        return held.bare
    return held.literals[0].datatype in _TEXTS


def _comparable(datatype: NamedNode) -> frozenset[NamedNode]:
    """Return the datatypes whose values are compared with those of one."""
    for alike in (_NUMBERS, _TEXTS, _DURATIONS):
        if datatype in alike:
            return alike
    return frozenset((datatype,))


def _name_kinds(values: _Values) -> str:
    return " or ".join(sorted(shorten_iri(one.value) for one in values.datatypes))


def _say_kinds(held: Held, values: _Values) -> str:
    asked = " or ".join(dict.fromkeys(shorten_iri(one.datatype.value) for one in held.literals))
    told = f"values of {values.names} are {_name_kinds(values)}, with which no {asked} is compared"
    first = held.literals[0].value
    if year := _YEAR.match(first):
        if values.datatypes == {XSD.gYear}:
            return f'{told}; write "{year[0]}"^^xsd:gYear'
        if values.datatypes == {XSD.date} and first[4:5] == "-":
            return f'{told}; write "{first[:10]}"^^xsd:date'
        if values.datatypes <= {XSD.date, XSD.dateTime, XSD.gYearMonth}:
            return f"{told}; write YEAR({held.name}) and {year[0]}"
        if XSD.gYear in values.datatypes:
            first = year[0]
    if values.datatypes <= _NUMBERS and first.replace(".", "", 1).isdecimal():
        return f"{told}; write {first} without quotes"
    return f'{told}; write STR({held.name}), and "{shorten_text(first)}" in quotes alone'


def _check_address(
    held: Held, values: _Values, triples: Sequence[Triple], store: KnownStore
) -> Iterator[str]:
    """Say that a variable is an address, where it is held against texts and numbers."""
    text = held.literals[0].value
    lead = _find_lead(held, values, triples, store)
    remedy = f"write {held.name} {lead}" if lead else f"ask for a label of {held.name}"
    if held.function:
        # The text of an address has a colon; what has none is no whole address.
        if not any(":" in one.value for one in held.literals) and held.sign in {"=", "IN"}:
            shown = f'"{shorten_text(text)}"'
            yield f"STR({held.name}) is a whole address, and never {shown} alone; {remedy}"
        return
    # Of a property that leads to records `check_literals` tells, of an address in quotes
    # `check_positions`.
    plain = held.sign == "=" and not held.turned and held.bare
    address = text.startswith(("http://", "https://"))
    if plain and (values.leads or address):
        return
    if address:
        yield f"an address stands in < and >, not in quotes: <{shorten_text(text)}>"
        return
    yield f"{held.name} is an address, which is never equal to a text or a number; {remedy}"


def _find_lead(held: Held, values: _Values, triples: Sequence[Triple], store: KnownStore) -> str:
    """Return the property by which such a thing leads to a literal that was asked, with it."""
    kinds = find_classes(("name", held.name), triples)
    found: list[tuple[bool, str, str]] = []
    for literal in held.literals:
        for quad in islice(store.quads_for_pattern(None, None, literal), _MOST_OWNERS):
            owner, name = quad.subject, shorten_iri(quad.predicate.value)
            if not isinstance(owner, NamedNode) or quad.predicate == RDFS.comment:
                continue
            fits = all(store.finds(owner, RDF.type, kind) for kind in kinds)
            if fits and all(store.finds(None, lead, owner) for lead in values.leads):
                value = literal.value if literal.datatype == XSD.integer else str(literal)
                found.append((quad.predicate not in _CALLED, name, value))
    more = " and so on" if len(held.literals) > 1 else ""
    return " ".join(min(found)[1:]) + more if found else ""


def _list_casts(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Yield each cast of a variable by itself, and each question for a part of a day."""
    for (kind, word), (_, mark), (last, name), (_, end) in zip(
        tokens, tokens[1:], tokens[2:], tokens[3:], strict=False
    ):
        variable = last == "name" and name[0] in "?$"
        if (mark, end) != ("(", ")") or not variable:
            continue
        if (kind == "word" and word.upper() in _PARTS) or (kind == "iri" and word in _CASTS):
            yield word if kind == "iri" else word.upper(), name


def _check_cast(word: str, name: str, values: _Values | None) -> Iterator[str]:
    """Say which values of a variable a cast, or a function of days, does not take."""
    if values is None:
        return
    part = _PARTS.get(word)
    others = values.datatypes - (part[0] if part else _CASTS[word] | _TEXTS)
    if not others or others & _DURATIONS:
        return
    kinds = " or ".join(sorted(shorten_iri(one.value) for one in others))
    some = "values" if others == values.datatypes and not values.thing else "some values"
    if part:
        texts = others & _TEXTS
        remedy = f"write {part[1].format(name)}" if texts else f"they have no {word.lower()}"
    elif word not in _OF_NUMBERS:
        remedy = f"they have no day; write STR({name})"
    elif others <= _YEARS | {XSD.date, XSD.dateTime} and others != {XSD.gYear}:
        remedy = f"write YEAR({name})"
    else:
        remedy = f"write {shorten_iri(word)}(STR({name}))"
    cast = word if part else shorten_iri(word)
    yield f"{some} of {values.names} are {kinds}, of which {cast} makes nothing; {remedy}"
