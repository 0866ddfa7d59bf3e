from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from kg.catalogues import voice_of
from kg.collection.joining import Union
from kg.collection.site.pages import pages_of
from kg.collection.site.rows import Rows
from kg.collection.works import Group, Holding

REVIEW = dict.fromkeys(("subtitle", "summary", "caution", "rights"), "") | {
    "review": "x:review", "creators": [], "families": [], "year": "2005", "language": "en",
    "coded": True, "works": [],
}  # fmt: skip
SOURCE = dict.fromkeys(("address", "title_language", "byline", "year", "kind", "short_label"), "")
ABOUT = {"static": False, "files": [], "likely_works": 0, "likely_concepts": 0, "matched": 0}


@dataclass
class Part:
    """A part with a work that all hold and one that it alone holds; it counts how it is read."""

    slug: str
    files: int = 1
    read: int = 0
    title: str = ""

    @property
    def base(self) -> str:
        """Return its base."""
        return f"https://e.org/{self.slug}/"

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        return f"{self.slug}-1"

    @property
    def facts(self) -> dict[str, Any]:
        """Return its facts."""
        works = [
            SOURCE
            | {"source": source, "work": source, "title": source, "code": "A1", "stances": {}}
            for source in ("x:all", f"x:{self.slug}")
        ]
        counts = {"sources": 2, "claims": 2, "tips": 0}
        review = REVIEW | {"title": self.title or self.slug}
        return {"review": review, "works": works, "concepts": [], "counts": counts}

    @property
    def said(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """Return what is said of both works."""
        self.read += 1
        line = {"iri": "x:claim", "statement": "", "heading": "", "note": "", "address": "a.html",
                "concepts": [], "stance": "supports"}  # fmt: skip
        return {"said": {"x:all": [line], f"x:{self.slug}": [line]}, "about": {}}


def unite_parts(reviews: int) -> Union:
    """Return a collection of so many reviews."""
    parts: Any = {f"r{number:02}": Part(f"r{number:02}") for number in range(reviews)}

    def group(work: str, *slugs: str) -> Group:
        return Group({work}, set(), [Holding(slug, work, work, (), work, "") for slug in slugs])

    return Union(parts, [group("x:all", *parts), *(group(f"x:{slug}", slug) for slug in parts)], [])


def test_of_what_reviews_say_only_that_of_shared_works_is_kept() -> None:
    """The rest is as large as the reviews; each is read once, and only for a page that shows it."""
    union = unite_parts(3)
    rows = Rows(union, voice_of("en"))
    pages = list(pages_of(union, rows, ABOUT))
    parts: Any = union.parts.values()
    assert [part.read for part in parts] == [0, 0, 0]
    (work,) = (page.values() for page in pages if page.template == "collection/work.html")
    assert [len(source["lines"]) for source in work["sources"]] == [1, 1, 1]
    assert [set(rows.said_in(slug)["said"]) for slug in union.parts] == [{"x:all"}] * 3
    assert [part.read for part in parts] == [1, 1, 1]


@pytest.mark.parametrize(("reviews", "named", "more"), [(2, 1, 0), (13, 12, 0), (20, 12, 7)])
def test_a_list_names_some_of_many_other_reviews(reviews: int, named: int, more: int) -> None:
    """Else the pages of all reviews grew with the square of their number."""
    union = unite_parts(reviews)
    rows = Rows(union, voice_of("en"))
    found = [
        page.values()
        for page in pages_of(union, rows, ABOUT)
        if page.template == "collection/review.html"
    ]
    assert len(found) == reviews
    for page in found:
        (work,) = page["shared"]
        assert (len(work["others"]), work["more"]) == (named, more)
        assert rows.reviews[page["review"]["slug"]]["short"] not in work["others"]


def test_reviews_of_one_name_are_told_apart() -> None:
    """By their names here and by their bases; a review that nobody is like goes without."""
    union = unite_parts(3)
    for slug in ("r01", "r02"):
        part: Any = union.parts[slug]
        part.title = "Tea at work"
    rows = Rows(union, voice_of("en")).reviews
    shorts = {slug: row["short"] for slug, row in rows.items()}
    assert shorts == {
        "r00": "r00 (2005)",
        "r01": "Tea at work (2005), r01",
        "r02": "Tea at work (2005), r02",
    }
    apart = {slug: row["apart"] for slug, row in rows.items()}
    assert apart == {"r00": "", "r01": "https://e.org/r01/", "r02": "https://e.org/r02/"}
