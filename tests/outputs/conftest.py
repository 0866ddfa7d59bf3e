"""Datasets for the tests of the outputs: a small one written out, and the project's own review."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.graph.iris import Iris
from kg.graph.quads import quads_for_ontology, quads_for_sources
from kg.graph.store import load_dataset
from kg.graph.vocab import TT
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources

_ROOT = Path(__file__).parents[2]

SMALL = """
@prefix : <https://example.org/small/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tt: <https://w3id.org/tiptrace/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://example.org/small/evidence-classes/A> skos:notation "A" ; tt:order 1 ;
  skos:prefLabel "Primary research"@en ; tt:kindOfEvidence tt:PrimaryResearch .
<https://example.org/small/evidence-classes/B> skos:notation "B" ; tt:order 2 ;
  skos:prefLabel "Reviews, theory"@en ; tt:kindOfEvidence tt:SecondaryResearch .

# Entries of closed lists, as the ontology has them.
tt:authorContributorRole skos:notation "author" .
tt:editorContributorRole skos:notation "editor" .
tt:doiIdentifierScheme skos:notation "doi" .
tt:urlIdentifierScheme skos:notation "url" .
tt:workIdentifiedKind skos:notation "work" .
tt:copyIdentifiedKind skos:notation "copy" .
tt:titleEntryField skos:notation "title" .
tt:authorsEntryField skos:notation "authors" .
tt:yearEntryField skos:notation "year" .
tt:correctsCorrectionKind skos:notation "corrects" .
tt:confirmsCorrectionKind skos:notation "confirms" .

<https://example.org/small/sources/A10> a tt:Source , tt:ListedSource ; tt:code "A10" ;
  tt:shortLabel "A10" ; tt:sortKey "A000010" ;
  tt:entryType "article" ;
  tt:evidenceClass <https://example.org/small/evidence-classes/A> ;
  dcterms:title "Talk & trust: 100% of {teams}" ; dcterms:issued "1999"^^xsd:gYear ;
  tt:containerTitle "Journal of Teams" ; bibo:volume "22" ; bibo:issue "5" ; bibo:pages "401-421" ;
  tt:hasContribution :A10-1 , :A10-2 ; tt:hasIdentifier :A10-doi , :A10-copy ;
  tt:hasCorrection :A10-year , :A10-same , :A10-perhaps .
:A10-1 tt:ofContributorRole tt:authorContributorRole ; tt:order 1 ; tt:contributor :smith .
:A10-2 tt:ofContributorRole tt:authorContributorRole ; tt:order 2 ; tt:contributor :board .
:smith foaf:name "Smith MK" ; foaf:familyName "Smith" ; foaf:givenName "M. K." .
:board foaf:name "Board of Health, North" .
:A10-doi tt:ofIdentifierScheme tt:doiIdentifierScheme ;
  tt:value "10.1000/a_b" ; tt:ofIdentifiedKind tt:workIdentifiedKind .
:A10-copy tt:ofIdentifierScheme tt:urlIdentifierScheme ;
  tt:value "https://example.org/copy" ; tt:ofIdentifiedKind tt:copyIdentifiedKind .
:A10-year tt:ofEntryField tt:yearEntryField ; tt:ofCorrectionKind tt:correctsCorrectionKind ;
  tt:printedText "1998" ;
  tt:correctedText "1999" ; tt:isApplied true ;
  tt:witness <https://example.org/witness> .
:A10-perhaps tt:ofEntryField tt:authorsEntryField ; tt:ofCorrectionKind tt:correctsCorrectionKind ;
  tt:correctedText "Smyth, M." ;
  tt:isApplied false ;
  tt:witness <https://example.org/copy> ; rdfs:comment "Others may be missing."@en ;
  tt:explainedBy :doubt .
:doubt a tt:SuspectedFault .
:A10-same tt:ofEntryField tt:titleEntryField ; tt:ofCorrectionKind tt:confirmsCorrectionKind ;
  tt:correctedText "Talk" ;
  tt:isApplied false ;
  tt:witness <https://example.org/witness> .

<https://example.org/small/sources/A2> a tt:Source , tt:ListedSource ; tt:code "A2" ;
  tt:shortLabel "A2" ; tt:sortKey "A000002" ;
  tt:entryType "incollection" ;
  tt:evidenceClass <https://example.org/small/evidence-classes/A> ;
  dcterms:title "A chapter" ; dcterms:issued "2001"^^xsd:gYear ; tt:containerTitle "The book" ;
  tt:hasCorrection :A2-title ;
  tt:publisherName "ProcessRenderer" ; tt:placeOfPublication "Leeds" ;
  tt:hasContribution :A2-1 , :A2-2 .
:A2-title tt:ofEntryField tt:titleEntryField ; tt:ofCorrectionKind tt:correctsCorrectionKind ;
  tt:printedText "A chapther" ;
  tt:correctedText "A chapter" ; tt:isApplied true ; tt:explainedBy :slip .
:slip a tt:Erratum ; dcterms:identifier "E009" .
:A2-1 tt:ofContributorRole tt:authorContributorRole ; tt:order 1 ; tt:contributor :glasby .
:A2-2 tt:ofContributorRole tt:editorContributorRole ; tt:order 1 ; tt:contributor :hale .
:glasby foaf:name "Glasby Jon" ; foaf:familyName "Glasby" ; foaf:givenName "Jon" .
:hale foaf:name "Hale G" ; foaf:familyName "Hale" ; foaf:givenName "G." .

<https://example.org/small/sources/B1> a tt:Source , tt:ListedSource ; tt:code "B1" ;
  tt:shortLabel "B1" ; tt:sortKey "B000001" ;
  tt:entryType "online" ;
  tt:evidenceClass <https://example.org/small/evidence-classes/B> ;
  dcterms:title "A page" ; dcterms:issued "2005"^^xsd:gYear ;
  foaf:page <https://example.org/page> ; tt:urlChecked "2005-03" .

<https://example.org/small/tips/7> a tt:Tip ; tt:number 7 ; tt:addresses :talk .
:row-1 tt:forImplication :talk ; tt:listsSource <https://example.org/small/sources/A10> ,
  <https://example.org/small/sources/A2> .
"""


@pytest.fixture(scope="session")
def small_store() -> Store:
    """Return three sources and one tip."""
    store = Store()
    store.load(SMALL.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def known_store(small_store: Store) -> Store:
    """Return the three sources, with the ORCID iDs of an author and of an editor."""
    store = Store()
    store.extend(small_store)
    known = {"smith": "0000-0000-0000-0001", "hale": "0000-0000-0000-001X"}
    for name, orcid in known.items():
        person = NamedNode(f"https://example.org/small/{name}")
        store.add(Quad(person, TT.orcid, NamedNode(f"https://orcid.org/{orcid}")))
    return store


@pytest.fixture(scope="session")
def real_store() -> Store:
    """Return what the files of the project's own review say."""
    project = load_project(_ROOT)
    reading = read_sources(project)
    assert reading.sources is not None, "\n".join(map(str, reading.problems))
    iris = Iris(project.base)
    ontology = (_ROOT / "ontology" / "tiptrace.ttl").read_bytes()
    said = quads_for_sources(reading.sources, iris)
    told = quads_for_ontology(ontology, iris.speaking(reading.sources.review.language))
    return load_dataset(chain(said, told))
