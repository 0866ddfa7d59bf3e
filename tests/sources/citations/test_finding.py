import subprocess
import sys

import pytest

from kg.model import CodeScheme
from kg.sources.citations.finding import find_citations, sources_printed
from tests.sources.citations.made import reference, works_of

WORKS = works_of(
    reference("able", "Able", year=2001, aliases=("1",)),
    reference("baker", "Baker", "Cook", year=2002, aliases=("2",)),
    reference("dean", "Dean", "East", "Ford", year=2003, aliases=("3",)),
)
STYLES = ("number", "author-year", "doi", "latex")
# Pieces that a careless expression reads again and again, each time from its start.
PIECES = (
    "(", "[", "[@", "(Able, ", "\\cite{", "\\citep[[", "[1,", "[1]-", "`", "``` \n", "<!--", "^1",
    "¹", "<sup>", "Able 2001 ", "Able et al. ", ", a", "2001a, b, ", "A ", "@", "@{", "\n[@a",
    "$^{1", "((((2001", "and ", "2. x\n", "---\n", "\\begin{verbatim", "1-", "van der ", "’",
)  # fmt: skip


def test_a_body_bounds_what_is_found() -> None:
    """What stands outside of the body is no citation."""
    text = "[1] [2] [3]"
    found = find_citations(text, CodeScheme(style="number"), WORKS, (4, 7))
    assert [one.printed for one in found] == ["2"]


@pytest.mark.parametrize(
    ("style", "printed", "codes"),
    [
        ("number", "2", ("baker",)),
        ("number", "1–3", ("able", "baker", "dean")),
        ("number", "[1]–[2]", ("able", "baker")),
        ("number", "²", ("baker",)),
        ("author-year", "Baker & Cook, 2002", ("baker",)),
        ("author-year", "Dean et al. (2003)", ("dean",)),
        ("doi", "able", ("able",)),
        ("latex", "dean", ("dean",)),
        ("key", "3", ("dean",)),
    ],
)
def test_what_is_printed_leads_to_its_work_without_the_text(
    style: str, printed: str, codes: tuple[str, ...]
) -> None:
    """`kg check` can tell what a citation means by what a record says is printed."""
    scheme = CodeScheme.model_validate(
        {"style": style, **({"printed": "x"} if style == "key" else {})}
    )
    assert sources_printed([printed], scheme, WORKS) == {printed: codes}


def test_printed_citations_are_read_apart() -> None:
    """What is printed for one work is no part of what is printed for another."""
    scheme = CodeScheme(style="author-year")
    printed = ["Baker (2002)", "Able", "Cook (2002)", "Baker and Cook (2002)", "(Able, 2001"]
    assert sources_printed(printed, scheme, WORKS) == {
        "Baker (2002)": (),
        "Able": (),
        "Cook (2002)": (),
        "Baker and Cook (2002)": ("baker",),
        "(Able, 2001": (),
    }


@pytest.mark.slow
def test_no_text_makes_the_search_hang() -> None:
    """A long text that is made of one piece over and over is read through all the same."""
    code = f"""
from kg.model import CodeScheme
from kg.sources.citations.finding import find_citations
from tests.sources.citations.test_finding import WORKS
for style in {STYLES!r}:
    for piece in {PIECES!r}:
        find_citations(piece * (60_000 // len(piece)), CodeScheme(style=style), WORKS)
"""
    # A pattern that goes back over the text again and again would need hours for the first of them.
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
