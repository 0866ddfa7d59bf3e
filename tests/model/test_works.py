from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.model import Companion, Identifier, IdentifierFile, Reference, Sources, read_works
from kg.model.identifiers import isbn_fault
from kg.model.works import iri_for_identifier
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources

SEEN = "https://example.org/seen"
DOI = "https://doi.org/"
ACT = "http://www.legislation.gov.uk/id/ukpga/2004/31"
SCHEMES = get_args(Identifier.model_fields["scheme"].annotation)
# Scheme, value, and the IRI that others use.
FORMS: Mapping[str, tuple[str, str, str | None]] = {
    "doi-in-small-letters": ("doi", "10.1016/S0145(98)00005-2", f"{DOI}10.1016/s0145(98)00005-2"),
    "doi-encoded": ("doi", "10.1000/4#7<A>+b?c%d", f"{DOI}10.1000/4%237%3Ca%3E%2Bb%3Fc%25d"),
    "doi-beyond-ascii": ("doi", "10.1000/É", f"{DOI}10.1000/%C3%89"),
    "pmid": ("pmid", "9631252", "https://pubmed.ncbi.nlm.nih.gov/9631252"),
    "isbn10": ("isbn10", "0-86068-634-5", "urn:isbn:9780860686347"),
    "isbn10-with-x": ("isbn10", "0-9550284-0-x", "urn:isbn:9780955028403"),
    "isbn13": ("isbn13", "978-0-86068-634-7", "urn:isbn:9780860686347"),
    "urn": ("urn", "URN:NBN:de:101:1-2", "urn:nbn:de:101:1-2"),
    "urn-of-a-book": ("urn", "urn:ISBN:0-86068-634-5", "urn:isbn:9780860686347"),
    "act-without-www": ("url", "https://legislation.gov.uk/id/ukpga/2004/31/", ACT),
    "act": ("url", ACT, ACT),
    "text-of-an-act": ("url", "http://www.legislation.gov.uk/ukpga/2004/31", None),
    "address-of-a-doi": ("url", "http://dx.doi.org/10.1000%2FABC", f"{DOI}10.1000/abc"),
    "address-of-a-short-doi": ("url", "https://doi.org/gfjjgn", None),
    "address-at-pubmed": ("url", "https://pubmed.ncbi.nlm.nih.gov/0123/", "https://pubmed.ncbi.nlm.nih.gov/123"),
    "address": ("url", "https://Example.org/A?b=c#d", None),
}  # fmt: skip


@pytest.mark.parametrize(("scheme", "value", "iri"), FORMS.values(), ids=FORMS)
def test_an_identifier_has_the_iri_that_others_use(
    scheme: str, value: str, iri: str | None
) -> None:
    """A DOI, a number of PubMed, a book, an Act and a page are named as they are elsewhere."""
    assert iri_for_identifier(scheme, value) == (iri or value)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("doi", "https://doi.org/10.1000/1"),
        ("doi", ""),
        ("isbn10", "0-86068-634-4"),
        ("isbn13", "978-0-86068-634-8"),
        ("pmid", "PMC12"),
        ("pmid", "0"),
        ("urn", "tea"),
        ("urn", "urn:nbn:a b"),
        ("urn", "urn:isbn:1"),
        ("report-number", "Cm 5860"),
    ],
)
def test_what_fails_its_own_check_has_no_iri(scheme: str, value: str) -> None:
    """Half an identifier would name nothing, or something else."""
    assert iri_for_identifier(scheme, value) is None


@given(st.sampled_from(SCHEMES), st.text())
def test_what_is_made_is_an_iri_and_names_itself(scheme: str, value: str) -> None:
    """Whatever is given, the graph takes what comes out, and a second round changes nothing."""
    iri = iri_for_identifier(scheme, value)
    if iri is not None and scheme != "url":  # an address was checked before it came here
        NamedNode(iri)
        again = "urn" if iri.startswith("urn:") else "url"
        assert iri_for_identifier(again, iri) == iri


@given(st.text("0123456789", min_size=9, max_size=9))
def test_a_book_has_one_name_whichever_number_is_held(body: str) -> None:
    """Ten digits and thirteen lead to the same IRI, whose check digit holds."""
    [last] = [digit for digit in "0123456789X" if isbn_fault(body + digit) is None]
    iri = iri_for_identifier("isbn10", body + last)
    assert iri is not None
    number = iri.removeprefix("urn:isbn:")
    assert isbn_fault(number) is None
    assert iri_for_identifier("isbn13", number) == iri


def held(scheme: str, value: str, of: str = "work", source: str = "A1") -> Identifier:
    """Return an identifier of a source, seen at a witness."""
    values: dict[str, Any] = {"scheme": scheme, "value": value, "of": of, "source": source}
    return Identifier(**values, witness=SEEN)


@pytest.fixture(scope="module")
def world(root: Path) -> Sources:
    """Return a world of one reference, A1, and a companion, S001, without identifiers."""
    tiny = read_sources(load_project(root / "tests" / "tiny")).sources
    assert tiny is not None
    first = tiny.references[0].model_copy(update={"fields": {}})
    return tiny.model_copy(update={"references": (first,)})


def with_held(world: Sources, *identifiers: Identifier) -> Sources:
    """Return a world that holds identifiers."""
    return world.model_copy(update={"identifiers": IdentifierFile(identifiers=identifiers)})


def with_entries(world: Sources, *entries: Reference) -> Sources:
    """Return a world of other references."""
    return world.model_copy(update={"references": entries})


STRONGEST_FIRST = (
    held("doi", "10.1000/x"),
    held("pmid", "12"),
    held("url", ACT),
    held("isbn10", "0-86068-634-5"),
    held("urn", "urn:nbn:de:1"),
)


def test_a_work_is_known_by_its_identifiers_the_strongest_first(world: Sources) -> None:
    """In whatever order two reviews hold them, they name one node."""
    for order in itertools.permutations(STRONGEST_FIRST):
        assert read_works(with_held(world, *order))["A1"].known_by == (
            "https://doi.org/10.1000/x",
            "https://pubmed.ncbi.nlm.nih.gov/12",
            ACT,
            "urn:isbn:9780860686347",
            "urn:nbn:de:1",
        )


@pytest.mark.parametrize("of", ["chapter", "copy", "reissue", "related"])
def test_what_names_something_else_names_no_work(world: Sources, of: str) -> None:
    """The DOI of a chapter, a copy, a reissue or a related work is not that of the work."""
    assert read_works(with_held(world, held("doi", "10.1000/x", of)))["A1"].known_by == ()


def test_an_address_names_no_work(world: Sources) -> None:
    """Another page may stand there tomorrow; a number of a report is not one in the world."""
    found = read_works(with_held(world, held("url", SEEN), held("report-number", "Cm 1")))
    assert found["A1"].known_by == ()


@pytest.mark.parametrize("entry_type", ["incollection", "inbook", "inproceedings"])
def test_the_number_of_a_book_names_no_chapter(world: Sources, entry_type: str) -> None:
    """A chapter that is held with the ISBN of its book is not the book."""
    [entry] = world.references
    part = entry.model_copy(
        update={"entry_type": entry_type, "fields": {"isbn": "978-0-86068-634-7"}}
    )
    found = read_works(
        with_held(with_entries(world, part), held("isbn10", "0-521-66363-6"), held("pmid", "5"))
    )
    assert found["A1"].known_by == ("https://pubmed.ncbi.nlm.nih.gov/5",)


def test_the_numbers_in_an_entry_name_its_work(world: Sources) -> None:
    """What the review itself gives is its own witness, be it a field or an address at doi.org."""
    [entry] = world.references
    fields = {"url": "https://doi.org/10.1000/Y", "isbn": "0-86068-634-5", "pmid": "x"}
    [known] = {
        one.known_by
        for one in read_works(
            with_entries(world, entry.model_copy(update={"fields": fields}))
        ).values()
        if one.known_by
    }
    assert known == ("https://doi.org/10.1000/y", "urn:isbn:9780860686347")


def test_a_work_without_identifiers_has_an_address_here(world: Sources) -> None:
    """It hangs on the key of the reference; a code that is no file's name gets an address too."""
    [entry] = world.references
    odd = entry.model_copy(update={"code": "I/II"})
    found = read_works(with_entries(world, entry, odd))
    assert found["A1"].path == "works/A1"
    assert found["S001"].path == "works/S001"
    assert found["I/II"].path.startswith("works/I-II-")


def test_a_double_is_of_the_work_that_it_doubles(world: Sources) -> None:
    """What either entry holds names both, however many steps lie between."""
    [entry] = world.references
    second = entry.model_copy(update={"code": "A2", "same_as": "A1", "fields": {"pmid": "7"}})
    third = entry.model_copy(update={"code": "A3", "same_as": "A2"})
    found = read_works(
        with_held(with_entries(world, third, entry, second), held("doi", "10.1000/x"))
    )
    assert found["A1"] == found["A2"] == found["A3"]
    assert found["A1"].path == "works/A1"
    assert len(found["A1"].known_by) == 2


def test_a_companion_has_a_work_as_any_source(world: Sources) -> None:
    """Its identifiers stand in its own file."""
    [companion] = world.companions
    named = companion.model_copy(update={"identifiers": (held("doi", "10.1000/x", source="S001"),)})
    assert isinstance(named, Companion)
    found = read_works(world.model_copy(update={"companions": (named,)}))
    assert found["S001"].known_by == ("https://doi.org/10.1000/x",)
