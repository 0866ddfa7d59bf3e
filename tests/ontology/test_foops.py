"""The metadata that FOOPS! asks of an ontology, and FAIR of a dataset, checked without a network.

The names in brackets are those of the tests at https://foops.linkeddata.es . What needs a server
(URI1, CN1, HTTP1, VER2, FIND2, FIND3) is not checked here; nothing may claim it either.
"""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.graph.iris import Iris
from kg.graph.metadata import quads_for_metadata
from kg.graph.metadata_build import Publication
from kg.graph.metadata_counts import count_quads
from kg.graph.queries import load_queries
from kg.graph.store import load_dataset, sorted_nquads
from kg.graph.vocab import DCAT, DCTERMS, ONTOLOGY, OWL, RDF, RDFS, SKOS, SPDX, TT, VOID, Namespace
from kg.manifest import Manifest
from kg.resources import resource_folder

VANN = Namespace("http://purl.org/vocab/vann/")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
IRIS = Iris("https://w3id.org/tiptrace/frost2005/")
HEADER = {
    "OM1 title": DCTERMS.title,
    "OM1 description": DCTERMS.description,
    "OM1 licence": DCTERMS.license,
    "OM1 version IRI": OWL.versionIRI,
    "OM1 creator": DCTERMS.creator,
    "OM1 namespace": VANN.preferredNamespaceUri,
    "OM2 prefix": VANN.preferredNamespacePrefix,
    "OM2 version": OWL.versionInfo,
    "OM2 created": DCTERMS.created,
    "OM2 citation": DCTERMS.bibliographicCitation,
    "OM3 publisher": DCTERMS.publisher,
    "OM3 issued": DCTERMS.issued,
    "OM3 modified": DCTERMS.modified,
    "OM3 status": VS.term_status,
}


@pytest.fixture(scope="module")
def ontology() -> Store:
    """Return the ontology file as a dataset."""
    store = Store()
    store.load((resource_folder("ontology") / "tiptrace.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def meta(frost_store: Store) -> Store:
    """Return the meta graph of the real review."""
    nquads = sorted_nquads(frost_store)
    publication = Publication(
        iris=IRIS,
        manifest=Manifest("d" * 64, "1" * 64, "0.1", "Working together", IRIS.base),
        counts=count_quads(nquads),
        rules=load_queries(resource_folder("queries") / "rules"),
        files={"data/dataset.nq": nquads},
        licence="https://creativecommons.org/licenses/by/4.0/",
    )
    return load_dataset(quads_for_metadata(frost_store, publication))


def values_of(store: Store, subject: NamedNode, predicate: NamedNode) -> list[str]:
    """Return the values of a property as text."""
    found = (quad.object for quad in store.quads_for_pattern(subject, predicate, None))
    return sorted(term.value for term in found if isinstance(term, NamedNode | Literal))


def own_terms(store: Store) -> list[NamedNode]:
    """Return every term that the ontology defines, sorted."""
    subjects = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, None)}
    named = (node for node in subjects if isinstance(node, NamedNode))
    return sorted((n for n in named if n.value.startswith(TT.base)), key=lambda n: n.value)


@pytest.mark.parametrize("predicate", HEADER.values(), ids=HEADER.keys())
def test_header(predicate: NamedNode, ontology: Store) -> None:
    """The header of the ontology has what FOOPS! looks for."""
    assert values_of(ontology, ONTOLOGY, predicate)


def test_one_ontology(ontology: Store) -> None:
    """The file holds one ontology, under its persistent IRI (URI2, PURL1)."""
    found = [q.subject for q in ontology.quads_for_pattern(None, RDF.type, OWL.Ontology)]
    assert found == [ONTOLOGY]
    assert ONTOLOGY.value.startswith("https://w3id.org/")


def test_version(ontology: Store) -> None:
    """The version IRI is the ontology's IRI and the version, and a prior one differs (VER1)."""
    (version,) = values_of(ontology, ONTOLOGY, OWL.versionInfo)
    assert values_of(ontology, ONTOLOGY, OWL.versionIRI) == [f"{ONTOLOGY.value}/{version}"]
    prior = values_of(ontology, ONTOLOGY, OWL.priorVersion)
    assert all(iri.startswith(f"{ONTOLOGY.value}/") for iri in prior)
    assert f"{ONTOLOGY.value}/{version}" not in prior


def test_namespace(ontology: Store) -> None:
    """Prefix and namespace are those that the terms and the code use (FIND1)."""
    assert values_of(ontology, ONTOLOGY, VANN.preferredNamespaceUri) == [TT.base]
    assert values_of(ontology, ONTOLOGY, VANN.preferredNamespacePrefix) == ["tt"]


def test_licence_can_be_looked_up(ontology: Store) -> None:
    """The licence is an address, not a name (OM4)."""
    assert all(iri.startswith("https://") for iri in values_of(ontology, ONTOLOGY, DCTERMS.license))


def test_labels_and_definitions(ontology: Store) -> None:
    """Every term has a label and a definition, and says where it belongs (VOC3, VOC4)."""
    lacking = [
        f"{term.value}: {predicate.value}"
        for term in own_terms(ontology)
        for predicate in (RDFS.label, SKOS.definition, RDFS.comment, RDFS.isDefinedBy)
        if not values_of(ontology, term, predicate)
    ]
    assert lacking == []


def test_other_vocabularies_are_used(ontology: Store) -> None:
    """The ontology builds on other vocabularies instead of inventing everything (VOC1, VOC2)."""
    terms = {
        quad.subject.value
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for quad in ontology.quads_for_pattern(None, RDF.type, kind)
        if isinstance(quad.subject, NamedNode)
    }
    spaces = {iri.rpartition("#")[0] or iri.rpartition("/")[0] for iri in terms}
    assert len(spaces) > 5


def test_nothing_claims_to_resolve(ontology: Store) -> None:
    """As long as the addresses are not registered, the header says so (URI1, CN1)."""
    notes = " ".join(values_of(ontology, ONTOLOGY, SKOS.editorialNote))
    assert "do not resolve" in notes


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.license, DCTERMS.rights,
        DCAT.version, DCAT.distribution, VOID.vocabulary, VOID.uriSpace, VOID.exampleResource,
        VOID.dataDump, SKOS.editorialNote,
    ],
    ids=lambda predicate: predicate.value.rpartition("#")[2].rpartition("/")[2],
)  # fmt: skip
def test_dataset(predicate: NamedNode, meta: Store) -> None:
    """The dataset says what it is, whose it is, which version, and where its files are."""
    assert values_of(meta, IRIS.of("meta/dataset"), predicate)


def test_distributions(meta: Store) -> None:
    """Each distribution has a media type, a size and a checksum."""
    for quad in meta.quads_for_pattern(None, RDF.type, DCAT.Distribution):
        assert isinstance(quad.subject, NamedNode)
        for predicate in (DCAT.mediaType, DCAT.byteSize, DCAT.downloadURL, SPDX.checksum):
            assert len(values_of(meta, quad.subject, predicate)) == 1
