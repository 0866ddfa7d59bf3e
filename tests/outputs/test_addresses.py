from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.outputs.addresses import Addresses, path_beside, read_addresses

PLAIN = Addresses(
    "https://example.org/r/",
    {"claims/tea-helps": "sections/tea.html", "mentions/3": "sections/tea.html"},
)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        pytest.param("tips/12", "tips/12.html", id="a page of its own"),
        pytest.param("errata/E001", "errata.html#E001", id="an anchor"),
        pytest.param("claims/tea-helps", "sections/tea.html#tea-helps", id="held by a section"),
        pytest.param("claims/tea-helps#evidence-1", "sections/tea.html#tea-helps", id="below"),
        pytest.param("mentions/3", "sections/tea.html#m3", id="a citation"),
        pytest.param("debates/tea#for", "debates/tea.html#for", id="keeps its fragment"),
        pytest.param("review", "review.html", id="the review"),
        pytest.param("works/A2", "sources/A2.html", id="a work, on the page of its source"),
        pytest.param("claims/nobody", None, id="held by nothing"),
        pytest.param("teapots/1", None, id="unknown kind"),
    ],
)
def test_an_iri_has_one_address(path: str, address: str | None) -> None:
    """An IRI of the review leads to its page, or to the anchor on the page that holds it."""
    assert PLAIN.address_of(PLAIN.base + path) == address


def test_a_term_leads_to_the_ontology_page() -> None:
    """A term of the ontology is an anchor on the page of the ontology."""
    term = "https://w3id.org/tiptrace/ontology#Tip"
    assert PLAIN.address_of(term) == "ontology.html#Tip"


def test_an_iri_from_elsewhere_has_no_address() -> None:
    """An IRI outside the review's base has no page."""
    assert PLAIN.address_of("https://example.com/tips/1") is None


def test_what_is_said_of_a_work_is_beside_the_page_of_its_source(tiny_store: Store) -> None:
    """A work that others name has no page of ours, so that a link to it leads out."""
    addresses = read_addresses(tiny_store, "https://example.org/tea/")
    work = "https://doi.org/10.1234/tea.1"
    assert addresses.address_of(work) is None
    assert addresses.page_with(work) == "sources/A1.html"
    assert addresses.page_with("https://doi.org/10.1234/tea.2") is None
    assert addresses.page_with(f"{addresses.base}errata/E001") == "errata.html"


def test_a_page_beside_another_has_a_name_of_its_own() -> None:
    """The sheet of a tip stands in the folder of the tip."""
    assert path_beside("tips/12.html", "-sheet") == "tips/12-sheet.html"
