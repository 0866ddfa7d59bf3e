"""An assistant's search of a collection asks the indexes of its reviews, and reads nothing else."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

pytest.importorskip("mcp")

from kg.assistants import tools
from kg.assistants.arguments import SearchArguments
from kg.assistants.asking import Asker
from kg.assistants.indexes import find_in_indexes
from kg.fulltext import Entry, write_index
from kg.service.data.searching import Index, Searching
from kg.service.data.shelves import Shelf, Shelves
from kg.service.http.problems import ProblemError

TEA = "https://example.org/tea/"
PAGES = [
    ("tip", "Warm the pot of tea", "tips/1.html"),
    ("claim", "Tea cools", "sections/two.html#tea-cools"),
    ("for practice", "Tea for all", "implications/all.html"),
    ("index", "tea", "a-z.html#tea"),
    ("claim", "Tea, a part of something", "sections/two.html#part-of-tea"),
]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    """Return who asks a collection with a review, and a page of its own."""
    site = tmp_path / "reviews" / "tea"
    site.mkdir(parents=True)
    places = {"claims/cools": "sections/two.html#tea-cools", "index/tea": "a-z.html#tea"}
    (site / "pages.json").write_text(json.dumps(places), encoding="utf-8")
    pages = {"tea.db": PAGES, "_own.db": [("this site", "About tea", "about.html")]}
    for name, entries in pages.items():
        write_index(
            tmp_path / name,
            [Entry(kind, title, "", at, "en", 1, (title,) * 5) for kind, title, at in entries],
        )
    indexes = {
        "tea.db": Index(tmp_path / "tea.db", "tea", "Tea", "reviews/tea/"),
        "_own.db": Index(tmp_path / "_own.db", "", "", ""),
    }
    top = Shelf("https://example.org/all/", tmp_path)
    catalogue = SimpleNamespace(
        searching=Searching(indexes, static=False),
        shelves=Shelves(top, [Shelf(TEA, site, "reviews/tea/")]),
        base=top.base,
    )
    generation = SimpleNamespace(catalogue=catalogue, limits=SimpleNamespace(deadline=10.0))
    return Asker(cast("Any", generation))


def find(asker: Asker, words: str, kind: str | None = None, most: int = 9) -> dict[str, str]:
    """Return the records that hold words, with their kinds."""
    searching = asker.generation.catalogue.searching
    assert searching is not None
    found = asyncio.run(find_in_indexes(searching, asker, words, kind, most))
    return {record: named for record, named, _, _ in found}


def test_what_a_page_or_a_place_shows_is_a_record(asker: Asker) -> None:
    """By the name of its kind elsewhere; pages of the site, and parts of a record, are none."""
    assert find(asker, "tea") == {
        f"{TEA}tips/1": "tip",
        f"{TEA}claims/cools": "claim",
        f"{TEA}implications/all": "implication",
        f"{TEA}index/tea": "entry",
    }
    assert find(asker, "tea", "implication") == {f"{TEA}implications/all": "implication"}
    assert len(find(asker, "tea", most=2)) == 2
    assert find(asker, "?!") == {}


def test_a_search_that_takes_too_long_is_told(asker: Asker) -> None:
    """As by the service."""
    asker.generation.limits.deadline = -1  # type: ignore[misc]
    with pytest.raises(ProblemError, match="too long"):
        find(asker, "tea")


def test_of_a_collection_nothing_is_read_first(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read all that many reviews have takes longer than a question may."""

    async def complete(_: Asker, __: object, ___: object, **own: Any) -> Any:
        return own["hits"]

    monkeypatch.setattr(tools, "load_index", None)
    monkeypatch.setattr(tools, "complete_answer", complete)
    asked = SearchArguments(words="warm", kind=None, most=5)
    (hit,) = cast("Any", asyncio.run(tools.Searcher().search(asker, asked)))
    assert (hit.record, hit.kind, hit.title) == (f"{TEA}tips/1", "tip", "Warm the pot of tea")
