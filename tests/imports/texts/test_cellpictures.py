"""Cells that are drawn: what stands in the place of a picture is what they say."""

from __future__ import annotations

import pytest

from kg.imports.texts.documents import find_tables
from kg.imports.texts.grids import Grid
from kg.imports.texts.kinds import _MARKDOWN
from kg.imports.texts.pandoc import Tree, parse_with_pandoc
from kg.imports.texts.tables import _pictures_told

HEAD = "<tr><th>Study</th><th>D1</th></tr>"


def grid_of(text: str, reader: str = "html") -> Grid:
    """Return the first table of a text."""
    tree = parse_with_pandoc(text.encode(), reader)
    assert isinstance(tree, Tree)
    grid = next(iter(find_tables(tree.blocks))).read()
    assert isinstance(grid, Grid)
    return grid


@pytest.mark.parametrize(
    ("cell", "said", "unsaid"),
    [
        pytest.param('<img src="g.png" alt="Low risk">', "Low risk", 0, id="alternative"),
        pytest.param('<img src="g.png" title="High">', "High", 0, id="title"),
        pytest.param('<img src="g.png" alt="High" title="a red dot">', "High", 0, id="both"),
        pytest.param('<img src="g.png">', None, 1, id="none"),
        pytest.param('<img src="a.png"><img src="b.png">', None, 1, id="two-in-one-cell"),
        pytest.param('<img src="a.png" title="Low"><img src="b.png" title="few cups">',
                     "Low; few cups", 0, id="two-with-words"),
        pytest.param('<img src="g.png" title="a dot"> Low', "Low", 0, id="beside-words"),
        pytest.param("", None, 0, id="empty"),
    ],
)  # fmt: skip
def test_a_picture_says_what_stands_in_its_place(cell: str, said: str | None, unsaid: int) -> None:
    """Beside words it adds none; without words it is counted, and nothing is guessed."""
    grid = grid_of(f"<table>{HEAD}<tr><td>Able</td><td>{cell}</td></tr></table>")
    assert (grid.rows, grid.unsaid) == ((("Able", said),), unsaid)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("![Low](g.png)", "Low"),
        ('![](g.png "High")', "High"),
        ("![](g.png){alt='Some concerns'}", "Some concerns"),
        ("<img src='g.png' alt='Low &amp; sure'>", "Low & sure"),
        ("<img alt=Low src=g.png />", "Low"),
        ("<img data-alt='x' src='g.png'>", None),
        ("![](g.png)", None),
    ],
)
def test_so_it_does_in_markdown(cell: str, said: str | None) -> None:
    """By each of the ways in which Markdown has pictures, tags of HTML too."""
    grid = grid_of(f"| Study | D1 |\n|---|---|\n| Able | {cell} |\n", _MARKDOWN)
    assert (grid.rows, grid.unsaid) == ((("Able", said),), int(said is None))


def test_cells_without_words_are_told_by_table() -> None:
    """By its caption, or by its number as it is called in the data."""
    named = Grid("Risk of bias", ("Study",), (("Able",),), unsaid=1)
    assert _pictures_told(named, 1).startswith("in 'Risk of bias' 1 cell holds only a picture")
    nameless = Grid("", ("Study",), (("Able",),), unsaid=12)
    assert _pictures_told(nameless, 3).startswith("in 'Table 3' 12 cells hold only a picture")
