import pytest

from kg.imports.texts.below import tell_below
from kg.imports.texts.documents import PlacedGrid
from kg.imports.texts.grids import Grid

CELLS = "\\begin{tabular}{ll}\nStudy & $I^2$ = 3\\\\\n\\end{tabular}"
PIPES = "| Study | RR |\n|---|---|\n| Able | 0.8 |\n"


def told_of(table: str, behind: str, marks: str) -> list[str]:
    """Return what is told of a table with a text behind its cells."""
    inner = f"\\begin{{table}}\n{table}\n{behind}\\end{{table}}" if marks == "latex" else table
    end = len(inner)
    text = inner if marks == "latex" else f"{table}\n{behind}"
    return tell_below([PlacedGrid(Grid("", ("a",), ()), 0, end)], text, marks)


@pytest.mark.parametrize(
    ("table", "behind", "marks", "first"),
    [
        (CELLS, "Heterogeneity: $I^2 = 12\\%$; $Q = 1.1$\n", "latex", "Heterogeneity: $I^2"),
        (CELLS, "\\footnotesize $\\tau^2 = 0.01$, df $= 1$\n", "latex", "tau^2"),
        (PIPES, "Heterogeneity: I² = 12%, τ² = 0.01\n", "markdown", "Heterogeneity: I²"),
        (PIPES, ": Effects\n\n*I² = 12%*\n", "markdown", "I² = 12%"),
    ],
    ids=["latex", "latex-tau", "line", "below-the-caption"],
)
def test_heterogeneity_below_a_table_is_told(
    table: str, behind: str, marks: str, first: str
) -> None:
    """It is no cell, so that nothing reads it; the line says where it goes."""
    (told,) = told_of(table, behind, marks)
    assert first in told
    assert "data/effects.yaml" in told


@pytest.mark.parametrize(
    ("table", "behind", "marks"),
    [
        (CELLS, "\\caption{Heterogeneity of teas}\n", "latex"),
        (CELLS, "", "latex"),
        (PIPES, "Trials differed much (I² = 80%).\n", "markdown"),
        (PIPES, "", "markdown"),
    ],
    ids=["no-figure", "in-a-cell", "running-text", "nothing"],
)
def test_other_words_below_a_table_are_not_told(table: str, behind: str, marks: str) -> None:
    """A caption, a cell and a sentence of the text are no such line."""
    assert not told_of(table, behind, marks)
