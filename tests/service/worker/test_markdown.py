from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.service.worker.markdown import escape, render_cell, render_table
from kg.service.worker.wire import Job


@pytest.mark.parametrize(
    "text", ["a|b", "a\nb", "a\r\n| b", "`x`", "<b>", "[a](b)", "# a", "a\\|b"]
)
def test_no_cell_breaks_out_of_its_row(text: str) -> None:
    """A table of one row has three lines, whatever the cell says."""
    page = render_table(["a"], [[ox.Literal(text)]], Job("", "md")).decode()
    assert len(page.splitlines()) == 3
    assert page.splitlines()[2].replace("\\\\", "").replace("\\|", "").count("|") == 2


@pytest.mark.parametrize("mark", list("\\`*_{}[]<>|#"))
def test_marks_are_escaped(mark: str) -> None:
    """Each is preceded by a backslash."""
    assert escape(f"a{mark}b") == f"a\\{mark}b"


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (None, ""), (ox.NamedNode("http://e/a_b"), "<http://e/a_b>"),
        (ox.NamedNode("javascript:x"), "javascript:x"), (ox.Literal("a_b"), "a\\_b"),
    ],
)  # fmt: skip
def test_cells(term: ox.NamedNode | ox.Literal | None, cell: str) -> None:
    """Web addresses are links, all else is text."""
    assert render_cell(term) == cell
