"""Traffic lights of LaTeX: what a cell says by its colour or picture alone comes as a word."""

import pytest

from kg.imports.texts.latex.colours import say_colours
from kg.imports.texts.latex.tables import simplify_tables

HEAD = (
    r"\newcommand{\G}{\cellcolor{green!60!black}}\newcommand{\dotr}{\textcolor{red}{$\bullet$}}"
    r"\newcommand{\drawn}{\tikz\draw[fill=yellow] (0,0) circle (.5ex);}"
)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (r"a & \cellcolor{red} & \cellcolor[gray]{.8} \\", r"a & red &  \\"),
        (r"a & \G & \G \\", r"a & green & green \\"),
        (r"a & \cellcolor{red}High & \cellcolor{rob-low} \\",
         r"a & \cellcolor{red}High & rob-low \\"),
        (r"a & \dotr & {\color{orange}●} \\", r"a & red & orange \\"),
        (r"a & \drawn & \tikz[blue]{\fill circle;} \\", r"a & yellow &  \\"),
        (r"a & \includegraphics[width=1em]{icons/low.png} \\", r"a & low \\"),
        (r"a & \textcolor{red}{$\oplus$} & \textcolor{blue}{$\bullet$} \\",
         r"a & \textcolor{red}{$\oplus$} & \textcolor{blue}{$\bullet$} \\"),
    ],
)  # fmt: skip
def test_a_colour_alone_is_a_word(cells: str, said: str) -> None:
    """A cell with words of its own keeps them; shades say nothing."""
    assert say_colours(cells, HEAD) == said


def test_dots_that_differ_in_colour_alone_are_two() -> None:
    """They were one sign, which would have judged all of them alike."""
    table = (
        "\\begin{tabular}{lll}\nA & \\textcolor{red}{$\\bullet$} & "
        "\\textcolor{green}{$\\bullet$} \\\\\n\\end{tabular}"
    )
    assert "A & red & green \\\\" in simplify_tables(table)


def test_a_text_without_colours_stays() -> None:
    """Its commands are left to pandoc."""
    table = r"\begin{tabular}{ll}\tea & 1 \\\end{tabular}"
    assert say_colours(table, r"\newcommand{\tea}{Tea}" + table) == table


def test_a_dot_that_is_a_node_says_its_colour() -> None:
    """It ends at the semicolon, behind the braces of what it holds."""
    text = (
        r"\newcommand{\rob}[1]{\tikz[baseline=-0.6ex]\node[circle,fill=#1,inner sep=2pt]{};}"
        "\n"
        r"\newcommand{\low}{\rob{green}}"
        "\n"
    )
    table = r"\begin{tabular}{ll} Able & \low \\ Bell & \rob{red!80} \end{tabular}"
    assert say_colours(table, text + table) == (
        r"\begin{tabular}{ll} Able & green \\ Bell & red \end{tabular}"
    )
