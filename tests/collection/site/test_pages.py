"""What becomes of pages whose lists grow with a collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.collection.site import pages
from kg.collection.site.pages import _cells_of
from kg.timings import Timings
from tests.outputs.site.lines import lines_of, text_below
from tests.outputs.site.trees import read_page


def test_a_line_of_the_matrix_names_some_of_many_reviews_and_counts_the_others() -> None:
    """A line as long as the collection would make each of them heavier; a work's page has all."""
    columns = [{"slug": f"r{number}"} for number in range(30)]
    sources = [{"review": columns[number % 20]} for number in range(25)]
    line = _cells_of({"sources": sources, "reviews": 20}, columns)
    assert [cell["review"]["slug"] for cell in line["cells"]] == [f"r{n}" for n in range(12)]
    assert sum(len(cell["sources"]) for cell in line["cells"]) == 12 + 5
    assert line["more"] == 8


def test_a_line_of_a_matrix_of_few_reviews_has_a_cell_for_each() -> None:
    """Those that do not hold the work have an empty one, and no other is left to be counted."""
    columns = [{"slug": f"r{number}"} for number in range(3)]
    line = _cells_of({"sources": [{"review": columns[2]}], "reviews": 1}, columns)
    assert [len(cell["sources"]) for cell in line["cells"]] == [0, 0, 1]
    assert line["more"] == 0


@pytest.mark.slow
def test_a_work_of_many_sources_has_several_pages(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has what some reviews say; whether records are alike is told of all of them on each."""
    monkeypatch.setattr(pages, "_MOST_SOURCES", 1)
    collect(load_collection(tmp_path), [str(three)], (), Timings())
    folder = tmp_path / "build" / "current" / "site" / "work"
    title = '<h1 class="work">Identifying facial phenotypes'
    found = sorted(path for path in folder.iterdir() if title in path.read_text("utf-8"))
    assert len(found) == 2
    second, first = found  # `x.2.html` comes before `x.html`
    assert second.name == first.name.replace(".html", ".2.html")
    for page, other in ((first, second), (second, first)):
        headings = {line.heading for line in lines_of(page)}
        assert {"Title: alike", "Year: different"} <= headings
        assert f'{other.name}"' in page.read_text(encoding="utf-8")
        assert "also those on its other pages" in page.read_text(encoding="utf-8")
    said = [text_below(page, "Year: different") for page in (first, second)]
    assert ["Lee and others" in text for text in said].count(True) == 1
    main = read_page(second).by_id("main").text
    assert "2 reviews here hold it." in main
