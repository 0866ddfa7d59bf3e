"""Terms that a LaTeX text prints by their keys."""

import pytest

from kg.sources.latex.expansion import say_plainly
from kg.sources.latex.glossaries import read_terms, say_terms, terms_in

TEXT = r"""\documentclass{article}
\newacronym[longplural={mean differences}]{md}{MD}{mean difference}
\newabbreviation{qol}{QoL}{quality of life}
\newglossaryentry{plot}{name=plot, plural={plots}, description={a small, rented garden}}
\DeclareAcronym{icu}{short = ICU, long = intensive care unit, short-plural = s}
\acrodef{hiv}[HIV]{human immunodeficiency virus}
% \newacronym{old}{OLD}{left out}
\newcommand{\effect}{\acrshort{md}}
\begin{document}
"""


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\gls{md}", "MD"), (r"\glspl{md}", "MDs"), (r"\acrlong{md}", "mean difference"),
        (r"\acrlongpl{md}", "mean differences"), (r"\acrfull{md}", "mean difference (MD)"),
        (r"\glsxtrlong{qol}", "quality of life"), (r"\glsentryshort{qol}", "QoL"),
        (r"\gls{plot}", "plot"), (r"\Glspl{plot}", "Plots"), (r"\glsentryplural{plot}", "plots"),
        (r"\ac{icu}", "ICU"), (r"\acp{icu}", "ICUs"), (r"\Acl{icu}", "Intensive care unit"),
        (r"\acs*{hiv}", "HIV"), (r"\acf{hiv}", "human immunodeficiency virus (HIV)"),
        (r"\gls[noindex]{md}['s]", "MD's"), (r"\GLS{plot}", "PLOT"),
        # What is no term, or no call of one, stays.
        (r"\gls{old}", r"\gls{old}"), (r"\gls{tea}", r"\gls{tea}"), (r"\acute{md}", r"\acute{md}"),
    ],
)  # fmt: skip
def test_a_term_is_said_as_it_is_printed(latex: str, said: str) -> None:
    """Each command of the four packages says its form."""
    assert say_terms(latex, TEXT) == said


def test_a_command_of_the_text_may_say_a_term() -> None:
    """What a command stands for is said first."""
    assert say_plainly(r"\effect{} of \glspl{plot}", TEXT) == "MD of plots"


def test_a_short_form_is_in_full_where_it_comes_first() -> None:
    """So a page has it."""
    part = r"\gls{md} and \gls{md}; \gls{plot}"
    found = [said for _, _, said in terms_in(part, TEXT, in_full=True)]
    assert found == ["mean difference (MD)", "MD", "plot"]


def test_a_text_without_terms_has_none() -> None:
    """Nothing is said then."""
    assert read_terms("\\gls{md}") == {}
    assert say_terms("\\gls{md}", "") == "\\gls{md}"
