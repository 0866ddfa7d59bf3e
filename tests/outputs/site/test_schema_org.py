from __future__ import annotations

from kg.outputs.site.schema_org import describe_page

SITE = {
    "base": "https://example.org/tea/",
    "title": "Tea",
    "review": {
        "title": "Tea at work",
        "creators": "Ann Cup",
        "language": "cy",
        "year": "2001",
        "named": True,
        "dated": "2001",
    },
}


def test_a_tip_is_described_as_one() -> None:
    """A tip is a HowToTip that is based on the review."""
    values = {"title": "Brew", "statement": "Brew for all.", "number": "1"}
    described = describe_page("tip", "tips/1.html", values, SITE)
    assert described["@type"] == "HowToTip"
    assert described["@id"] == "https://example.org/tea/tips/1"
    assert described["isBasedOn"]["name"] == "Tea at work"


def test_any_other_page_is_a_web_page() -> None:
    """A page without a kind of its own is part of the site."""
    assert describe_page("errata", "errata.html", {}, SITE)["@type"] == "WebPage"


def test_a_source_has_its_authors_and_what_its_work_is_known_by() -> None:
    """Authors are named in order; of the names of the work those are given that lead somewhere."""
    values = {
        "source_title": "Milk", "title_language": "de", "type": "article", "year": "1999",
        "people": [{"name": "Cup A", "role": "author"}, {"name": "Pot B", "role": "editor"}],
        "work": [{"known_by": "https://doi.org/10.1/a"}, {"known_by": "urn:isbn:9780860686347"}],
    }  # fmt: skip
    described = describe_page("source", "sources/A1.html", values, SITE)
    assert described["@type"] == "ScholarlyArticle"
    assert described["inLanguage"] == "de"
    assert described["author"] == ["Cup A"]
    assert described["sameAs"] == ["https://doi.org/10.1/a"]
    assert "isBasedOn" not in described


def test_a_table_is_based_on_the_document_that_has_it() -> None:
    """A table of the review is based on it, and one of another document is not."""
    values = {"title": "Cups", "note": None, "document": None}
    ours = describe_page("table", "tables/cups.html", values, SITE)
    assert ours["isBasedOn"]["name"] == "Tea at work"
    other = describe_page("table", "tables/cups.html", values | {"document": "sources/S1"}, SITE)
    assert "isBasedOn" not in other
