from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal as Term
from pyoxigraph import NamedNode, Store
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, URIRef

from kg import model

ROOT = Path(__file__).resolve().parents[2]
IRI = URIRef("https://w3id.org/tiptrace/ontology")
TERMS = f"{IRI}#"
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
ONTOLOGY = Graph().parse(ROOT / "ontology" / "tiptrace.ttl")
OURS = sorted(
    {term for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(TERMS)}, key=str
)
PROPERTIES = [
    term
    for term in OURS
    if {OWL.ObjectProperty, OWL.DatatypeProperty} & set(ONTOLOGY.objects(term, RDF.type))
]
# Of the datatypes of OWL 2 RL, those that we have a use for.
DATATYPES = {
    RDFS.Literal,
    XSD.anyURI,
    XSD.boolean,
    XSD.dateTime,
    XSD.decimal,
    XSD.integer,
    XSD.nonNegativeInteger,
    XSD.string,
}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
HEADER = [
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.creator,
    DCTERMS.publisher,
    DCTERMS.license,
    DCTERMS.created,
    DCTERMS.issued,
    DCTERMS.modified,
    DCTERMS.bibliographicCitation,
    OWL.versionIRI,
    OWL.versionInfo,
    OWL.priorVersion,
    VANN.preferredNamespacePrefix,
    VANN.preferredNamespaceUri,
    STATUS,
]


def name_of(term: URIRef) -> str:
    return str(term).removeprefix(TERMS)


@pytest.mark.parametrize("term", OURS, ids=name_of)
def test_term_is_documented(term: URIRef) -> None:
    """A term has one English label, one definition that its comment repeats, and an example."""
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        values = list(ONTOLOGY.objects(term, predicate))
        assert len(values) == 1, predicate
        assert isinstance(values[0], Literal)
        assert values[0].language == "en"
        assert str(values[0]) == str(values[0]).strip()
    assert ONTOLOGY.value(term, RDFS.comment) == ONTOLOGY.value(term, SKOS.definition)
    assert ONTOLOGY.value(term, RDFS.isDefinedBy) == IRI
    assert str(ONTOLOGY.value(term, STATUS)) in {"testing", "stable", "unstable", "archaic"}


@pytest.mark.parametrize("term", OURS, ids=name_of)
def test_definition_is_plain(term: URIRef) -> None:
    """A definition consists of whole sentences, none of them long."""
    definition = str(ONTOLOGY.value(term, SKOS.definition))
    assert re.match(r"[A-Z]", definition)
    assert definition.endswith(".")
    assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", definition)) <= 32


@pytest.mark.parametrize("term", OURS, ids=name_of)
def test_name_has_the_case_of_its_kind(term: URIRef) -> None:
    """Classes start with a capital, properties with a small letter; no name has a hyphen.

    Entries of closed lists may have the digits of their values: isbn13.
    """
    types = set(ONTOLOGY.objects(term, RDF.type))
    name, said = name_of(term), set(ONTOLOGY.predicates(term))
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*" if SKOS.notation in said else r"[A-Za-z]+", name)
    if OWL.Class in types:
        assert name[0].isupper()
    elif types & KINDS:
        assert name[0].islower()


def test_labels_and_definitions_are_unique() -> None:
    """No two terms of one kind share a label, and no two terms share a definition."""
    for predicate in (RDFS.label, SKOS.definition):
        seen: dict[tuple[object, object], URIRef] = {}
        for term in OURS:
            kinds = sorted(set(ONTOLOGY.objects(term, RDF.type)) & KINDS) or [OWL.NamedIndividual]
            is_class = kinds[0] if predicate == RDFS.label else None
            key = (ONTOLOGY.value(term, predicate), is_class)
            assert key not in seen, f"{term} and {seen.get(key)}: {key[0]}"
            seen[key] = term


@pytest.mark.parametrize("predicate", HEADER, ids=str)
def test_header_has(predicate: URIRef) -> None:
    """The header says everything that a catalogue asks for."""
    assert ONTOLOGY.value(IRI, predicate) is not None


def test_header_says_whether_old_queries_hold() -> None:
    """The version before this one is named as compatible or as not."""
    prior = ONTOLOGY.value(IRI, OWL.priorVersion)
    said = {*ONTOLOGY.objects(IRI, OWL.backwardCompatibleWith)}
    said |= {*ONTOLOGY.objects(IRI, OWL.incompatibleWith)}
    assert said == {prior}


def test_version_starts_with_the_address_of_the_ontology() -> None:
    """Version IRI, version and prior version fit together."""
    version = str(ONTOLOGY.value(IRI, OWL.versionInfo))
    assert str(ONTOLOGY.value(IRI, OWL.versionIRI)) == f"{IRI}/{version}"
    prior = str(ONTOLOGY.value(IRI, OWL.priorVersion)).removeprefix(f"{IRI}/")
    assert tuple(map(int, prior.split("."))) < tuple(map(int, version.split(".")))
    assert version in str(ONTOLOGY.value(IRI, DCTERMS.bibliographicCitation))
    assert str(ONTOLOGY.value(IRI, VANN.preferredNamespaceUri)) == TERMS


def test_every_object_property_leads_somewhere() -> None:
    """A property between records has a domain, a range, an inverse or a chain that defines it."""
    said = (RDFS.domain, RDFS.range, OWL.inverseOf, OWL.propertyChainAxiom)
    free = {"inTable", "inRow", "witness"}
    bare = {
        name_of(term)
        for term in OURS
        if (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY
        and not any(ONTOLOGY.value(term, predicate) for predicate in said)
    }
    assert bare == free


@pytest.mark.parametrize("term", PROPERTIES, ids=name_of)
def test_a_property_leads_to_what_its_kind_can(term: URIRef) -> None:
    """The range of a property fits its kind; a reasoner says of others "cannot pun", minutes later.

    Words of ours carry a language. OWL 2 RL has no type for them: their range is rdfs:Literal, and
    the shape asks for rdf:langString.
    """
    ranges = set(ONTOLOGY.objects(term, RDFS.range))
    if (term, RDF.type, OWL.DatatypeProperty) in ONTOLOGY:
        assert ranges <= DATATYPES, "give one of the types above, rdfs:Literal for words of ours"
    else:
        classes = set(ONTOLOGY.subjects(RDF.type, OWL.Class))
        assert ranges <= classes, "declare the class, or make it a datatype property"


SAID = [
    (record, name, URIRef(says.term.replace("tt:", TERMS)))
    for record in vars(model).values()
    if isinstance(record, type) and issubclass(record, model.Record)
    for name, says in record.says.items()
    if says.term.startswith("tt:")
]


@pytest.mark.parametrize(
    ("record", "name", "term"), SAID, ids=[f"{one.__name__}.{name}" for one, name, _ in SAID]
)
def test_a_field_says_a_term_that_fits_it(
    record: type[model.Record], name: str, term: URIRef
) -> None:
    """A field that names a record or an entry of a list says an object property, others do not."""
    assert term in OURS, f"define {term} in ontology/tiptrace.ttl"
    kinds = set(ONTOLOGY.objects(term, RDF.type))
    leads = name in record.links or record.says[name].among
    assert (OWL.ObjectProperty if leads else OWL.DatatypeProperty) in kinds
    if record.says[name].ours:
        assert ONTOLOGY.value(term, RDFS.range) in {None, RDFS.Literal}


@pytest.mark.parametrize("term", PROPERTIES, ids=name_of)
def test_what_the_data_say_fits_the_property(
    term: URIRef, tiny_store: Store, frost_store: Store
) -> None:
    """An object property leads to a record, a datatype property to a value of its type."""
    found = {
        quad.object
        for store in (tiny_store, frost_store)
        for quad in store.quads_for_pattern(None, NamedNode(term), None)
    }
    if (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY:
        assert all(isinstance(value, NamedNode) for value in found)
        return
    assert all(isinstance(value, Term) for value in found)
    ranges = {str(kind) for kind in ONTOLOGY.objects(term, RDFS.range)} - {str(RDFS.Literal)}
    types = {value.datatype.value for value in found if isinstance(value, Term)}
    assert not ranges or types <= ranges, f"give {name_of(term)} the range {types}"


DOMAINS = [term for term in PROPERTIES if ONTOLOGY.value(term, RDFS.domain) is not None]


@pytest.mark.parametrize("term", DOMAINS, ids=name_of)
def test_what_has_a_property_is_of_its_domain(
    term: URIRef, tiny_store: Store, frost_store: Store
) -> None:
    """Any other thing would be of two kinds that share nothing; a reasoner says so much later."""
    domain = ONTOLOGY.value(term, RDFS.domain)
    strangers = f"""SELECT DISTINCT ?thing WHERE {{ ?thing <{term}> ?value .
      FILTER NOT EXISTS {{ ?thing a/<{RDFS.subClassOf}>* <{domain}> }} }}"""
    for store in (tiny_store, frost_store):
        rows = store.query(strangers, use_default_graph_as_union=True)
        assert [row[0].value for row in rows] == []  # type: ignore[union-attr]


def test_no_import() -> None:
    """Nothing is imported: other vocabularies would break the profile."""
    assert ONTOLOGY.value(IRI, OWL.imports) is None


def test_alignments_start_from_our_terms() -> None:
    """Each alignment has a term of ours on its left."""
    graph = Graph().parse(ROOT / "ontology" / "alignments.ttl")
    links = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch)
    left = {subject for link in links for subject in graph.subjects(link)}
    assert left <= set(OURS)


@pytest.mark.parametrize("trap", ["isSupportedBy", "supports", "isCitedBy", "givesSupportTo"])
def test_no_alignment_has_the_wrong_direction(trap: str) -> None:
    """None of ours is aligned to a CiTO property whose subject is the work that is cited."""
    graph = Graph().parse(ROOT / "ontology" / "alignments.ttl")
    assert URIRef(f"http://purl.org/spar/cito/{trap}") not in set(graph.objects())
