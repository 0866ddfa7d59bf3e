import pytest

from kg.sources.latex.definitions import end_of_braces
from kg.sources.latex.expansion import expand_macros, plain_formulas, say_plainly

HEAD = r"""
\newcommand{\tea}{\emph{Camellia}\xspace}
\newcommand*\pot[1]{a pot of #1}
\def\cup{\pot{\tea}}
\newcommand{\loop}{x\loop}
\newcommand{\chosen}[2][a]{#1 and #2}
\def\pan#1#2{#1%
  { with #2}}
\NewDocumentCommand{\kettle}{O{} m}{#2?#1}
\NewDocumentCommand{\odd}{r() m}{#2}
\let\brew\tea
\let\formerly\newly
\renewcommand{\newly}[1]{\formerly{#1}!}
% \newcommand{\never}{ever}
"""


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (r"On \tea{} and \tea.", r"On \emph{Camellia} and \emph{Camellia}."),
        (r"\pot{tin} and \teas", r"a pot of tin and \teas"),
        (r"\cup{} of 2011", r"a pot of \emph{Camellia} of 2011"),
        (r"\chosen{b}, \chosen[c]{d}", "a and b, c and d"),
        (r"\pan{tin}{lid} \kettle{x} \kettle[y]{x}", "tin{ with lid} x? x?y"),
        (r"\brew{} \formerly{x} \newly{x}", r"\emph{Camellia} \formerly{x} \formerly{x}!"),
        (r"\chosen \pot tin \emph{x}", r"\chosen \pot tin \emph{x}"),
        (r"\never \odd{x}", r"\never \odd{x}"),
    ],
)
def test_commands_of_the_text_are_said_out(part: str, said: str) -> None:
    """With their arguments, and what they name in turn; what is not understood stays."""
    assert expand_macros(part, HEAD) == said


def test_a_command_that_names_itself_ends() -> None:
    """It is said out a few times, and no more."""
    assert expand_macros(r"\loop", HEAD).count("x") < 20


def test_braces_are_matched() -> None:
    """Braces within braces are passed over, and so are those that are printed."""
    assert end_of_braces("{a{b}\\}c}d", 0) == 9
    assert end_of_braces("{a", 0) == 0
    assert end_of_braces("}", 0) == 0


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"$\tau^2$ = 1; $I^2$ = 54%", "τ² = 1; I² = 54%"),
        (r"$\oplus\oplus\ominus\ominus$ Low", "⊕⊕⊖⊖ Low"),
        (r"yes$^\dagger$", "yes†"),
        (r"Low$^{a,b}$, High$^{\text{c}}$, 5 m$^2$", "Low^a,b^, High^c^, 5 m²"),
        (r"1$\cdot$32 [0$\cdot$73; 2$\cdot$38]", "1·32 [0·73; 2·38]"),
        (r"$\geq$65 y, 3 $\pm $2, 4$ \pm $2", "≥65 y, 3 ±2, 4±2"),
        (r"costs \$5 and $x$", r"costs \$5 and x"),
        (r"AUC$_{\mathrm{disc}}$ ($p{=}0.014$)", "AUC_disc (p=0.014)"),
        (r"[$-14.18$, 3]", "[\N{MINUS SIGN}14.18, 3]"),
        (r"$\unheardof{x}$ of $5", r"$\unheardof{x}$ of $5"),
        ("US$5 and US$6", "US$5 and US$6"),
    ],
)
def test_formulas_are_said_as_people_read_them(written: str, plain: str) -> None:
    """What cannot be read whole stays as it is written, and money is no formula."""
    assert plain_formulas(written) == plain


def test_a_legend_says_what_its_own_commands_mean() -> None:
    """Colours have no letters; signs of packages are characters."""
    text = (
        r"\newcommand{\low}{\textcolor{green!60!black}{$\oplus$}}"
        r"\newcommand{\high}{\textcolor{red}{\ding{55}}}"
    )
    said = say_plainly(r"\low{} low risk; \high{} high risk; \checkmark", text)
    assert said == "⊕ low risk; ✗ high risk; ✓"
