"""The build as an RO-Crate, held against the rocrate library."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.credits import Credits
from kg.graph.iris import Iris
from kg.graph.vocab import TT, describe
from kg.manifest import Manifest
from kg.outputs.crate import Cited, Crate, metadata_of, read_cited, write_crate
from kg.outputs.writing import OutputWriter

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MANIFEST = Manifest("d" * 64, "1" * 64, "0.1", "Tea at work", "https://example.org/tea/")


@pytest.fixture(scope="module")
def cited(tiny_store: Store, tiny_iris: Iris) -> Cited:
    """Return the review of the tiny world as it is cited."""
    return read_cited(tiny_store, tiny_iris, "Tea")


@pytest.fixture
def crate(cited: Cited, tmp_path: Path) -> Crate:
    """Return a small build, written as a crate."""
    build = tmp_path / "build"
    for name, text in {
        "data/dataset.nq": "<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\n",
        "tables/appendix-1.csv": "code\nA1\n",
        "site/index.html": "<!doctype html>\n",
        "store/CURRENT": "binary\n",
        "manifest.json": "{}\n",
    }.items():
        path = build / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folder = tmp_path / "crate"
    folder.mkdir()
    made = Crate(OutputWriter(folder), MANIFEST, cited, "2026-01-31", LICENCE)
    write_crate(build, made)
    return made


def entities_of(crate: Crate) -> dict[str, dict[str, object]]:
    """Return the entities of a crate's description by their id."""
    text = (crate.folder / "ro-crate-metadata.json").read_text(encoding="utf-8")
    return {entity["@id"]: entity for entity in json.loads(text)["@graph"]}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_library_reads_it(crate: Crate, tmp_path: Path) -> None:
    """The rocrate library reads the crate, finds its files, and writes it again."""
    rocrate = pytest.importorskip("rocrate.rocrate")
    read = rocrate.ROCrate(crate.folder)
    assert read.name == "Tea at work"
    assert {entity.id for entity in read.data_entities} >= {"data/dataset.nq", "site/"}
    assert read.dereference(crate.review.iri)["name"] == crate.review.title
    read.write(tmp_path / "again")
    assert (tmp_path / "again" / "data" / "dataset.nq").exists()


PUBLISHED = replace(
    MANIFEST,
    publisher="The Tea & Cake Trust",
    contact="tea@example.org",
    address="https://tea.example/",
)


def test_who_publishes_it_is_told(crate: Crate) -> None:
    """Publisher, contact and address of the settings stand in the root and in CITATION.cff."""
    folder = crate.folder.with_name("published")
    folder.mkdir()
    told = replace(crate, outputs=OutputWriter(folder), manifest=PUBLISHED)
    write_crate(crate.folder.with_name("build"), told)
    entities = entities_of(told)
    root = entities["./"]
    publisher = entities[str(root["publisher"]["@id"])]  # type: ignore[index]
    assert publisher["name"] == "The Tea & Cake Trust"
    assert publisher["contactPoint"] == {"@id": "mailto:tea@example.org"}
    assert entities["mailto:tea@example.org"]["email"] == "tea@example.org"
    assert root["url"] == "https://tea.example/"
    assert "The Tea & Cake Trust" in (told.folder / "CITATION.cff").read_text(encoding="utf-8")
    assert "CITATION.cff" in {part["@id"] for part in root["hasPart"]}  # type: ignore[attr-defined]


def test_a_contact_without_a_publisher_is_told(crate: Crate) -> None:
    """Whom to write to stands in the root, and no publisher is made up for it."""
    content = metadata_of(replace(crate, manifest=replace(PUBLISHED, publisher="")))
    entities = {entity["@id"]: entity for entity in content["@graph"]}  # type: ignore[attr-defined]
    assert entities["./"]["contactPoint"] == {"@id": "mailto:tea@example.org"}
    assert "publisher" not in entities["./"]


def test_nobody_is_made_up(crate: Crate) -> None:
    """Where the settings tell nothing, neither publisher nor contact nor address is there."""
    entities = entities_of(crate)
    assert not {"publisher", "contactPoint", "url"} & entities["./"].keys()
    assert not any(entity["@type"] == "ContactPoint" for entity in entities.values())
    assert not (crate.folder / "CITATION.cff").exists()


def test_root(crate: Crate) -> None:
    """The root has what RO-Crate asks for: name, description, date and licence."""
    root = entities_of(crate)["./"]
    assert root["name"] == "Tea at work"
    assert root["description"] == f"What a review says, as data: {crate.review.title}"
    assert root["datePublished"] == "2026-01-31"
    assert root["license"] == {"@id": LICENCE}
    assert root["version"] == MANIFEST.digest


def test_every_file_with_size_and_checksum(crate: Crate) -> None:
    """Each file but those of the site is described with its size and its SHA-256."""
    files = {key: value for key, value in entities_of(crate).items() if value["@type"] == "File"}
    assert set(files) == {"data/dataset.nq", "tables/appendix-1.csv", "manifest.json"}
    for name, entity in files.items():
        content = (crate.folder / name).read_bytes()
        assert entity["contentSize"] == str(len(content))
        assert entity["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_store_stays_out(crate: Crate) -> None:
    """The store is no part of the crate: it can be loaded from the dumps."""
    assert not (crate.folder / "store").exists()


def test_every_link_inside_leads_somewhere(crate: Crate) -> None:
    """Whatever an entity refers to is an entity of the crate, but for the standard itself."""
    entities = entities_of(crate)

    def targets(value: object) -> set[str]:
        if isinstance(value, list):
            return {target for item in value for target in targets(item)}
        return {value["@id"]} if isinstance(value, dict) else set()

    found = {t for entity in entities.values() for value in entity.values() for t in targets(value)}
    assert found - set(entities) == {"https://w3id.org/ro/crate/1.1"}


def test_review_can_be_cited(crate: Crate) -> None:
    """The review is there with its title, its authors by name and its year."""
    entities = entities_of(crate)
    review = entities[crate.review.iri]
    assert review["name"] == crate.review.title
    assert review["datePublished"] == crate.review.year
    assert {entities[iri]["name"] for iri in crate.review.people} == set(
        crate.review.people.values()
    )


def test_without_a_licence_the_rights_are_told(crate: Crate) -> None:
    """Where no licence is given, the crate tells the rights in words and invents none."""
    bare = Crate(crate.outputs, crate.manifest, crate.review, crate.date)
    graph = metadata_of(bare)["@graph"]
    assert isinstance(graph, list)
    entities = {entity["@id"]: entity for entity in graph}
    assert entities["./"]["license"] == {"@id": "#rights"}
    assert entities["#rights"]["description"] == crate.review.rights


def test_a_review_of_which_little_is_known(tiny_iris: Iris) -> None:
    """A dataset that says nothing of its review still makes a crate."""
    cited = read_cited(Store(), tiny_iris, "Tea at work")
    assert (cited.title, cited.people) == ("Tea at work", {})


def test_who_made_it_is_told(crate: Crate) -> None:
    """Makers stand at the root, each as what its address tells; the data are described."""
    told = Credits(
        creators=("Jo Example <https://orcid.org/0000-0002-1825-0097>", "Sam"),
        keywords=("tea",),
        description="What a review says of tea.",
        created="2026-01-31",
    )
    found = metadata_of(replace(crate, manifest=replace(MANIFEST, credits=told)))
    entities = {entity["@id"]: entity for entity in found["@graph"]}  # type: ignore[attr-defined]
    root, orcid = entities["./"], "https://orcid.org/0000-0002-1825-0097"
    assert root["creator"] == [{"@id": orcid}, {"@id": "#maker-sam"}]
    assert entities[orcid] == {"@id": orcid, "@type": "Person", "name": "Jo Example"}
    assert entities["#maker-sam"]["@type"] == "Thing"  # a name is that of a person or of a body
    assert (root["keywords"], root["dateCreated"]) == (["tea"], "2026-01-31")
    assert root["description"] == "What a review says of tea."


def test_who_wrote_the_review_is_known_by_an_orcid(crate: Crate) -> None:
    """The graph's own address stays, and the other one stands beside it."""
    [iri] = crate.review.people
    orcid = "https://orcid.org/0000-0002-1825-0097"
    review = replace(crate.review, orcids={iri: orcid})
    found = metadata_of(replace(crate, review=review))
    entities = {entity["@id"]: entity for entity in found["@graph"]}  # type: ignore[attr-defined]
    assert entities[iri]["sameAs"] == {"@id": orcid}


def test_the_orcids_of_the_review_are_those_of_the_graph(tiny_iris: Iris) -> None:
    """Whoever wrote it and has a number is cited with it."""
    store, who = Store(), tiny_iris.of("agents/able-ann")
    part, orcid = (
        tiny_iris.of("review#author-1"),
        NamedNode("https://orcid.org/0000-0002-1825-0097"),
    )
    triples = (
        *describe(tiny_iris.review, (TT.hasContribution, part)),
        *describe(part, (TT.order, 1), (TT.contributor, who)),
        *describe(who, (TT.orcid, orcid)),
    )
    store.extend(Quad(*triple) for triple in triples)
    assert read_cited(store, tiny_iris, "Tea").orcids == {who.value: orcid.value}
