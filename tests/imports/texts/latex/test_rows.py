"""Cells of LaTeX over several rows that stand in the last of them, and tables as R makes them."""

from __future__ import annotations

import pytest

from kg.imports.texts.latex.boxes import drop_looks
from kg.imports.texts.latex.rows import lift_rows
from kg.imports.texts.latex.tables import find_environments
from tests.imports.texts.latex.test_tables import grid_of

HEAD = r"\begin{longtable}{lll} \toprule Outcome & Study & g \\ \midrule \endhead"
SPEC = r"!{\color[HTML]{000000}\vrule width 0pt}>{\centering}p{\dimexpr 0.93in+0\tabcolsep}"
FONT = r"\textcolor[HTML]{000000}{\fontsize{7}{7}\selectfont{\global\setmainfont{Arial}{%s}}}"
RULE = r"\hhline{>{\arrayrulecolor[HTML]{6}\global\arrayrulewidth=2pt}->{\arrayrulecolor{red}}-}"
UP = r"\multirow[c]{-2}{*}{Able}"


def cell(words: str) -> str:
    """Return a cell as R's flextable writes it."""
    return rf"\multicolumn{{1}}{{{SPEC}}}{{{words and FONT % words}}}"


def test_a_cell_that_reaches_up_is_said_in_each_of_its_rows() -> None:
    """The rows above it are of it, and not of what stands before."""
    rows = (
        r" & Able & 1 \\ \multirow{-2}{*}{Calm} & Bell & 2 \\ \cline{2-3}"
        r" & Able & 3 \\ & Bell & 4 \\ \multirow[c]{-3}{2cm}{\textbf{Sleep}} & Cook & 5 \\"
    )
    grid = grid_of(rf"{HEAD}{rows} \bottomrule \end{{longtable}}")
    assert grid.columns == ("Outcome", "Study", "g")
    assert [row[0] for row in grid.rows] == ["Calm", "Calm", "Sleep", "Sleep", "Sleep"]
    assert [row[2] for row in grid.rows] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "rows",
    [
        r"Tea & Able & 1 \\ \multirow{-2}{*}{Calm} & Bell & 2 \\",
        r"\multirow{-5}{*}{Calm} & Bell & 2 \\",
    ],
)
def test_what_has_no_place_above_stays(rows: str) -> None:
    """Where a cell above holds words, or there is none, it counts in its own row."""
    assert grid_of(rf"{HEAD}{rows} \end{{longtable}}").rows[-1][0] == "Calm"
    assert lift_rows("") == ""


def test_a_table_of_flextable_is_read() -> None:
    """Each cell has fonts, columns of its own and rules within braces."""
    lines = [
        rf"\begin{{longtable}}[c]{{|p{{1in}}|p{{1in}}}} {RULE}",
        rf"{cell('Study')} & {cell('M')} \\ {RULE} \endhead",
        rf"{cell('')} & {cell('1.5')} \\ {RULE}",
        rf"{cell(UP)} & {cell('2.5')} \\ {RULE} \end{{longtable}}",
    ]
    grid = grid_of("\n\n".join(lines))
    assert grid.columns == ("Study", "M")
    assert [row[1] for row in grid.rows] == ["1.5", "2.5"]


def test_braces_that_do_not_close_stay() -> None:
    """What is no whole command is left as it is."""
    assert drop_looks(r"\hhline{>{x} \fontsize{7} a") == r"\hhline{>{x} \fontsize{7} a"


def test_a_page_on_its_side_with_pictures_alone_is_no_table() -> None:
    """One with a table is."""
    page = r"\begin{landscape}%s\end{landscape}"
    assert [*find_environments(page % r"\includegraphics{a}")] == []
    assert len([*find_environments(page % r"\begin{longtable}{l}a\end{longtable}")]) == 1
    two = page % r"\begin{longtable}{l}a\end{longtable} \begin{xltabular}{l}b\end{xltabular}"
    assert [two[start:end][-16:] for start, end in find_environments(two)] == [
        r"a\end{longtable}"[-16:], r"b\end{xltabular}"[-16:]
    ]  # fmt: skip
