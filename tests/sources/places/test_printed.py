"""Words copied from a page of a LaTeX text, and the passage that prints them."""

import pytest

from kg.sources.places.finding import find_passage
from kg.sources.places.printed import printed_forms
from kg.sources.places.text import hold_text

TEXT = r"""\documentclass{article}
\newcommand{\es}[3]{$#1$ [$#2$, $#3$]}
\newcommand{\isq}[1]{$I^2 = #1\,\%$}
\newacronym{md}{MD}{mean difference}
\newglossaryentry{plot}{name=plot, plural=plots, description={a garden}}
\begin{document}
The pooled \gls{md} was \es{-0.42}{-0.63}{-0.21}, \isq{34}, in \SI{412}{\metre} of
\glspl{plot} that people share. A second \gls{md} was \es{0.10}{-0.2}{0.3}.
\end{document}
"""


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        (
            "MD was \N{MINUS SIGN}0.42 [\N{MINUS SIGN}0.63, \N{MINUS SIGN}0.21], I² = 34 %",
            r"\gls{md} was \es{-0.42}{-0.63}{-0.21}, \isq{34}",
        ),
        ("was -0.42 [-0.63, -0.21]", r"was \es{-0.42}{-0.63}{-0.21}"),
        ("in 412 m of plots that", "in \\SI{412}{\\metre} of\n\\glspl{plot} that"),
        ("The pooled mean difference (MD) was", r"The pooled \gls{md} was"),
        ("of plots ... A second MD", "of\n\\glspl{plot} that people share. A second \\gls{md}"),
        ("people share. A second", "people share. A second"),
        # A part of what a command says is the command: nothing smaller has a place.
        ("0.63, -0.21], I² = 34", r"\es{-0.42}{-0.63}{-0.21}, \isq{34}"),
    ],
)
def test_words_of_the_page_are_found(words: str, passage: str) -> None:
    """What commands, terms and quantities print leads to them."""
    found = find_passage(words, hold_text("text.txt", TEXT))
    assert not isinstance(found, str), found
    assert TEXT[slice(*found)] == passage


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("MD was 0.99", "do not stand in the text"),
        ("L7: plots ... never said", "last words do not follow"),
    ],
)
def test_what_no_page_prints_is_told(words: str, told: str) -> None:
    """Nothing is found that is near, and what is told is as before."""
    found = find_passage(words, hold_text("text.txt", TEXT))
    assert isinstance(found, str)
    assert told in found


def test_only_latex_prints_otherwise_than_it_stands() -> None:
    """A Markdown text, and a LaTeX text without such commands, have no other form."""
    assert printed_forms("# Tea\n\n\\SI{5}{\\metre} of tea\n") == ()
    assert printed_forms("\\documentclass{article}\n\\begin{document}\nTea\n") == ()
