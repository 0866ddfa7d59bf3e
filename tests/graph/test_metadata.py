"""The meta graph says exactly what the build holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.credits import Credits
from kg.graph.iris import Iris
from kg.graph.metadata import quads_for_metadata
from kg.graph.metadata_build import Publication
from kg.graph.metadata_counts import count_quads
from kg.graph.queries import load_queries, select_rows
from kg.graph.store import load_dataset, sorted_nquads
from kg.graph.vocab import DCAT, DCTERMS, FOAF, FORMATS, OWL, PREFIXES, RDF, TT, VCARD, VOID, XSD
from kg.manifest import Manifest
from kg.model import Curation, ReadBy
from kg.resources import resource_folder

IRIS = Iris("https://example.org/tea/")
DATASET = IRIS.of("meta/dataset")
PREFIX_LINES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())
OTHERS = "FILTER(!STRENDS(STR(?g), '/graph/meta'))"


def publication_of(
    store: Store, iris: Iris, *, epoch: str | None = None, licence: str | None = None
) -> Publication:
    """Return a build of a dataset as it is handed to the metadata."""
    nquads = sorted_nquads(store)
    digest = hashlib.sha256(nquads).hexdigest()
    return Publication(
        iris=iris,
        manifest=Manifest(digest, "1" * 64, "0.1", "Tea", iris.base),
        counts=count_quads(nquads),
        rules=load_queries(resource_folder("queries") / "rules"),
        files={"data/dataset.nq": nquads, "data/review.ttl": b"# tea\n"},
        licence=licence,
        epoch=epoch,
    )


@pytest.fixture(scope="module")
def quads(tiny_store: Store) -> list[Quad]:
    """Return the meta graph of the tiny world."""
    return list(quads_for_metadata(tiny_store, publication_of(tiny_store, IRIS)))


def test_who_publishes_it_is_told(tiny_store: Store) -> None:
    """Publisher, contact and address of the settings stand on the dataset."""
    bare = publication_of(tiny_store, IRIS)
    told = replace(
        bare.manifest,
        publisher="The Tea & Cake Trust",
        contact="tea@example.org",
        address="https://tea.example/",
    )
    found = load_dataset(quads_for_metadata(tiny_store, replace(bare, manifest=told)))
    publisher, contact = IRIS.of("meta/publisher"), IRIS.of("meta/contact")
    assert value_of(found, DATASET, DCTERMS.publisher) == publisher.value
    assert value_of(found, publisher, FOAF.name) == "The Tea & Cake Trust"
    assert value_of(found, DATASET, DCAT.contactPoint) == contact.value
    assert value_of(found, contact, VCARD.hasEmail) == "mailto:tea@example.org"
    assert value_of(found, DATASET, DCAT.landingPage) == "https://tea.example/"
    assert value_of(found, DATASET, FOAF.homepage) == "https://tea.example/"


def test_a_page_to_write_to_is_a_url(tiny_store: Store) -> None:
    """A contact that is a page is told as one, named by itself where nobody publishes."""
    bare = publication_of(tiny_store, IRIS)
    told = replace(bare.manifest, contact="https://tea.example/report")
    found = load_dataset(quads_for_metadata(tiny_store, replace(bare, manifest=told)))
    contact = IRIS.of("meta/contact")
    assert value_of(found, contact, VCARD.hasURL) == "https://tea.example/report"
    assert value_of(found, contact, VCARD.fn) == "https://tea.example/report"
    assert not list(found.quads_for_pattern(DATASET, DCTERMS.publisher, None, None))


def test_who_made_it_is_told(tiny_store: Store) -> None:
    """Makers, days and words of the settings stand on the dataset; named readers took part."""
    bare = publication_of(tiny_store, IRIS)
    jo = "Jo Example <https://orcid.org/0000-0002-1825-0097>"
    told = Credits(creators=(jo,), keywords=("tea",), created="2026-01-31", issued="2026-06-30")
    read = ReadBy(reader="first-reader", on=date(2026, 2, 1))
    other = ReadBy(reader="second-reader", on=date(2026, 2, 2))
    curation = Curation(record="tips/1", entered=read, checked=(other,), digest="a" * 12)
    found = load_dataset(
        quads_for_metadata(
            tiny_store,
            replace(
                bare,
                manifest=replace(bare.manifest, credits=told),
                curations=(curation,),
                readers={"first-reader": "Jo Example", "second-reader": "Sam"},
            ),
        )
    )
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert value_of(found, DATASET, DCTERMS.creator) == orcid
    assert value_of(found, NamedNode(orcid), FOAF.name) == "Jo Example"
    assert value_of(found, DATASET, DCTERMS.contributor) == IRIS.of("meta/makers/sam").value
    assert value_of(found, DATASET, DCAT.keyword) == "tea"
    assert value_of(found, DATASET, DCTERMS.created) == "2026-01-31"
    assert value_of(found, DATASET, DCTERMS.issued) == "2026-06-30"


def test_the_dataset_is_described_and_not_the_review(meta: Store, tiny_store: Store) -> None:
    """It has the review as its source, and not its summary."""
    assert value_of(meta, DATASET, DCTERMS.source) == IRIS.review.value
    (summary,) = tiny_store.quads_for_pattern(IRIS.review, DCTERMS.description, None)
    assert isinstance(summary.object, Literal)
    assert value_of(meta, DATASET, DCTERMS.description) != summary.object.value


def test_nobody_is_made_up(meta: Store) -> None:
    """Where the settings tell nothing, the dataset has neither publisher nor contact."""
    for term in (DCTERMS.publisher, DCAT.contactPoint, DCTERMS.creator, DCTERMS.contributor):
        assert not list(meta.quads_for_pattern(DATASET, term, None, None))
    assert value_of(meta, DATASET, DCAT.landingPage) == IRIS.base


@pytest.fixture(scope="module")
def meta(quads: list[Quad]) -> Store:
    """Return the meta graph of the tiny world as a dataset."""
    return load_dataset(quads)


def value_of(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    """Return the only value of a property."""
    (quad,) = store.quads_for_pattern(subject, predicate, None)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def rows_of(store: Store, text: str) -> set[tuple[str, ...]]:
    """Return the rows of a SPARQL query."""
    return {tuple(row.values()) for row in select_rows(store, PREFIX_LINES + text)}


def test_everything_stands_in_the_meta_graph(quads: list[Quad]) -> None:
    """Every quad is in the meta graph."""
    assert {quad.graph_name for quad in quads} == {IRIS.graph("meta")}


def test_new_names_lie_below_meta(quads: list[Quad]) -> None:
    """Every subject is an IRI below `<base>meta/`, or a former name: no blank node."""
    former = {quad.subject for quad in quads if quad.predicate == OWL.deprecated}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert quad.subject.value.startswith(f"{IRIS.base}meta/") or quad.subject in former
        assert isinstance(quad.object, NamedNode | Literal)


@pytest.mark.parametrize(
    ("path", "term", "name", "former"),
    [
        pytest.param("errata/E001", TT.formerCode, "S001", "errata/S001", id="fault"),
        pytest.param("agents/able-ann", TT.formerName, "able-a", "agents/able-a", id="person"),
    ],
)
def test_a_former_name_is_out_of_use(
    tiny_store: Store, path: str, term: NamedNode, name: str, former: str
) -> None:
    """A name that a record had before leads to its present one, and to nothing else."""
    store = load_dataset(tiny_store)
    record, old = IRIS.of(path), IRIS.of(former)
    store.add(Quad(record, term, Literal(name), IRIS.graph("review")))
    said = set(quads_for_metadata(store, publication_of(store, IRIS)))
    told = {quad for quad in said if quad.subject == old}
    meta = IRIS.graph("meta")
    assert told == {
        Quad(old, OWL.deprecated, Literal("true", datatype=XSD.boolean), meta),
        Quad(old, DCTERMS.isReplacedBy, record, meta),
    }


def test_the_formats_are_those_of_the_files(meta: Store) -> None:
    """The dataset names the formats in which its files are, each once, and no other."""
    features = [quad.object for quad in meta.quads_for_pattern(DATASET, VOID.feature, None)]
    assert sorted(map(str, features)) == sorted(map(str, (FORMATS["N-Quads"], FORMATS.Turtle)))


@pytest.mark.parametrize(
    ("term", "question"),
    [
        (VOID.triples, "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o {?s ?p ?o} }"),
        (VOID.distinctSubjects, "SELECT (COUNT(DISTINCT ?s) AS ?n) {?s ?p ?o}"),
        (VOID.distinctObjects, "SELECT (COUNT(DISTINCT ?o) AS ?n) {?s ?p ?o}"),
        (VOID.properties, "SELECT (COUNT(DISTINCT ?p) AS ?n) {?s ?p ?o}"),
        (VOID.classes, "SELECT (COUNT(DISTINCT ?c) AS ?n) {?s a ?c}"),
        (
            VOID.entities,
            (
                "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o "
                f"FILTER(STRSTARTS(STR(?s), '{IRIS.base}') && !CONTAINS(STR(?s), '#')) }}"
            ),
        ),
    ],
    ids=["triples", "subjects", "objects", "properties", "classes", "entities"],
)
def test_figure(term: NamedNode, question: str, meta: Store, tiny_store: Store) -> None:
    """A figure of the dataset is what SPARQL counts."""
    assert {(value_of(meta, DATASET, term),)} == rows_of(tiny_store, question)


def test_class_partitions(meta: Store, tiny_store: Store) -> None:
    """Each class has a partition with the number of its members."""
    told = rows_of(
        meta,
        f"SELECT ?c ?n {{ <{DATASET.value}> void:classPartition ?part . "
        "?part void:class ?c ; void:entities ?n }",
    )
    assert told == rows_of(tiny_store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {?s a ?c} GROUP BY ?c")


def test_property_partitions_of_the_union(meta: Store, tiny_store: Store) -> None:
    """Each property has a partition with its triples, subjects and objects."""
    told = rows_of(
        meta,
        f"SELECT ?p ?n ?s ?o {{ <{DATASET.value}> void:propertyPartition [ void:property ?p ; "
        "void:triples ?n ; void:distinctSubjects ?s ; void:distinctObjects ?o ] }",
    )
    assert told == rows_of(
        tiny_store,
        "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?x) AS ?s) (COUNT(DISTINCT ?y) AS ?o) "
        "{ SELECT DISTINCT ?x ?p ?y {?x ?p ?y} } GROUP BY ?p",
    )


def test_property_partitions_of_each_graph(meta: Store, tiny_store: Store) -> None:
    """Each named graph has its own partitions, exact as well."""
    told = rows_of(
        meta,
        "SELECT ?g ?p ?n { [] sd:name ?g ; sd:graph ?part . "
        "?part void:propertyPartition [ void:property ?p ; void:triples ?n ] }",
    )
    assert told == rows_of(
        tiny_store,
        f"SELECT ?g ?p (COUNT(*) AS ?n) {{ GRAPH ?g {{?s ?p ?o}} {OTHERS} }} GROUP BY ?g ?p",
    )


def test_examples_are_there(meta: Store, tiny_store: Store) -> None:
    """Each example resource is a thing of the dataset, the first tip among them."""
    examples = [quad.object for quad in meta.quads_for_pattern(DATASET, VOID.exampleResource, None)]
    assert IRIS.of("tips/1") in examples
    for example in examples:
        assert isinstance(example, NamedNode)
        assert list(tiny_store.quads_for_pattern(example, RDF.type, None))


def test_vocabularies(meta: Store) -> None:
    """The vocabularies named are namespaces that the data uses, ours among them."""
    found = {quad.object for quad in meta.quads_for_pattern(DATASET, VOID.vocabulary, None)}
    assert NamedNode(PREFIXES["tt"]) in found
    assert NamedNode(PREFIXES["dcat"]) not in found


def test_version_is_the_digest(meta: Store, tiny_store: Store) -> None:
    """The version of the dataset is the digest of its sorted quads."""
    digest = hashlib.sha256(sorted_nquads(tiny_store)).hexdigest()
    assert value_of(meta, DATASET, DCAT.version) == digest


def test_no_time_by_itself(quads: list[Quad]) -> None:
    """Without SOURCE_DATE_EPOCH the meta graph has no time in it, so two builds are the same."""
    assert "dateTime" not in "".join(map(str, quads))


def test_time_that_was_given(tiny_store: Store) -> None:
    """With SOURCE_DATE_EPOCH the dataset, its files and the build carry that time."""
    publication = publication_of(tiny_store, IRIS, epoch="1132531200")
    store = load_dataset(quads_for_metadata(tiny_store, publication))
    assert value_of(store, DATASET, DCTERMS.issued) == "2005-11-21T00:00:00Z"


def test_licence_that_was_given(tiny_store: Store) -> None:
    """A licence is said of the dataset and of each file, and only when it is known."""
    licence = "https://creativecommons.org/licenses/by/4.0/"
    publication = publication_of(tiny_store, IRIS, licence=licence)
    store = load_dataset(quads_for_metadata(tiny_store, publication))
    holders = {quad.subject for quad in store.quads_for_pattern(None, None, NamedNode(licence))}
    assert holders == {DATASET, *(IRIS.of(f"meta/file/{name}") for name in publication.files)}


def test_same_dataset_same_metadata(tiny_store: Store, quads: list[Quad]) -> None:
    """Made twice, the meta graph is the same."""
    again = list(quads_for_metadata(tiny_store, publication_of(tiny_store, IRIS)))
    assert sorted_nquads(again) == sorted_nquads(quads)
