"""The files, the rules and the service of a build, as the meta graph tells of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg.graph.iris import Iris
from kg.graph.metadata_build import (
    Publication,
    triples_for_build,
    triples_for_file,
    triples_for_service,
)
from kg.graph.metadata_counts import count_quads
from kg.graph.queries import construct_triples, load_queries
from kg.graph.store import sorted_nquads
from kg.graph.vocab import DCAT, PROV, RDF, SD, SPDX, TT, VOID
from kg.manifest import Manifest
from kg.resources import resource_folder

IRIS = Iris("https://example.org/tea/")
CONTENT = b"# tea\n"


@pytest.fixture(scope="module")
def publication(tiny_store: Store) -> Publication:
    """Return a build of the tiny world."""
    nquads = sorted_nquads(tiny_store)
    return Publication(
        iris=IRIS,
        manifest=Manifest(hashlib.sha256(nquads).hexdigest(), "1" * 64, "0.1", "Tea", IRIS.base),
        counts=count_quads(nquads),
        rules=load_queries(resource_folder("queries") / "rules"),
        files={},
    )


@pytest.mark.parametrize("kind", ["bytes", "path"])
def test_size_and_checksum(kind: str, publication: Publication, tmp_path: Path) -> None:
    """A file is described with its size in bytes and its SHA-256, from memory or from disk."""
    (tmp_path / "review.ttl").write_bytes(CONTENT)
    content = CONTENT if kind == "bytes" else tmp_path / "review.ttl"
    values = {
        t.predicate: t.object for t in triples_for_file("data/review.ttl", content, publication)
    }
    assert values[DCAT.byteSize].value == str(len(CONTENT))
    assert values[SPDX.checksumValue].value == hashlib.sha256(CONTENT).hexdigest()
    assert values[DCAT.mediaType].value.endswith("text/turtle")
    assert values[DCAT.downloadURL] == IRIS.of("data/review.ttl")


def test_a_dump_belongs_to_its_graph(publication: Publication) -> None:
    """The dump of a named graph is the dump of that graph, any other that of the whole."""
    for path, part in (("data/review.ttl", "graph/review"), ("data/dataset.nq", "dataset")):
        triples = list(triples_for_file(path, CONTENT, publication))
        for link in (VOID.dataDump, DCAT.distribution):
            holders = {t.subject for t in triples if t.predicate == link}
            assert holders == {IRIS.of(f"meta/{part}")}


def test_input_digest(publication: Publication, tiny_store: Store) -> None:
    """The build used inputs whose digest is that of the manifest."""
    triples = list(triples_for_build(tiny_store, publication))
    used = {t.object for t in triples if t.predicate == PROV.used}
    assert used == {IRIS.of("meta/inputs"), IRIS.review}
    digests = [t.object.value for t in triples if t.predicate == SPDX.checksumValue]
    assert digests == ["1" * 64]


def test_every_rule_is_a_plan(publication: Publication, tiny_store: Store) -> None:
    """Each rule is a plan that the build followed."""
    triples = list(triples_for_build(tiny_store, publication))
    plans = {t.object for t in triples if t.predicate == PROV.hadPlan}
    assert plans == {t.subject for t in triples if t.object == TT.Rule}
    assert len(plans) == len(publication.rules)


def test_rules_infer_what_the_ontology_says(publication: Publication, frost_store: Store) -> None:
    """What a rule really makes is what the meta graph says that it infers."""
    told: dict[str, set[NamedNode]] = {name: set() for name in publication.rules}
    for triple in triples_for_build(frost_store, publication):
        if triple.predicate == TT.infers:
            told[triple.subject.value.rpartition("/")[2]].add(triple.object)
    for name, rule in publication.rules.items():
        made = {
            triple.object if triple.predicate == RDF.type else triple.predicate
            for triple in construct_triples(frost_store, rule)
        }
        assert made <= told[name], f"{name}: add tt:inferredByRule to these terms of the ontology"


def test_service_names_its_graphs(publication: Publication) -> None:
    """The service description names every graph, and their union as the default graph."""
    triples = list(triples_for_service(publication))
    names = {t.object.value.rpartition("/")[2] for t in triples if t.predicate == SD.name}
    assert names == {"ontology", "review", "companions", "inferred", "meta"}
    assert SD.UnionDefaultGraph in {t.object for t in triples if t.predicate == SD.feature}


def test_the_meta_graph_says_where_its_file_is(publication: Publication) -> None:
    """The file of the meta graph is named too, though not measured."""
    triples = list(triples_for_service(publication))
    dumps = {t.object for t in triples if t.predicate == VOID.dataDump}
    assert dumps == {IRIS.of("data/meta.ttl")}


def test_what_holds_its_own_description_has_no_checksum(publication: Publication) -> None:
    """The whole graph tells of itself: a checksum in it would be another one once it is there."""
    triples = list(triples_for_file("data/dataset.nq", None, publication))
    assert {t.predicate for t in triples}.isdisjoint({DCAT.byteSize, SPDX.checksum})
    assert DCAT.downloadURL in {t.predicate for t in triples}
