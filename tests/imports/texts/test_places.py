import pytest

from kg.imports.texts.documents import Heading, find_tables
from kg.imports.texts.pandoc import Tree, parse_with_pandoc
from kg.imports.texts.places import (
    find_marked_headings,
    find_marked_tables,
    place_headings,
    place_tables,
)


def marked(text: str, marks: str) -> list[tuple[int, str]]:
    """Return level and words of what is marked as a heading, each proved to stand at its place."""
    found = find_marked_headings(text, marks)
    for one in found:
        assert one.text.split()[0] in text[one.start :].split("\n", 1)[0]
    return [(one.level, one.text) for one in found]


def test_headings_of_markdown_are_found() -> None:
    """Hashes before and lines below are marks; attributes are no words."""
    text = "# One {#a .b}\n\n## Two ##\n\nThree\n=====\n\nFour\n---\n\n#no\n####### no\n"
    assert marked(text, "markdown") == [(1, "One"), (2, "Two"), (1, "Three"), (2, "Four")]


def test_headings_of_latex_are_found() -> None:
    """Braces within braces belong to it, short forms and comments do not."""
    text = (
        "\\section[Short]{A \\emph{b} c}\n% \\section{Old}\nx \\subsection*{Two}\n"
        "50\\% \\paragraph{Three}\n\\section{never closed\n"
    )
    assert [words for _, words in marked(text, "latex")] == ["A \\emph{b} c", "Two", "Three"]


def test_headings_of_plain_text_are_lines_that_stand_alone() -> None:
    """Numbers, capitals and labels make a heading; a sentence and an entry of a list do not."""
    text = (
        "1 Introduction\n\nSome words.\n\n1.1 What we did\n\nMore words\nin two lines.\n\n"
        "RESULTS\n\nTip 3: Sleep first\n\n1. Adams A. A book. 2001.\n\nIn short\n\n2 of us left\n"
    )
    assert marked(text, "plain") == [
        (1, "1 Introduction"),
        (2, "1.1 What we did"),
        (1, "RESULTS"),
        (1, "Tip 3: Sleep first"),
    ]


def test_a_heading_with_macros_is_known_by_its_neighbours() -> None:
    """One whose words differ stands between two that do not."""
    wanted = [Heading(1, "A"), Heading(1, "machine learning"), Heading(1, "C")]
    found = [Heading(1, "A", start=0), Heading(1, "\\ml", start=9), Heading(1, "C", start=20)]
    assert [one.start for one in place_headings(wanted, found)] == [0, 9, 20]


def test_what_only_looks_like_a_heading_has_no_part() -> None:
    """A comment in code shifts no heading; one that is not found stays without a place."""
    wanted = [Heading(1, "A"), Heading(1, "B"), Heading(1, "made by code")]
    found = [Heading(1, "A", start=0), Heading(1, "comment", start=5), Heading(1, "B", start=9)]
    assert [one.start for one in place_headings(wanted, found)] == [0, 9, -1]


@pytest.mark.parametrize("char", [" ", "#", "-", "|", "{", "\\section{"])
def test_long_lines_take_no_long_time(char: str) -> None:
    """A line of twenty thousand marks is read once, not once a mark."""
    for marks in ("markdown", "latex", "plain"):
        assert len(find_marked_headings(f"# A\n\n{char * 20_000}\n", marks)) <= 2


def test_a_table_of_commands_of_the_text_has_its_place() -> None:
    """What they say stands where they are defined; a table that says something else is none."""
    head = r"\newcommand{\lo}{Low}\newcommand\hi{\textbf{High}}\newcommand{\un}[0]{Unclear}"
    rows = r"\begin{tabular}{lll} & A & B \\ T1 & \lo & \un \\ T2 & \hi & \lo \end{tabular}"
    other = r"\begin{tabular}{ll}a & b \\ 1 & 2\end{tabular}"
    text = f"{head}\n{other}\n{rows}\n"
    tree = parse_with_pandoc(text.encode(), "latex")
    assert isinstance(tree, Tree)
    _, table = find_tables(tree.blocks)
    placed, left = place_tables([table], text, find_marked_tables(text, "latex"))
    assert left == []
    assert [text[one.start : one.end] for one in placed] == [rows]


def test_tags_and_addresses_are_no_words_of_a_table() -> None:
    """A table whose cells have several lines and links has its place like any other."""
    rows = "| Able<br>2001<br>[PMID 7](https://cups.example.org/a/7) | tea<br/>• hot |\n"
    text = f"## Cups\n\nStudy | What\n---|---\n{rows}{rows.replace('Able', 'Baker')}\n"
    tree = parse_with_pandoc(text.encode(), "markdown")
    assert isinstance(tree, Tree)
    placed, left = place_tables(
        find_tables(tree.blocks), text, find_marked_tables(text, "markdown")
    )
    assert left == []
    assert [one.grid.rows[0] for one in placed] == [("Able 2001 PMID 7", "tea • hot")]
