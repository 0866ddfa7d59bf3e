"""Closed lists: the values of the model are the entries of the ontology, with a label in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg import model
from kg.catalogues import voice_of
from kg.graph.triples.agents import Role
from kg.graph.vocab import TT, entry_of, term_of

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = Graph().parse(ROOT / "ontology" / "tiptrace.ttl")
TERMS = TT.base
LISTS = sorted(set(ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme)), key=str)
VOICES = {path.stem: voice_of(path.stem) for path in (ROOT / "site" / "languages").glob("*.po")}
ENTRIES = sorted(set(ONTOLOGY.subjects(SKOS.inScheme)), key=str)


def name_of(term: Node) -> str:
    """Return the name of a term of ours."""
    return str(term).removeprefix(TERMS)


def values_in(hint: object) -> set[str]:
    """Return the values that a field may have, by its type."""
    inner = [values_in(part) for part in get_args(hint) if not isinstance(part, str)]
    return {part for part in get_args(hint) if isinstance(part, str)}.union(*inner)


def kinds_below(kind: type[model.Record]) -> Iterator[type[model.Record]]:
    """Yield the kinds of record of the model, those too that stand only inside of others."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("kg.model."):  # and not in a test
            yield below
        yield from kinds_below(below)


def fields_of_lists() -> dict[tuple[str, str], set[str]]:
    """Return the values of all fields that are of a closed list, by its class and the term."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in kinds_below(model.Record):
        for name, says in record.says.items():
            if says.among:
                found[says.among, says.term] |= values_in(record.model_fields[name].annotation)
    # What has no field: a name is in the field `author` or `editor` of an entry.
    found["ContributorRole", "tt:ofContributorRole"] = set(get_args(Role))
    return dict(found)


FIELDS = fields_of_lists()


def test_every_list_has_a_field() -> None:
    """No list of the ontology is one that nothing says, and no field has a list of its own."""
    classes = {name_of(kind) for entry in ENTRIES for kind in kinds_of(entry)}
    assert classes == {among for among, _ in FIELDS}
    assert len(LISTS) == len(classes)


def kinds_of(entry: Node) -> set[Node]:
    """Return the classes of an entry that are ours."""
    return {*ONTOLOGY.objects(entry, RDF.type)} - {OWL.NamedIndividual, SKOS.Concept}


def labels_of(entry: Node) -> list[tuple[str, str]]:
    """Return the language and the words of each label of an entry."""
    labels = ONTOLOGY.objects(entry, SKOS.prefLabel)
    return [(str(one.language), str(one)) for one in labels if isinstance(one, Literal)]


@pytest.mark.parametrize(("among", "term"), sorted(FIELDS), ids=str)
def test_the_values_of_a_field_are_the_entries(among: str, term: str) -> None:
    """Each value has its entry, by name and by notation, and the property leads to the class."""
    listed = URIRef(TERMS + among)
    assert set(ONTOLOGY.objects(URIRef(term_of(term).value), RDFS.range)) == {listed}
    entries = {
        (entry, ONTOLOGY.value(entry, SKOS.notation))
        for entry in ONTOLOGY.subjects(RDF.type, listed)
    }
    values = set().union(*(said for (other, _), said in FIELDS.items() if other == among))
    assert entries == {(URIRef(entry_of(value, among).value), Literal(value)) for value in values}


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_an_entry_is_of_one_list_and_has_a_label(entry: URIRef) -> None:
    """It stands at the top of a scheme, which all entries of its class share."""
    [scheme] = ONTOLOGY.objects(entry, SKOS.inScheme)
    [kind] = kinds_of(entry)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in ONTOLOGY
    assert (entry, SKOS.topConceptOf, scheme) in ONTOLOGY
    assert (kind, RDFS.subClassOf, SKOS.Concept) in ONTOLOGY
    assert (entry, RDF.type, SKOS.Concept) in ONTOLOGY  # few engines infer it
    others = ONTOLOGY.subjects(RDF.type, kind)
    assert {ONTOLOGY.value(other, SKOS.inScheme) for other in others} == {scheme}
    languages = [language for language, _ in labels_of(entry)]
    assert languages.count("en") == 1
    assert len(set(languages)) == len(languages)


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_an_entry_says_what_the_catalogue_says(entry: URIRef) -> None:
    """Where a catalogue of messages has the words of an entry, the entry has them as well."""
    labels = dict(labels_of(entry))
    spoken = {language: voice.say(labels["en"]) for language, voice in VOICES.items()}
    assert {language: labels.get(language, labels["en"]) for language in VOICES} == spoken
