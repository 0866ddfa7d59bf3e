"""A query and a dataset → terms of the query that stand where they mean nothing.

A class or an entry of a list in the place of a property, a property in the place of a class, an
address where a text is needed: SPARQL finds nothing, and says nothing. What is told here is of use
beside an empty answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.graph.vocab import OWL, RDF, RDFS, SKOS
from kg.service.sparql.advice.keptvalues import Values
from kg.service.sparql.advice.knownstore import PROPERTIES, KnownStore
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

Tokens = Sequence[tuple[str, str]]

# So that a long query makes no hint dear.
_MOST_TOKENS, _MOST_VALUES = 500, 100
_OF_TEXTS = frozenset((
    "REGEX", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "STRLEN", "SUBSTR",
    "REPLACE", "LCASE", "UCASE", "LANG",
))  # fmt: skip
_TYPE = RDF.type.value
_LEADING_ON = frozenset("?$[/|")
# How classes and entries hang together, which no record says of itself.
_OF_ONTOLOGIES = (OWL.base, RDF.base, RDFS.base, SKOS.base)


def check_positions(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each term that stands where nothing of its kind means anything."""
    tokens = list_tokens(query, base)[:_MOST_TOKENS]
    told = [*_check_kinds(tokens, store), *_check_properties(tokens, store)]
    told += _check_texts(tokens, store)
    told += [*_check_divisions(tokens), *_check_addresses(tokens, store)]
    yield from dict.fromkeys(told)


def _check_kinds(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look behind each `a` for what is no class."""
    for (kind, text), (after, iri) in pairwise(tokens):
        if _is_type(kind, text) and after == "string":
            yield f"{iri} is a text and no class: a class stands without quotes"
        if not _is_type(kind, text) or after != "iri":
            continue
        term = NamedNode(iri)
        if store.has(None, RDF.type, term) or _is_class(term, store):
            continue
        if store.has(None, term, None) or _is_property(term, store):
            name = shorten_iri(iri)
            yield f"{name} is a property and no class: write ?x {name} ?value"
        elif leads := _find_lead(term, store):
            yield _say_lead(term, leads, "class")


def _check_divisions(tokens: Tokens) -> Iterator[str]:
    """Look for an address that goes on behind a /, which divides."""
    for (kind, iri), (_, slash), (last, text) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if kind == "iri" and slash == "/" and last == "number":
            yield f"behind an address a / divides: write the whole address, <{iri}/{text}>"


def _check_addresses(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look for addresses in quotes, where addresses without any are asked for."""
    for (_, before), (kind, sign), (last, text) in zip(
        [("", ""), *tokens], tokens, tokens[1:], strict=False
    ):
        address = text[1:-1]
        if last != "string" or not address.startswith(("http://", "https://")):
            continue
        held = sign == "=" and before[:1] in {"?", "$"} and _is_address(before, tokens, store)
        if held or (kind == "iri" and _leads_to_addresses([NamedNode(sign)], store)):
            yield f"an address stands in < and >, not in quotes: <{address}>"


def _leads_to_addresses(leads: Sequence[NamedNode], store: KnownStore) -> bool:
    """Say whether properties lead to records alone."""
    values = _list_values(leads, store)
    return any(values) and not any(one.literals for one in values)


def _list_values(leads: Sequence[NamedNode], store: KnownStore) -> list[Values]:
    return [store.list_values(lead, _MOST_VALUES) for lead in leads]


def _is_type(kind: str, text: str) -> bool:
    return (kind == "word" and text == "a") or (kind == "iri" and text == _TYPE)


def _check_properties(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look between two terms for what nothing has as a property."""
    values = False
    for (_, before), (kind, iri), (after_kind, after) in zip(
        tokens, tokens[1:], tokens[2:], strict=False
    ):
        values = (values or before.upper() == "VALUES") and before != "}"
        stands = before == ";" or before[:1] in {"?", "$"}
        leads_on = after_kind in {"iri", "string", "number"} or after[:1] in _LEADING_ON
        if values or kind != "iri" or not stands or not leads_on:
            continue
        term = NamedNode(iri)
        # Of one that nothing here has check_vocabulary tells.
        if store.has(None, term, None) or _is_property(term, store):
            continue
        if _is_class(term, store):
            name = shorten_iri(iri)
            yield f"{name} is a class and no property: write ?x a {name}"
        elif leads := _find_lead(term, store):
            yield _say_lead(term, leads, "property")


def _is_class(term: NamedNode, store: KnownStore) -> bool:
    return store.has(term, RDF.type, OWL.Class)


def _is_property(term: NamedNode, store: KnownStore) -> bool:
    return any(store.has(term, RDF.type, kind) for kind in PROPERTIES)


def _find_lead(term: NamedNode, store: KnownStore) -> NamedNode | None:
    """Return a property by which records lead to a term."""
    found = (quad.predicate for quad in store.quads_for_pattern(None, None, term))
    return next((one for one in found if not one.value.startswith(_OF_ONTOLOGIES)), None)


def _say_lead(term: NamedNode, lead: NamedNode, kind: str) -> str:
    name, property_ = shorten_iri(term.value), shorten_iri(lead.value)
    return f"{name} is no {kind}, but what {property_} leads to: write ?x {property_} {name}"


def _check_texts(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look in functions of texts for variables whose values are addresses."""
    for (kind, word), (_, bracket), (_, name) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        called = kind == "word" and word.upper() in _OF_TEXTS and bracket == "("
        if called and name[0] in "?$" and _is_address(name, tokens, store):
            yield (
                f"{name} is an address, and {word.upper()} needs a text: "
                f"write STR({name}), or ask for a label of it"
            )


def _is_address(name: str, tokens: Tokens, store: KnownStore) -> bool:
    """Say whether something is said of a variable, or a property of records alone leads to it."""
    leads, subject = [], False
    for (_, before), (kind, iri), (after_kind, after) in zip(
        [("", ""), *tokens], tokens, tokens[1:], strict=False
    ):
        if iri == name and before in {"{", ".", "}", ")"}:
            subject = subject or after_kind == "iri" or after == "a"
        elif kind == "iri" and after == name:
            leads.append(NamedNode(iri))
    # In another branch of a UNION the same variable may well be a text.
    texts = any(one.literals for one in _list_values(leads, store))
    return not texts and (subject or _leads_to_addresses(leads, store))
