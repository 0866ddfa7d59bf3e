"""Heads and cells of LaTeX in boxes: broken into lines in any way, they say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.imports.texts.documents import Document
from kg.imports.texts.importer import _read_file  # the whole way: places, too
from kg.imports.texts.latex.boxes import open_boxes
from tests.imports.texts.latex.test_tables import grid_of

BOXES = {
    "minipage": r"\begin{minipage}[b]{2cm}No. of\\people\end{minipage}",
    "centred": r"\begin{minipage}{\linewidth}\centering No. of\\[2pt] people\strut\end{minipage}",
    "varwidth": r"\begin{varwidth}{2cm}No. of\\people\end{varwidth}",
    "tabular": r"\begin{tabular}[c]{@{}l@{}}No. of\\people\end{tabular}",
    "over-columns": r"\multicolumn{1}{c}{\begin{tabular}{@{}c@{}}No. of\\people\end{tabular}}",
    "makecell": r"\makecell[tl]{No. of\\people}",
    "bold": r"\textbf{\makecell{No. of\\people}}",
    "thead": r"\thead{\bfseries No. of\\people}",
    "rothead": r"\rothead{No. of\\people}",
    "shortstack": r"\shortstack[l]{No. of\\people}",
    "parbox": r"\parbox[t]{2cm}{\centering No. of\\people}",
    "vtop": r"\vtop{\hbox{\strut No. of}\hbox{\strut people}}",
    "within-each-other": r"\begin{minipage}{2cm}\shortstack{No. of\\people}\end{minipage}",
}
ROWS = r"\multirowcell{2}[0pt][l]{No. of\\people}"


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
def test_a_head_in_a_box_is_read(box: str) -> None:
    """It is the head of its column, and so are its neighbours."""
    grid = grid_of(
        rf"\begin{{tabular}}{{lll}} Study & {box} & RR \\ Able & 40 & 0.80 \end{{tabular}}"
    )
    assert (grid.columns, grid.rows) == (("Study", "No. of people", "RR"), (("Able", 40, "0.80"),))


@pytest.mark.parametrize("box", [BOXES["minipage"], BOXES["tabular"], ROWS])
def test_a_cell_in_a_box_ends_no_row(box: str) -> None:
    """What stands in a cell is one text."""
    grid = grid_of(
        rf"\begin{{tabular}}{{ll}} Study & Of \\ Able & {box} \\ Bell & 2 \end{{tabular}}"
    )
    assert grid.rows[0][1] == "No. of people"


def test_a_table_within_a_cell_stays_one() -> None:
    """What has cells of its own is no box, and one around the whole table is none of its cells."""
    within = r"\begin{tabular}{ll} A & \begin{tabular}{ll} b & c \end{tabular} \end{tabular}"
    around = r"\begin{minipage}{2cm}\begin{tabular}{l} a \\ b \end{tabular}\end{minipage}"
    assert open_boxes(within, within) == within
    assert open_boxes(around, around) == around


def test_lines_stay_lines() -> None:
    """Messages name them."""
    table = (
        "\\begin{tabular}{l}\\begin{minipage}[t]{2cm}\nNo.\\\\\nof\n\\end{minipage}\\end{tabular}"
    )
    assert open_boxes(table, table).count("\n") == table.count("\n")


def test_a_box_of_the_text_s_own_is_one(tmp_path: Path) -> None:
    """A command that is a box says what stands in it; where it is defined there is no table."""
    file = tmp_path / "tea.tex"
    file.write_text(
        r"""\documentclass{article}
\newcommand{\two}[2]{\begin{tabular}{@{}c@{}}#1\\#2\end{tabular}}
\begin{document}
\section{Tea}
\begin{table}\caption{Cups}
\begin{tabular}{lll} Study & \two{No. of}{people} & GRADE\\
Able & 40 & $\oplus\oplus\ominus\ominus$ \\
\end{tabular}
\end{table}
\end{document}
"""
    )
    document = _read_file(file)
    assert isinstance(document, Document)
    [table] = document.tables
    assert table.grid.columns == ("Study", "No. of people", "GRADE")
    assert document.left == []
