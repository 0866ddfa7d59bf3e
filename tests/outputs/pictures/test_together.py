from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from benchmarks.project import write_project
from kg.assembly import assemble_project
from kg.catalogues import ENGLISH
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures.together import CLOSE, MOST_PAIRS, count_pairs, draw_together
from kg.outputs.references import load_references
from kg.sources.folder.project import load_project
from kg.timings import Timings


def test_each_pair_has_an_arc(real_store: Store) -> None:
    """The picture has an arc for each pair of the table."""
    picture = draw_together(real_store, load_references(real_store), ENGLISH)
    assert picture is not None
    assert picture.svg.count('class="curve ') == len(picture.rows)


def test_sources_are_named_as_people_know_them(real_store: Store) -> None:
    """A source is named by code, names and year; of three or more names the first is given."""
    picture = draw_together(real_store, load_references(real_store), ENGLISH)
    assert picture is not None
    named = {name for row in picture.rows for name in row[:2]}
    assert "A9 Glisson and Hemmelgarn, 1998" in named
    assert "A1 Atkinson and others, 2001" in named


def test_all_who_are_cited_with_the_most_are_named(real_store: Store) -> None:
    """Two sources share the first place, and the words beside the picture name both."""
    picture = draw_together(real_store, load_references(real_store), ENGLISH)
    assert picture is not None
    told = "Cited with the most others: A15 Hudson, 2002 and B22 Parton, 1985, with 4 each."
    assert told in picture.description


def test_without_pairs_there_is_no_picture(small_store: Store) -> None:
    """A review that cites no two sources together has no such picture."""
    assert draw_together(small_store, load_references(small_store), ENGLISH) is None


def test_more_pairs_than_can_be_followed_are_not_drawn(tmp_path: Path) -> None:
    """A review that cites very many works close together has no picture of a megabyte."""
    write_project(300, tmp_path / "made")
    store = assemble_project(load_project(tmp_path / "made"), Timings()).store
    assert store is not None
    assert len(count_pairs(select_page_rows(store, "picture-together"))) > MOST_PAIRS
    assert draw_together(store, load_references(store), ENGLISH) is None


def _cited(source: str, section: str, start: int) -> Row:
    return {"source": source, "section": section, "start": start}


def test_close_is_within_a_section_and_a_paragraph() -> None:
    """Each two citations count once, those of one source with itself not at all."""
    mentions = [
        _cited("b", "first", 0), _cited("a", "first", CLOSE), _cited("b", "first", CLOSE + 1),
        _cited("c", "next", CLOSE + 2), _cited("a", "next", 2 * CLOSE + 3),
    ]  # fmt: skip
    assert count_pairs(mentions) == [{"one": "a", "other": "b", "times": 2}]
