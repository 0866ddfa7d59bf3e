from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.store import sorted_nquads
from kg.graph.vocab import RDF, TT
from kg.manifest import Manifest
from kg.outputs.addresses import Addresses
from kg.outputs.context import Context
from kg.outputs.site.assets import (
    EARLY_ASSETS,
    LATE_ASSETS,
    AssetMaker,
    render_dataset,
    render_pictures,
    render_references,
    render_search,
    render_whole_list,
)

_MANIFEST = Manifest("", "", "", "", "")


@pytest.fixture
def small(small_store: Store) -> Context:
    """Return the context of the small dataset."""
    addresses = Addresses("https://example.org/small/", {})
    return Context(small_store, addresses, _MANIFEST, sorted_nquads(small_store))


@pytest.fixture(scope="module")
def real(real_store: Store) -> Context:
    """Return the context of the project's own review."""
    addresses = Addresses("https://w3id.org/tiptrace/frost2005/", {})
    return Context(real_store, addresses, _MANIFEST, sorted_nquads(real_store))


@pytest.fixture(scope="module")
def references(real: Context) -> Mapping[str, bytes]:
    """Return the reference files of the project's own review."""
    return {**render_whole_list(real), **render_references(real)}


def test_a_source_can_be_taken_away(small: Context) -> None:
    """Beside the page of a source stand its references in three formats."""
    files = render_references(small)
    assert files["sources/A10.bib"].startswith(b"@article{small-A10,")
    assert files["sources/A10.ris"].startswith(b"TY  - JOUR\n")
    assert json.loads(files["sources/A10.csl.json"])[0]["id"] == "small-A10"


def test_a_tip_takes_its_evidence_along(small: Context) -> None:
    """Beside a tip stands what the findings table lists for it."""
    files = render_references(small)
    ids = [item["id"] for item in json.loads(files["tips/7.csl.json"])]
    assert ids == ["small-A2", "small-A10"]


def test_a_short_list_is_not_split(references: Mapping[str, bytes]) -> None:
    """A list of two has no file a class; the classes of the whole list have pages of their own."""
    assert "tips/12.d.ris" not in references
    assert "tips/12.ris" in references
    assert "sources/all.a.ris" not in references


def test_the_classes_hold_what_the_review_lists(
    real: Context, references: Mapping[str, bytes]
) -> None:
    """Each listed work is in the file of one class; a companion, whose class is ours, in none."""
    listed = real.store.quads_for_pattern(None, RDF.type, TT.ListedSource, None)
    slugs = {quad.subject.value.rpartition("/")[2] for quad in listed}
    held = [
        item["custom"]["code"]
        for letter in "ABCD"
        for item in json.loads(references[f"evidence-classes/{letter}.csl.json"])
    ]
    whole = {item["custom"]["code"] for item in json.loads(references["sources/all.csl.json"])}
    assert sorted(held) == sorted(slugs)
    assert set(held) < whole


def test_primary_studies_on_joint_training(references: Mapping[str, bytes]) -> None:
    """A trainer gets every primary study on joint training as one RIS file."""
    text = references["concepts/joint-training.a.ris"].decode()
    assert text.count("KW  - Class A\n") == text.count("TY  - ") > 1


def test_everything_can_be_taken_away(references: Mapping[str, bytes]) -> None:
    """The whole list has every reference of the review."""
    codes = {item["custom"]["code"] for item in json.loads(references["sources/all.csl.json"])}
    assert len([code for code in codes if code[0] in "ABCD"]) == 92


def test_the_script_for_pages_from_disk_makes_the_same_files(
    references: Mapping[str, bytes],
) -> None:
    """Its frames and texts put together are the files, for a list and for a single source."""
    text = references["references.js"].decode()
    data = json.loads(text.removeprefix("window.tiptraceReferences=").rstrip(";\n"))
    for suffix, texts in data["texts"].items():
        before, between, after = data["frames"][suffix]
        whole = before + between.join(texts.values()) + after
        assert whole.encode() == references[f"sources/all{suffix}"]
        assert (before + texts["A9"] + after).encode() == references[f"sources/A9{suffix}"]


def test_pictures_come_with_their_data(real: Context) -> None:
    """Each picture is a file, and so are its data."""
    files = render_pictures(real)
    names = {path.rpartition(".")[0] for path in files}
    assert len(files) == 2 * len(names) == 10


def test_the_search_finds_questions_too(real: Context) -> None:
    """The search data hold the competency questions beside the records."""
    files = render_search(real)
    assert any(b'"questions/' in content for content in files.values())


def test_the_dataset_knows_the_pages(real: Context) -> None:
    """The script with the dataset tells where each kind of record is shown."""
    text = render_dataset(real)["ask-data.js"].decode()
    data = json.loads(text.removeprefix("window.tiptraceDataset=")[:-2])
    assert data["addresses"]["tips"] == "tips/{}.html"
    assert data["statements"] == len(real.store)


@pytest.mark.parametrize(
    "produce",
    [
        pytest.param(render_whole_list, id="whole list"),
        pytest.param(render_references, id="references"),
        pytest.param(render_search, id="search"),
        pytest.param(render_pictures, id="pictures"),
        pytest.param(render_dataset, id="dataset"),
    ],
)
def test_two_runs_give_the_same_bytes(real: Context, produce: AssetMaker) -> None:
    """The same graph gives the same files."""
    again = Context(real.store, real.addresses, _MANIFEST, real.nquads)
    assert produce(real) == produce(again)


def test_no_two_makers_make_the_same_file(context: Context) -> None:
    """Each file that is no page has one maker."""
    makers = (*EARLY_ASSETS, *chain.from_iterable(LATE_ASSETS))
    made = [name for make in makers for name in make(context)]
    assert len(made) == len(set(made))
    assert "sources/all.bib" in made


# What a script of a page loads, by a name that it knows; what the next build, the service and
# browsers read.
LOADED = {"search/core.js", "references.js", "ask-data.js"}
FOR_PROGRAMS = {"digests.json", "favicon.ico", "links.json", "pages.json", "robots.txt"}
ADDRESS = re.compile(r'(?:href|src)="([^"#?]+)')


def test_every_file_is_reached_from_a_page(frost_site: Path) -> None:
    """What is made is offered on a page or loaded by a script; the service finds the ontology."""
    files = {path.relative_to(frost_site).as_posix() for path in frost_site.rglob("*.*")}
    reached = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
        for page in files
        if page.endswith(".html")
        for address in ADDRESS.findall((frost_site / page).read_text("utf-8"))
    }
    lost = {
        file
        for file in files - reached - LOADED - FOR_PROGRAMS
        if not file.startswith(("static/", "ontology/", "search/")) and not file.endswith(".html")
    }
    assert lost == set()
    assert files >= LOADED | FOR_PROGRAMS
