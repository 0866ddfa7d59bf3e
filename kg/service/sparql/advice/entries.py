"""A query and a dataset → what a property leads to, where the query has another term behind it.

`?line tt:stance tt:oppose` was meant for one of a few entries: they are told, and not whatever term
of the whole ontology is spelt most alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.service.sparql.advice.knownstore import KnownStore

Tokens = Sequence[tuple[str, str]]

# So that a large graph makes no warning dear; of more entries the nearest alone is told.
_MOST_VALUES, _FEW_ENTRIES = 20_000, 8


def list_leads(tokens: Tokens) -> dict[str, list[str]]:
    """Return, for each IRI that stands as a value, the properties whose value it would be.

    It stands behind the property, or is held against a variable that does: `=`, `!=` or IN (…).
    """
    properties: dict[str, list[str]] = {}
    for (kind, iri), (_, text) in pairwise(tokens):
        if kind == "iri" and text[:1] in {"?", "$"}:
            properties.setdefault(text, []).append(iri)
    leads: dict[str, list[str]] = {}
    held = ""  # the variable that what comes next is held against
    for (before_kind, before), (kind, text) in pairwise(tokens):
        if before[:1] in {"?", "$"} and (text in {"=", "!"} or text.upper() in {"IN", "NOT"}):
            held = before
        elif kind == "iri" and before_kind == "iri":
            leads.setdefault(text, []).append(before)
        elif kind == "iri" and held and before in {"=", "(", ","}:
            leads.setdefault(text, []).extend(properties.get(held, ()))
        elif kind != "iri" and text not in {"=", "(", ","} and text.upper() != "IN":
            held = ""
    return leads


def find_entries(asked: str, leads: Sequence[str], store: KnownStore) -> list[str]:
    """Return what the properties lead to that a name may be meant for: the nearest, or a few."""
    found = [store.list_values(NamedNode(lead), _MOST_VALUES) for lead in dict.fromkeys(leads)]
    things = (thing for values in found for thing in values.things)
    entries = {thing.value for thing in things if isinstance(thing, NamedNode)}
    names = {iri.rpartition("#")[2].rpartition("/")[2]: iri for iri in sorted(entries)}
    near = get_close_matches(asked, names, 1, 0.7)
    if near:
        return [names[near[0]]]
    return sorted(entries) if len(entries) <= _FEW_ENTRIES else []
