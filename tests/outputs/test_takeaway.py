from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from pyoxigraph import Store

from kg.graph.store import sorted_nquads
from kg.manifest import Manifest
from kg.outputs.addresses import Addresses
from kg.outputs.stock import Stock
from kg.outputs.takeaway import (
    produce_citations,
    produce_dataset,
    produce_pictures,
    produce_search,
)

Producer = Callable[[Stock], Mapping[str, bytes]]
_MANIFEST = Manifest("", "", "", "", "")


@pytest.fixture
def small(small_store: Store) -> Stock:
    """Return the stock of the small dataset."""
    addresses = Addresses("https://example.org/small/", {})
    return Stock(small_store, addresses, _MANIFEST, sorted_nquads(small_store))


@pytest.fixture(scope="module")
def real(real_store: Store) -> Stock:
    """Return the stock of the project's own review."""
    addresses = Addresses("https://w3id.org/tiptrace/frost2005/", {})
    return Stock(real_store, addresses, _MANIFEST, sorted_nquads(real_store))


@pytest.fixture(scope="module")
def citations(real: Stock) -> Mapping[str, bytes]:
    """Return the citation files of the project's own review."""
    return produce_citations(real)


def test_a_source_can_be_taken_away(small: Stock) -> None:
    """Beside the page of a source stand its citations in three formats."""
    files = produce_citations(small)
    assert files["sources/A10.bib"].startswith(b"@article{small-A10,")
    assert files["sources/A10.ris"].startswith(b"TY  - JOUR\n")
    assert json.loads(files["sources/A10.csl.json"])[0]["id"] == "small-A10"


def test_a_tip_takes_its_evidence_along(small: Stock) -> None:
    """Beside a tip stands what the findings table lists for it."""
    files = produce_citations(small)
    ids = [item["id"] for item in json.loads(files["tips/7.csl.json"])]
    assert ids == ["small-A2", "small-A10"]


def test_a_short_list_is_not_split(citations: Mapping[str, bytes]) -> None:
    """A list of two has no file a class; the whole list has one for each."""
    assert "tips/12.d.ris" not in citations
    classes = [citations[f"sources/all.{letter}.ris"].count(b"TY  - ") for letter in "abcd"]
    assert sum(classes) == citations["sources/all.ris"].count(b"TY  - ")


def test_primary_studies_on_joint_training(citations: Mapping[str, bytes]) -> None:
    """A trainer gets every primary study on joint training as one RIS file."""
    text = citations["concepts/joint-training.a.ris"].decode()
    assert text.count("KW  - Class A\n") == text.count("TY  - ") > 1


def test_everything_can_be_taken_away(citations: Mapping[str, bytes]) -> None:
    """The whole list has every reference of the review."""
    codes = {item["custom"]["code"] for item in json.loads(citations["sources/all.csl.json"])}
    assert len([code for code in codes if code[0] in "ABCD"]) == 92


def test_the_script_for_pages_from_disk_makes_the_same_files(
    citations: Mapping[str, bytes],
) -> None:
    """Its frames and texts put together are the files, for a list and for a single source."""
    text = citations["references.js"].decode()
    data = json.loads(text.removeprefix("window.tiptraceReferences=").rstrip(";\n"))
    for suffix, texts in data["texts"].items():
        before, between, after = data["frames"][suffix]
        whole = before + between.join(texts.values()) + after
        assert whole.encode() == citations[f"sources/all{suffix}"]
        assert (before + texts["A9"] + after).encode() == citations[f"sources/A9{suffix}"]


def test_pictures_come_with_their_data(real: Stock) -> None:
    """Each picture is a file, and so are its data."""
    files = produce_pictures(real)
    names = {path.rpartition(".")[0] for path in files}
    assert len(files) == 2 * len(names) == 10


def test_the_search_finds_questions_too(real: Stock) -> None:
    """The search data hold the competency questions beside the records."""
    files = produce_search(real)
    assert b'"questions/' in files["search-data.js"]


def test_the_dataset_knows_the_pages(real: Stock) -> None:
    """The script with the dataset tells where each kind of record is shown."""
    text = produce_dataset(real)["ask-data.js"].decode()
    data = json.loads(text.removeprefix("window.tiptraceDataset=")[:-2])
    assert data["addresses"]["tips"] == "tips/{}.html"
    assert data["statements"] == len(real.store)


@pytest.mark.parametrize(
    "produce",
    [
        pytest.param(produce_citations, id="citations"),
        pytest.param(produce_search, id="search"),
        pytest.param(produce_pictures, id="pictures"),
        pytest.param(produce_dataset, id="dataset"),
    ],
)
def test_two_runs_give_the_same_bytes(real: Stock, produce: Producer) -> None:
    """The same graph gives the same files."""
    again = Stock(real.store, real.addresses, _MANIFEST, real.nquads)
    assert produce(real) == produce(again)
