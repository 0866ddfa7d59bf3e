import pytest

from kg.imports.texts.styles import guess_style


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
        ("Once [see @able2001, p. 3].", "markdown", "doi"),
        ("Once @able on another site.", "markdown", ""),
    ],
)
def test_the_style_is_what_the_text_is_full_of(text: str, marks: str, style: str) -> None:
    """Keys and commands are sure; of numbers and years the more frequent; of neither, nothing."""
    assert guess_style(text, marks) == style
