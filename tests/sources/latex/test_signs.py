"""Signs of packages, as tables of judgements have them."""

import pytest

from kg.sources.latex.signs import name_signs


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\ding{51} \ding{55} \ding{200}", r"✓ ✗ \ding{200}"),
        (r"\faPlus{} \faPlusCircle\ \faMinusCircle", "+ +\\ \N{MINUS SIGN}"),
        (r"\faQuestion \faQuestionCircle[regular] \faTimesCircle", "? ? ✗"),
        (r"\faCheck* \faCircle \faCircle[regular] \faCircleO \faSquare", "✓ ● ○ ○ ■"),
        (r"\faIcon{plus-circle} \faIcon[regular]{circle} \faIcon{circle-check}", "+ ○ ✓"),
        (r"\faExclamationTriangle \faArrowUp \faGithub \fancy", r"! ↑ \faGithub \fancy"),
        (
            r"(\textminus0.89 to \textminus{}0.33) 3\textpm1",
            "(\N{MINUS SIGN}0.89 to \N{MINUS SIGN}0.33) 3±1",
        ),
        (
            r"\unknown0.5 \hskip3pt \cline{1-2} \alpha2",
            r"\unknown{}0.5 \hskip3pt \cline{1-2} \alpha{}2",
        ),
        (r"\newcommand\checkmark{x} \CheckedBox \LEFTcircle", r"\newcommand\checkmark{x} ☑ ◐"),
    ],
)
def test_a_sign_is_the_character_that_it_shows(written: str, shown: str) -> None:
    """What is not known stays as it is, and no number behind a command is lost."""
    assert name_signs(written) == shown
