from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from kg.credits import Credits
from kg.manifest import Manifest
from kg.outputs.citationfile import Cited, render_citation

REVIEW = Cited(
    "https://example.org/tea/review", "Tea at work", {"a": "Potter, Pat"}, "2005", "Kettle"
)
TOLD = Manifest(
    "d" * 64, "1" * 64, "0.1", "Tea: a graph", "https://example.org/tea/",
    publisher="The Tea & Cake Trust", contact="tea@example.org", address="https://tea.example/",
)  # fmt: skip


def test_the_file_names_publisher_contact_address_and_review() -> None:
    """The dataset is by its publisher, and the review stands as a reference with its own people."""
    read = yaml.safe_load(
        render_citation(TOLD, REVIEW, "2026-01-31", "https://example.org/licence")
    )
    assert read["authors"] == [{"name": "The Tea & Cake Trust"}]
    assert read["contact"] == [{"name": "The Tea & Cake Trust", "email": "tea@example.org"}]
    assert read["url"] == "https://tea.example/"
    assert read["license-url"] == "https://example.org/licence"
    assert (read["cff-version"], read["type"], read["title"]) == (
        "1.2.0",
        "dataset",
        "Tea: a graph",
    )
    assert read["references"] == [
        {
            "type": "report",
            "title": "Tea at work",
            "authors": [{"name": "Potter, Pat"}],
            "year": 2005,
            "institution": {"name": "Kettle"},
        }
    ]


def test_people_have_their_orcids() -> None:
    """The format has a field for them; another address of a maker is a website."""
    orcid = "https://orcid.org/0000-0002-1825-0097"
    makers = ("Jo <http://orcid.org/0000-0002-1825-0097>", "Sam <https://sam.example/>", "Pat")
    told = replace(TOLD, credits=Credits(creators=makers))
    review = replace(REVIEW, orcids={"a": orcid})
    read = yaml.safe_load(render_citation(told, review, "2026-01-31", None))
    assert read["authors"] == [
        {"name": "Jo", "orcid": orcid},
        {"name": "Sam", "website": "https://sam.example/"},
        {"name": "Pat"},
    ]
    assert read["references"][0]["authors"] == [{"name": "Potter, Pat", "orcid": orcid}]


@pytest.mark.parametrize("missing", ["contact", "address"])
def test_what_nobody_told_is_left_out(missing: str) -> None:
    """Neither a contact nor an address is made up."""
    text = render_citation(replace(TOLD, **{missing: ""}), REVIEW, "2026-01-31", None)
    assert {"contact": "contact", "address": "url"}[missing] not in yaml.safe_load(text)


def test_a_page_to_write_to_is_a_website() -> None:
    """A contact that is a page is named without the place for the page that is wrong."""
    told = replace(TOLD, contact="https://tea.example/report?page={page}")
    read = yaml.safe_load(render_citation(told, REVIEW, "2026-01-31", None))
    assert read["contact"][0]["website"] == "https://tea.example/report?page="


def test_a_review_without_people_is_no_reference() -> None:
    """The format demands an author, and nobody is made up."""
    text = render_citation(TOLD, replace(REVIEW, people={}), "2026-01-31", None)
    assert "references" not in yaml.safe_load(text)
