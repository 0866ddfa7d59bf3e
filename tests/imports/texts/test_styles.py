import pytest

from kg.imports.texts.styles import Numbering, guess_style, tell_own_codes


@pytest.mark.parametrize(
    ("text", "marks", "style"),
    [
        ("As \\citep[see][]{a} and \\textcite{b} say (Able, 2001; Cole, 2002).", "latex", "latex"),
        ("As [@able2001] and @{cole} say; mail ann@example.org.", "markdown", "doi"),
        ("So [@doi:10.1000/1; @pmid:2] found.", "markdown", "doi"),
        ("So it is [1], and so [3–5, 7].", "markdown", "number"),
        ("So it is.^1^ And so.^3–5^", "", "number"),
        ("So (Able, 2001; Cole 2002a) and Able (2001) said.", "", "author-year"),
        ("See [1]. So (Able, 2001; Cole 2002) and Able (2001) said.", "plain", "author-year"),
        ("Mail ann@example.org or bo@example.org.", "markdown", ""),
        ("It was in 2001, and the figure is 12.", "plain", ""),
        ("Once [1] and never again.", "plain", ""),
        ("Once \\cite{able2001}.", "latex", "latex"),
        ("\\item \\bibentry{able2001} is read.", "latex", "latex"),
        ("Once [see @able2001, p. 3].", "markdown", "doi"),
        ("Once @able on another site.", "markdown", ""),
        ("So it is.¹ Others say no;⁴⁻⁶ some do.", "markdown", "number"),
        ("So it is<sup>1</sup> and so.<sup>3, 4</sup>", "markdown", "number"),
        ("So it is.\\textsuperscript{1} And so$^{3-5}$.", "latex", "number"),
        ("Of 12 m² and 10³ cells.", "markdown", ""),
    ],
)
def test_the_style_is_what_the_text_is_full_of(text: str, marks: str, style: str) -> None:
    """Keys and commands are sure; of numbers and years the more frequent; of neither, nothing."""
    assert guess_style(text, marks) == style


@pytest.mark.parametrize(
    ("text", "numbered", "style"),
    [
        ("So [1-2] and [3], in March 2001, April 2002) and May 2003;", "numbers", "number"),
        ("So [1-2] and [3], in March 2001, April 2002) and May 2003;", "", "author-year"),
        ("So it is (1). And so (2, 3).", "numbers", "number"),
        ("So it is (1). And so (2, 3).", "", ""),
        ("So Able (2001) says, so (Cole, 2002): (1) tea and pots (2).", "numbers", "author-year"),
        ("So it is.[^1] And so.[^3,4]", "notes", "number"),
        ("So (Able, 2001; Cole, 2002).", "numbers", "author-year"),
        ("As [@able2001] says.", "notes", "doi"),
    ],
)
def test_a_numbered_list_says_what_numbers_are(text: str, numbered: Numbering, style: str) -> None:
    """Where the list of a text has numbers, two in brackets outweigh years."""
    assert guess_style(text, "markdown", numbered) == style


def test_the_head_of_a_latex_text_cites_nothing() -> None:
    """`[1]` there says how many arguments a command has."""
    head = "\\documentclass{article}\n\\newcommand{\\a}[1]{#1}\n\\newcommand{\\b}[2]{#1}\n"
    body = "\\begin{document}As Able (2001) and Bell (2002) say.\\end{document}"
    assert guess_style(head + body, "latex") == "author-year"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("So [S1, S3], [S2]–[S4] and S9.", "S1 … S4"),
        ("So \\[P12\\] and [P2; P3; P40].", "P2 … P40"),
        ("So [#1], [#2; #3] and [#12].", "#1 … #12"),
        ("So [S1, S3], [S2]–[S4], and [1], [2].", r"group: '\[[^\[\]]{1,200}\]', printed: '(?:S["),
        ("By [S1], [S2], [S3] alone.", ""),
        ("We asked [RQ1], [RQ2], [RQ3], [RQ4], and (H1), (H2), (H3), (H4).", ""),
        ("See [A1](a.html), [A2](b.html), [A3](c.html), [A4](d.html).", ""),
    ],
    ids=[
        "brackets",
        "escaped",
        "signs",
        "numbers beside",
        "too few",
        "questions and hypotheses",
        "links",
    ],
)
def test_codes_of_its_own_are_told(text: str, told: str) -> None:
    """What to write is told with them, for no style finds them by itself."""
    found = tell_own_codes(text, "markdown")
    assert (told in found) if told else (found == "")
    assert tell_own_codes(text, "latex") == ""
