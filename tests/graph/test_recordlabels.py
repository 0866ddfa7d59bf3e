from __future__ import annotations

import pytest
from pyoxigraph import Literal, Quad, Store, Triple

from kg.graph.heard import Heard
from kg.graph.iris import Iris
from kg.graph.queries import select_rows
from kg.graph.recordlabels import RecordLabels, is_made
from kg.graph.vocab import RDF, RDFS, SKOS, TT

TEA = Iris("https://example.org/tea/", "en-GB")
# A passage is named by what it is of.
UNLABELLED = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?record ?kind WHERE {
  GRAPH ?graph { ?record a ?kind }
  FILTER(REGEX(STR(?graph), "/graph/(review|companions)$"))
  FILTER NOT EXISTS { ?record rdfs:label|skos:prefLabel ?label }
  FILTER(?kind NOT IN (oa:TextPositionSelector, oa:SpecificResource))
}
ORDER BY ?record"""


def labels_of(store: Store, path: str) -> list[Literal]:
    """Return the labels that were made of a record."""
    found = store.quads_for_pattern(TEA.of(path), RDFS.label, None)
    return [quad.object for quad in found if isinstance(quad.object, Literal)]


@pytest.mark.parametrize("name", ["tiny", "trials", "deep_rules", "frost"])
def test_each_record_has_a_label(name: str, request: pytest.FixtureRequest) -> None:
    """Whatever has a class in the graphs of a review and its companions has a label."""
    store: Store = request.getfixturevalue(f"{name}_store")
    assert [row["record"] for row in select_rows(store, UNLABELLED)] == []


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("mentions/sharing--B2", "B2, cited in sharing a pot"),
        ("mentions/sharing--B1--2", "B1, cited in sharing a pot (2 of 2)"),
        ("sources/A1", "Able, 2001: Tea and Company"),
        ("works/A2", "Baker and others, 2002: Tea in 120 Offices"),
        ("sources/A1#author-able-ann", "Ann Able, author of Able, 2001"),
        (
            "claims/clean-pot#from-D1",
            "Supported by Ministry of Tea, 1998: Official advice wants the pot kept clean.",
        ),
        ("errata/E001", "E001, proved: “D2”, should be “D1”"),
        ("rows/1#for-A2", "Baker and others, 2002 in what we found, row 1: share the pot"),
        ("tables/effects#row-output--none", "What tea does, row 2: output – none: 1"),
    ],
)
def test_a_label_tells_what_a_record_is(tiny_store: Store, path: str, label: str) -> None:
    """It is made of the record's own words, and says how a thing is tied to others."""
    assert [one.value for one in labels_of(tiny_store, path)] == [label]


def test_a_label_has_the_language_of_its_words() -> None:
    """Words of ours are in the review's language, or stay English where nobody translated them."""
    for language, said, tag in (
        ("en-GB", "A1, cited in tea", "en-gb"),
        ("cy", "A1, a ddyfynnir yn tea", "cy"),
        ("ar", "A1, cited in tea", "en"),
    ):
        iris = TEA.speaking(language)
        mention, section, graph = (
            iris.of("mentions/x"),
            iris.of("sections/tea"),
            iris.graph("x"),
        )
        heard = Heard()
        described = [
            Triple(mention, RDF.type, TT.Mention),
            Triple(mention, TT.printedCode, Literal("A1")),
            Triple(mention, TT.inSection, section),
            Triple(section, SKOS.prefLabel, Literal("tea")),
        ]
        heard.hear(described, graph)
        label = Quad(mention, RDFS.label, Literal(said, language=tag), graph)
        assert [*RecordLabels(iris, heard).lines()] == [f"{label} .\n"]


def test_a_suspicion_is_not_labelled_as_proved(frost_store: Store) -> None:
    """A suspected fault says so in its label, and gives nothing as right."""
    query = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX tt: <https://w3id.org/tiptrace/ontology#>
    SELECT ?label WHERE { ?fault a tt:SuspectedFault ; rdfs:label ?label }"""
    labels = [row["label"] for row in select_rows(frost_store, query)]
    assert labels
    assert [one for one in labels if ", suspected: " not in one or "should be" in one] == []


def test_what_is_made_is_told_from_what_is_entered() -> None:
    """The label of a theme is entered; that of a claim or a citation is made of the rest."""
    assert not is_made([TT.Theme], [RDFS.label, TT.about])
    assert is_made([TT.Claim], [RDFS.label, TT.statement])
    assert is_made([TT.Mention], [RDFS.label])
