import pytest

from kg.imports.texts.documents import find_tables
from kg.imports.texts.grids import Grid
from kg.imports.texts.latex.tables import find_environments, simplify_tables
from kg.imports.texts.pandoc import Tree, parse_with_pandoc


def grid_of(latex: str) -> Grid:
    """Return the one table of a piece of LaTeX, as it is read for an import."""
    tree = parse_with_pandoc(simplify_tables(latex).encode(), "latex")
    assert isinstance(tree, Tree)
    [table] = find_tables(tree.blocks)
    grid = table.read()
    assert isinstance(grid, Grid), grid
    return grid


LOOKS = {
    "numbers": r"\begin{tabular}{@{}l S[table-format=2.1] c@{}} A & {B} & C \\ 1&2&3 \end{tabular}",
    "widths": r"\begin{tabular}{>{\raggedright}p{3cm}*{2}{c}} A & B & C \\ 1&2&3 \\ \end{tabular}",
    "tabularx": r"\begin{tabularx}{1cm}{|l|X|X|} A & B & C \\ \cline{1-2} 1&2&3 \end{tabularx}",
    "tabulary": r"\begin{tabulary}{3cm}{LLL} A & B & C \\ 1&2&3 \end{tabulary}",
    "tblr": r"\begin{tblr}{colspec={lll}, row{1}={c}} A & B & C \\ 1&2&3 \end{tblr}",
    "resizebox": r"""\begin{table}\resizebox{\textwidth}{!}{%
        \begin{tabular}{lll} A & B & C \\ 1&2&3 \end{tabular}}
        \end{table}""",
    "adjustbox": r"""\begin{adjustbox}{width=1cm}
        \begin{tabular}{lll} A & B & C \\ 1&2&3 \end{tabular}
        \end{adjustbox}""",
    "colours": r"""\begin{tabular}{lll} \rowcolor[gray]{.9} A & B & C \\
        \cellcolor{red!9}1 & \textcolor{red}{2} & \rotatebox{90}{3} \end{tabular}""",
    "longtable": r"""\begin{longtable}{lll} A & B & C \\ \endfirsthead
        A & B & C \\ \endhead More \\ \endfoot \endlastfoot 1&2&3 \\ \end{longtable}""",
    "starred": r"""\begin{tabular}{lll} A & B & C \\*
        1&2&3 \\*[2pt]
        \end{tabular}""",
    "sideways": r"""\begin{sidewaystable}
        \begin{tabular}{lll} A & B & C \\ 1&2&3 \end{tabular} \end{sidewaystable}""",
}


@pytest.mark.parametrize("table", LOOKS.values(), ids=list(LOOKS))
def test_tables_are_read_however_they_look(table: str) -> None:
    """Widths, boxes, colours and repeated heads change nothing of what a table says."""
    grid = grid_of(table)
    assert (grid.columns, grid.rows) == (("A", "B", "C"), ((1, 2, 3),))


def test_lines_in_a_head_are_one() -> None:
    """A head that is broken into lines is one head."""
    latex = r"\begin{tabular}{ll} \makecell[l]{Random\\sequence} & B \\ 1 & 2 \end{tabular}"
    assert grid_of(latex).columns == ("Random sequence", "B")


def test_a_citation_in_a_cell_is_its_key() -> None:
    """A cell that only cites says whom."""
    latex = r"\begin{tabular}{ll} A & B \\ \citet{smith2010,lee} & 2 \end{tabular}"
    assert grid_of(latex).rows == (("@smith2010; @lee", 2),)


def test_a_head_over_columns_without_heads_below_takes_no_figures() -> None:
    """A row of figures is no row of heads, whatever stands above it."""
    latex = (
        r"\begin{tabular}{lll} Study & \multicolumn{2}{c}{Mean (SD)} \\ \hline "
        r"Lee & 3.1 & 0.4 \\ Ng & 2 & 1 \end{tabular}"
    )
    assert grid_of(latex).rows == (("Lee", "3.1", "0.4"), ("Ng", 2, 1))


def test_lines_stay_lines() -> None:
    """Places that pandoc tells are places of the file."""
    latex = (
        "\\begin{longtable}{l}\nA\n\\endfirsthead\nA\n\\endhead\nx\n\\endfoot\n1\n"
        "\\resizebox{1cm}\n{!}{2}\n\\end{longtable}\nend\n"
    )
    assert simplify_tables(latex).count("\n") == latex.count("\n")
    assert "\n\n" not in simplify_tables(latex)


def test_what_is_no_table_stays() -> None:
    """Text around tables is left alone, and so is what never ends."""
    latex = "\\resizebox{a}{b}{c} \\begin{tabular}{l} \\makecell{never \n"
    assert simplify_tables(latex) == latex


def test_tables_within_each_other_are_one() -> None:
    """The outermost counts; what stands in a comment does not."""
    latex = "% \\begin{table}\n\\begin{table}\\begin{tabular}{l}\\end{tabular}\\end{table}x"
    assert [latex[start:end] for start, end in find_environments(latex)] == [latex[16:-1]]


def test_a_gap_before_a_row_takes_nothing_of_it() -> None:
    """A line over all columns heads those below it, however far it is set off."""
    rows = r"a & 1 & 2 \\ \addlinespace[2pt] \multicolumn{3}{l}{\textit{Late}}\\ b & 3 & 4 \\"
    grid = grid_of(rf"\begin{{tabular}}{{lll}} A & B & C \\ \midrule {rows} \end{{tabular}}")
    assert [row[0] for row in grid.rows] == ["a", "Late", "b"]


def test_a_line_that_ends_in_a_cell_ends_no_row() -> None:
    """In braces it parts words; a table in braces of its own has its rows all the same."""
    table = (
        "{\\footnotesize \\begin{tblr}{ll}\nCup & {No. of\\\\[2pt]people} \\\\\n"
        "1 & \\emph{2\\\\3} \\\\ % }\n\\end{tblr}}\n"
    )
    plain = simplify_tables(table)
    assert "{No. of people} \\\\" in plain
    assert "\\emph{2 3} \\\\" in plain


def test_a_command_that_minds_its_space_keeps_it() -> None:
    """LaTeX takes the space behind a command away, and `xspace` puts it there again."""
    text = (
        "\\newcommand{\\tea}{green tea\\xspace}\n"
        "\\tea $>$3 cups, \\tea daily, \\tea, \\tea . \\teas more"
    )
    assert simplify_tables(text).splitlines()[1] == (
        "\\tea{} $>$3 cups, \\tea{} daily, \\tea, \\tea . \\teas more"
    )


def test_signs_of_packages_are_read() -> None:
    """A cell with a tick is not empty, by whatever command it is set."""
    rows = r"a & \tick & \ding{55} \\ b & \checkmark & \CIRCLE \\ c & $\checkmark$ & \Circle{} \\"
    table = rf"\begin{{tabular}}{{lll}} A & B & C \\ \midrule {rows} \end{{tabular}}"
    grid = grid_of(rf"\newcommand{{\tick}}{{\ding{{51}}}} {table}")
    assert [row[1:] for row in grid.rows] == [("✓", "✗"), ("✓", "●"), ("✓", "○")]


def test_a_caption_may_be_an_option() -> None:
    """Of tabularray's long tables: of two the last counts, and a bracket in it is a letter."""
    options = "[\n  caption={First},\n  label={tab:a},\n  caption={Walks [of two]},\n]"
    for name in ("longtblr", "talltblr"):
        grid = grid_of(rf"\begin{{{name}}}{options}{{lll}} A & B & C \\ 1&2&3 \end{{{name}}}")
        assert grid.caption == "Walks [of two]"
        assert (grid.columns, grid.rows) == (("A", "B", "C"), ((1, 2, 3),))
