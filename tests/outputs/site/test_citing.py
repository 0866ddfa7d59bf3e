"""How a page of the site is cited, and the review that it is made from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.manifest import Manifest
from kg.outputs.cells import Row
from kg.outputs.site.citing import cite_page, cite_review
from kg.outputs.site.imprint import imprint_of
from tests.outputs.site.trees import read_page

BASE = "https://example.org/tea/"
REVIEW = {"title": "Tea", "subtitle": "a review", "publisher": "Pot Press", "year": "2005",
          "series": None}  # fmt: skip


def site(publisher: str = "", address: str = "", built: str = "") -> Row:
    """Return what pages know of a site that has these."""
    told = Manifest("", "", "", "", "", publisher=publisher, address=address)
    return {"title": "Tea & you", "base": BASE, "imprint": imprint_of(told, built)}


KNOWN = site("The Tea Trust, Ltd", "https://e.org/works/", "2023-11-14T00:00:00Z")


def form_of(cited: Row, name: str) -> str:
    """Return a citation in one of its formats."""
    [text] = [form["text"] for form in cited["forms"] if form["name"] == name]
    return str(text)


def test_a_page_in_ris() -> None:
    """It has the page's title, the site's name, who publishes it, the day and the address."""
    cited = cite_page("Tip 1: Pour", "tips/1.html", KNOWN)
    assert form_of(cited, "RIS").splitlines() == [
        "TY  - ELEC", "ID  - tea-tips-1", "AU  - The Tea Trust - Ltd", "PY  - 2023",
        "DA  - 2023/11/14", "TI  - Tip 1: Pour", "T2  - Tea & you", "PB  - The Tea Trust, Ltd",
        "UR  - https://e.org/works/tips/1.html", "ER  - ",
    ]  # fmt: skip


def test_a_page_in_bibtex() -> None:
    """The site is the title's addition and its publisher an organisation, as biblatex has them."""
    text = form_of(cite_page("Pour & wait", "tips/1.html", KNOWN), "BibTeX")
    assert text.splitlines()[0] == "@online{tea-tips-1,"
    for line in (
        "author = {{The Tea Trust, Ltd}}", r"title = {Pour \& wait}", r"titleaddon = {Tea \& you}",
        "organization = {The Tea Trust, Ltd}", "date = {2023-11-14}",
        "url = {https://e.org/works/tips/1.html}",
    ):  # fmt: skip
        assert f"  {line},\n" in text
    assert "evidenceclass" not in text
    assert "keywords" not in text


def test_a_page_in_csl() -> None:
    """Its publisher is a body, and nothing is said that only sources have."""
    [item] = json.loads(form_of(cite_page("Pour", "tips/1.html", KNOWN), "CSL-JSON"))
    assert item == {
        "id": "tea-tips-1", "type": "webpage", "title": "Pour", "container-title": "Tea & you",
        "author": [{"literal": "The Tea Trust, Ltd"}], "publisher": "The Tea Trust, Ltd",
        "issued": {"date-parts": [[2023, 11, 14]]}, "URL": "https://e.org/works/tips/1.html",
    }  # fmt: skip


def test_what_nobody_told_is_in_no_citation() -> None:
    """Without a publisher, an address and a day there is a title, and no date."""
    cited = cite_page("Pour", "tips/1.html", site())
    assert (cited["who"], cited["year"], cited["url"]) == ([], "", "")
    assert form_of(cited, "RIS").splitlines() == [
        "TY  - ELEC", "ID  - tea-tips-1", "TI  - Pour", "T2  - Tea & you", "ER  - "
    ]  # fmt: skip
    [item] = json.loads(form_of(cited, "CSL-JSON"))
    assert item.keys() == {"id", "type", "title", "container-title"}


def test_the_home_page_stands_for_the_site() -> None:
    """It goes by the site's title and the site's own address."""
    cited = cite_page("Home", "index.html", KNOWN)
    assert (cited["title"], cited["container"]) == ("Tea & you", "")
    assert cited["url"] == "https://e.org/works/"


@pytest.mark.parametrize(
    ("names", "who"),
    [
        pytest.param([("Pat Potter", "Potter", "Pat")], ["Potter, P."], id="person"),
        pytest.param([("Anne-Marie Lee", "Lee", "Anne-Marie J.")], ["Lee, A.M.J."], id="initials"),
        pytest.param([("Tea Board", None, None)], ["Tea Board"], id="body"),
        pytest.param(
            [("A", "A", "X."), ("B", "B", "Y."), ("C", None, None)],
            ["A, X.", "B, Y.", "C"],
            id="three",
        ),
    ],
)
def test_who_wrote_the_review(
    names: list[tuple[str, str | None, str | None]], who: list[str]
) -> None:
    """People are named by family and initials, bodies in full."""
    columns = ("name", "family", "given", "suffix")
    creators = [dict(zip(columns, (*row, None), strict=True)) for row in names]
    assert cite_review(REVIEW, creators, BASE)["who"] == who


def test_an_author_of_the_review_keeps_the_suffix() -> None:
    """`King, Jr.` stays a King in the line, and each format has the suffix in its own place."""
    creator = {"name": "M King Jr.", "family": "King", "given": "Martin L.", "suffix": "Jr."}
    cited = cite_review(REVIEW, [creator], BASE)
    assert cited["who"] == ["King, M.L., Jr."]
    assert "author = {King, Jr., Martin L.}" in cited["forms"][0]["text"]


def test_the_review_is_a_report() -> None:
    """It is cited by its own title, year and publisher, and by no address of ours."""
    person = {"name": "Pat Potter", "family": "Potter", "given": "Pat"}
    cited = cite_review(REVIEW, [person | {"suffix": None}], BASE)
    assert form_of(cited, "RIS").splitlines() == [
        "TY  - RPRT", "ID  - tea", "AU  - Potter, Pat", "PY  - 2005", "TI  - Tea: a review",
        "PB  - Pot Press", "ER  - ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(
            "tips/1.html",
            "The Tea & Cake Trust (2023) ‘Tip 1: Share a pot’, Tea at work. Available at: "
            "https://example.org/works/tea/tips/1.html (accessed: the day you read it).",
            id="tip",
        ),
        pytest.param(
            "index.html",
            "The Tea & Cake Trust (2023) Tea at work. Available at: "
            "https://example.org/works/tea/ (accessed: the day you read it).",
            id="home",
        ),
    ],
)
def test_a_harvard_line(path: str, said: str, published_site: Path) -> None:
    """A page and the site are cited in words, and the review beside them."""
    box = read_page(published_site / path).by_id("cite-this-page")
    lines = [
        " ".join(line.text.split()) for line in box.find("p") if "data-file" in line.attributes
    ]
    assert lines[0] == said
    assert lines[1].startswith("Potter, P. (")


def test_a_line_without_a_publisher_begins_with_the_title(tiny_site: Path) -> None:
    """The year follows the title, and the reader is told to say where it was read."""
    box = read_page(tiny_site / "tips/1.html").by_id("cite-this-page")
    text = " ".join(box.text.split())
    assert "‘Tip 1: Share a pot’ (n.d.) Tea at work. This copy has no public address." in text
    assert "Available at" not in text


def test_every_page_with_a_subject_can_be_cited(published_site: Path) -> None:
    """All but pages that stand for no other, the two that search, and those about the site."""
    without = {
        path.relative_to(published_site).as_posix()
        for path in published_site.rglob("*.html")
        if 'id="cite-this-page"' not in path.read_text(encoding="utf-8")
    }
    assert without == {
        "404.html", "how-sure.html", "search.html", "sparql.html", "about.html",
        "accessibility.html",
    }  # fmt: skip
