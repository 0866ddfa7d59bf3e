"""The vocabularies that the graph uses, their prefixes, and how a value becomes a term.

`TT.Tip` is the IRI of `tt:Tip`. A test holds every name that the code uses against the ontology and
against the pinned slices of the outside vocabularies, so a misspelt one does not survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple


class Namespace:
    """Terms of a vocabulary, by attribute or, where a name is no Python name, by item."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        term = NamedNode(self.base + name)
        setattr(self, name, term)  # found there from now on: a large review says `tt:order` often
        return term

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)


ONTOLOGY = NamedNode("https://w3id.org/tiptrace/ontology")
TT = Namespace("https://w3id.org/tiptrace/ontology#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
BIRO = Namespace("http://purl.org/spar/biro/")
CSVW = Namespace("http://www.w3.org/ns/csvw#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DOCO = Namespace("http://purl.org/spar/doco/")
FABIO = Namespace("http://purl.org/spar/fabio/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
NP = Namespace("http://www.nanopub.org/nschema#")
OA = Namespace("http://www.w3.org/ns/oa#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = Namespace("http://rdfs.org/ns/void#")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
MARKS = "https://w3id.org/tiptrace/mark#"
"""What `kg push` notes in an engine of what it put there; it is no vocabulary, no data have it."""

# By the names above, so that no vocabulary can be used without having a prefix.
PREFIXES: dict[str, str] = {
    name.lower(): space.base
    for name, space in sorted(globals().items())
    if isinstance(space, Namespace)
}

# How the values of closed lists are written: `wrong-code`, `sample_size`, `risk of bias`.
_BREAKS = re.compile("[-_ ]")
_CAPITALS = re.compile("[A-Z]")
Term: TypeAlias = NamedNode | Literal
_TERMS, _PLAIN = (NamedNode, Literal), (str, int)
Value: TypeAlias = "Term | str | int | bool | Iterable[Value] | None"


@cache  # fields say the same few terms again and again
def term_of(name: str) -> NamedNode:
    """Return the term of a name with its prefix, such as `tt:sample`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache  # records say the same few entries again and again
def entry_of(value: str, among: str) -> NamedNode:
    """Return the entry of a closed list: `tt:wrongCodeFaultKind` for `wrong-code` of FaultKind."""
    first, *rest = _BREAKS.split(value)
    return TT["".join((first, *map(str.capitalize, rest), among))]


def words_of_entry(entry: NamedNode, among: str) -> str:
    """Return what an entry of a closed list is called in the files, with blanks: `wrong code`."""
    name = entry.value.removeprefix(TT.base).removesuffix(among)
    return _CAPITALS.sub(lambda found: f" {found.group().lower()}", name)


def engine_words(text: str) -> Literal:
    """Return a sentence that the engine says itself, in English; curators have `Iris.words`."""
    return Literal(text, language="en")


def year_of(year: int | None) -> Literal | None:
    """Return a year as xsd:gYear."""
    return None if year is None else Literal(f"{year:04d}", datatype=XSD.gYear)


def day_of(day: date | None) -> Literal | None:
    """Return a day as xsd:date."""
    return None if day is None else Literal(day.isoformat(), datatype=XSD.date)


def decimal_of(number: Decimal | None) -> Literal | None:
    """Return a number as one of the graph, or None where there is none."""
    return None if number is None else Literal(f"{number:f}", datatype=XSD.decimal)


def describe(subject: NamedNode, *pairs: tuple[NamedNode, Value]) -> list[Triple]:
    """Return the triples of a subject; None gives nothing, an iterable one triple an item."""
    # A list, and no generator: a large review is described in hundreds of thousands of triples.
    triples: list[Triple] = []
    for predicate, value in pairs:
        if value is None:
            continue
        if isinstance(value, _TERMS):
            triples.append(Triple(subject, predicate, value))
        elif isinstance(value, _PLAIN):  # a string is no iterable of values to us
            triples.append(Triple(subject, predicate, Literal(value)))
        else:
            for item in value:
                triples += describe(subject, (predicate, item))
    return triples
