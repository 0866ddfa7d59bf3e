import pytest

from kg.imports.texts.macros import expand_macros

HEAD = r"""
\newcommand{\tea}{\emph{Camellia}\xspace}
\newcommand*\pot[1]{a pot of #1}
\def\cup{\pot{\tea}}
\newcommand{\loop}{x\loop}
\newcommand{\chosen}[2][a]{#1 and #2}
"""


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (r"On \tea{} and \tea.", r"On \emph{Camellia} and \emph{Camellia}."),
        (r"\pot{tin} and \teas", r"a pot of tin and \teas"),
        (r"\cup{} of 2011", r"a pot of \emph{Camellia} of 2011"),
        (r"\chosen{b} \pot tin \emph{x}", r"\chosen{b} \pot tin \emph{x}"),
    ],
)
def test_commands_of_the_text_are_said_out(part: str, said: str) -> None:
    """With their arguments, and what they name in turn; what is not understood stays."""
    assert expand_macros(part, HEAD) == said


def test_a_command_that_names_itself_ends() -> None:
    """It is said out a few times, and no more."""
    assert expand_macros(r"\loop", HEAD).count("x") < 20
