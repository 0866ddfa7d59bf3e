"""Who stands behind a site, and how a mistake is reported."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.manifest import Manifest
from kg.outputs.cells import Row
from kg.outputs.site.imprint import address_of_page, imprint_of, report_link
from tests.outputs.site.conftest import words_of
from tests.outputs.site.trees import read_page


def told(contact: str = "", address: str = "") -> Row:
    """Return what is known of a site with a contact and an address."""
    return imprint_of(Manifest("", "", "", "", "", contact=contact, address=address), "")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        pytest.param("index.html", "https://example.org/tea/", id="home"),
        pytest.param("tips/1.html", "https://example.org/tea/tips/1.html", id="in a folder"),
        pytest.param("tips/é.html", "https://example.org/tea/tips/%C3%A9.html", id="coded"),
    ],
)
def test_where_a_page_is_published(path: str, address: str) -> None:
    """The home page goes by its folder; without an address of the site a page has none."""
    assert address_of_page(told(address="https://example.org/tea/"), path) == address
    assert address_of_page(told(), path) == ""


def test_a_mail_names_the_page() -> None:
    """Its subject has title and path, its text the address that the page is published at."""
    imprint = told("tea@example.org", "https://example.org/tea/")
    link = urlsplit(report_link(imprint, "Tea", "tips/1.html", "Tip 1: Pour & wait"))
    assert (link.scheme, link.path) == ("mailto", "tea@example.org")
    words = parse_qs(link.query)
    assert words["subject"] == ["A mistake in “Tea”: Tip 1: Pour & wait (tips/1.html)"]
    assert words["body"][0].startswith("Page: https://example.org/tea/tips/1.html\r\n")
    assert "+" not in link.query, "mail programs show it as a plus"


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        pytest.param("", "", id="nobody"),
        pytest.param("https://e.org/ask", "https://e.org/ask?page=tips%2F1.html", id="page"),
        pytest.param("https://e.org/?a=b#c", "https://e.org/?a=b&page=tips%2F1.html#c", id="query"),
        pytest.param("https://e.org/new?title={page}", "https://e.org/new?title=tips%2F1.html",
                     id="with a place for it"),
    ],
)  # fmt: skip
def test_a_web_page_is_told_the_page(contact: str, link: str) -> None:
    """A form or list of issues gets the page in its address; without a contact there is no link."""
    assert report_link(told(contact), "Tea", "tips/1.html", "Tip 1") == link


def test_a_contact_is_shown_without_the_place_for_a_page() -> None:
    """Who writes of no page goes to the address as it stands without one."""
    assert told("https://e.org/new?title={page}")["contact_link"] == "https://e.org/new?title="


def test_the_page_says_who_stands_behind_the_site(published_site: Path) -> None:
    """Publisher, contact, address, day and review stand there."""
    text = words_of(published_site / "about.html")
    for said in (
        "The Tea & Cake Trust publishes this site.", "Contact tea@example.org",
        "https://example.org/works/tea/", "14 November 2023", "At the foot of each page is a link",
    ):  # fmt: skip
        assert said in text
    links = [link.attributes["href"] for link in read_page(published_site / "about.html").find("a")]
    assert {"mailto:tea@example.org", "https://example.org/works/tea/"} <= {*links}


def test_what_nobody_told_is_said_to_be_missing(tiny_site: Path) -> None:
    """No owner, contact, address or day is made up, of the data's base either."""
    text = words_of(tiny_site / "about.html")
    for said in (
        "This copy of the site does not say who publishes it.", "Nobody is named",
        "Contact None is given", "No public address is given", "The day is not given",
        "This copy gives nobody to write to.",
    ):  # fmt: skip
        assert said in text
    assert "example.org" not in text


def test_each_page_leads_to_whoever_can_mend_it(published_site: Path, tiny_site: Path) -> None:
    """A link that names the page stands in each foot where there is a contact, or else none."""
    for path in published_site.rglob("*.html"):
        name = path.relative_to(published_site).as_posix()
        [link] = [
            link.attributes["href"]
            for link in read_page(path).find("a")
            if link.text == "Report a mistake on this page"
        ]
        assert name in parse_qs(urlsplit(link).query)["subject"][0]
        other = (tiny_site / name).read_text(encoding="utf-8")
        assert "Report a mistake" not in other.partition("<footer")[2]
