from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.takeaway import (
    Addressed,
    produce_citations,
    produce_dataset,
    produce_pictures,
    produce_search,
)

Producer = Callable[[Store, Addressed, Manifest], Mapping[str, bytes]]
_MANIFEST = Manifest("", "", "", "", "")


@dataclass(frozen=True)
class _Addresses:
    """Every record has a page at its own path."""

    base: str

    def address_of(self, iri: str) -> str | None:
        """Return the path of an IRI as an address."""
        return f"{iri.removeprefix(self.base)}.html" if iri.startswith(self.base) else None


_SMALL = _Addresses("https://example.org/small/")
_REAL = _Addresses("https://w3id.org/tiptrace/frost2005/")


@pytest.fixture(scope="module")
def citations(real_store: Store) -> Mapping[str, bytes]:
    """Return the citation files of the project's own review."""
    return produce_citations(real_store, _REAL, _MANIFEST)


def test_a_source_can_be_taken_away(small_store: Store) -> None:
    """Beside the page of a source stand its citations in three formats."""
    files = produce_citations(small_store, _SMALL, _MANIFEST)
    assert files["sources/A10.bib"].startswith(b"@article{small-A10,")
    assert files["sources/A10.ris"].startswith(b"TY  - JOUR\n")
    assert json.loads(files["sources/A10.csl.json"])[0]["id"] == "small-A10"


def test_a_tip_takes_its_evidence_along(small_store: Store) -> None:
    """Beside a tip stands what the findings table lists for it."""
    files = produce_citations(small_store, _SMALL, _MANIFEST)
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


def test_pictures_come_with_their_data(real_store: Store) -> None:
    """Each picture is a file, and so are its data."""
    files = produce_pictures(real_store, _REAL, _MANIFEST)
    names = {path.rpartition(".")[0] for path in files}
    assert len(files) == 2 * len(names) == 10


def test_the_search_finds_questions_too(real_store: Store) -> None:
    """The search data hold the competency questions beside the records."""
    files = produce_search(real_store, _REAL, _MANIFEST)
    assert b'"questions/' in files["search-data.js"]


def test_the_dataset_knows_the_pages(real_store: Store) -> None:
    """The script with the dataset tells where each kind of record is shown."""
    text = produce_dataset(real_store, _REAL, _MANIFEST)["ask-data.js"].decode()
    data = json.loads(text.removeprefix("window.tiptraceDataset=")[:-2])
    assert data["addresses"]["tips"] == "tips/{}.html"
    assert data["statements"] == len(real_store)


@pytest.mark.parametrize(
    "produce",
    [
        pytest.param(produce_citations, id="citations"),
        pytest.param(produce_search, id="search"),
        pytest.param(produce_pictures, id="pictures"),
        pytest.param(produce_dataset, id="dataset"),
    ],
)
def test_two_runs_give_the_same_bytes(real_store: Store, produce: Producer) -> None:
    """The same graph gives the same files."""
    assert produce(real_store, _REAL, _MANIFEST) == produce(real_store, _REAL, _MANIFEST)
