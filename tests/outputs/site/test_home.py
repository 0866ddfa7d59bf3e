"""What the first page leads to."""

from __future__ import annotations

from pathlib import Path

from tests.outputs.site.trees import read_page


def test_six_questions_stand_before_the_tips(frost_site: Path) -> None:
    """The editor's questions, in everyday words, lead to pages and come first, below the search."""
    main = read_page(frost_site / "index.html").by_id("main")
    asked = next(main.find("nav", kind="asked"))
    links = [link.attributes["href"] for link in asked.find("a")]
    assert len(set(links)) == 6
    assert all(link.text.endswith("?") for link in asked.find("a"))
    order = [item for item in main.find() if item in {asked, main.by_id("q"), main.by_id("tips")}]
    assert order == [main.by_id("q"), asked, main.by_id("tips")]


def test_no_question_stands_where_no_editor_put_one(tiny_site: Path) -> None:
    """A review without leads has a search box and no empty list."""
    main = read_page(tiny_site / "index.html").by_id("main")
    assert main.by_id("q").tag == "input"
    assert list(main.find("nav", kind="asked")) == []


def test_a_theme_shows_each_thing_once(frost_site: Path) -> None:
    """A theme begins with its conclusions and says in words how many speak for each, or against."""
    main = read_page(frost_site / "themes/change-and-outcomes.html").by_id("main")
    told = [item.text for item in main.by_id("conclusions").find("summary")]
    assert "2 told as negative, 7 told as positive, 1 with conditions (our reading)" in told
    assert "studies" in {item.attributes.get("id") for item in main.find("section")}
