"""The alignments as a table of mappings, held against the Turtle that it is made from."""

from __future__ import annotations

import csv

import pytest
import yaml
from rdflib import Graph, URIRef

from kg.outputs.site.ontology.sssom import render_mappings
from kg.resources import resource_folder

FOLDER = resource_folder("ontology")
OURS = "https://w3id.org/tiptrace/ontology#"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Return the lines of the file."""
    return render_mappings(FOLDER).decode().splitlines()


def test_the_mappings_are_those_of_the_turtle(lines: list[str]) -> None:
    """By its map of prefixes each line is a statement of the Turtle, and none is missing."""
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")

    def iri(curie: str) -> URIRef:
        prefix, _, name = curie.partition(":")
        return URIRef(head["curie_map"][prefix] + name)

    said = [
        tuple(iri(row[name]) for name in ("subject_id", "predicate_id", "object_id"))
        for row in rows
    ]
    stated = {
        triple
        for triple in Graph().parse(FOLDER / "alignments.ttl")
        if str(triple[0]).startswith(OURS)
    }
    assert len(said) == len(stated)
    assert set(said) == stated


def test_each_line_has_what_sssom_asks_for(lines: list[str]) -> None:
    """Both terms have their labels, and each says by what it was found."""
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert rows[0][0] == "subject_id"
    assert ["tt:EvidenceLine", "evidence line", "skos:closeMatch", "sepio:0000002",
            "evidence line", "semapv:ManualMappingCuration"] in rows  # fmt: skip
    assert all(all(row) for row in rows)


def test_the_set_of_mappings_says_what_it_is(lines: list[str]) -> None:
    """Its version is that of the ontology, and it has a licence."""
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    assert head["mapping_set_id"] == "https://w3id.org/tiptrace/alignments.sssom.tsv"
    assert head["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert head["sssom_version"] == "1.0"  # of those that its schema lists
    assert head["mapping_set_version"].count(".") == 2
