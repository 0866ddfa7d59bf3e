import pytest

from kg.sources.citations.blanks import mask_between
from kg.sources.citations.masks import mask_code
from tests.sources.citations.made import meant, reference


def test_a_mask_keeps_every_place() -> None:
    """What is blank is as long as what stood there, and lines end where they did."""
    text = "---\ntitle: `x`\n---\nA `b` c\n```\nd\n```\n<!-- e\nf --> g ``h``\n"
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert [place for place, char in enumerate(masked) if char == "\n"] == [
        place for place, char in enumerate(text) if char == "\n"
    ]
    assert masked.split() == ["A", "c", "g"]


def test_a_quote_of_latex_is_no_code() -> None:
    """Between two opened ones there is text; code ends in no blank."""
    text = "A `b' (c), `d' e `f' and `g` h.\n"
    assert mask_code(text) == text.replace("`g`", "   ")


def test_front_matter_stands_at_the_start_only() -> None:
    """A rule between paragraphs hides nothing."""
    assert mask_code("A\n\n---\nB\n---\n").split() == ["A", "---", "B", "---"]


def test_what_is_never_closed_hides_nothing() -> None:
    """An opening mark without its end is a text like any other."""
    assert mask_between("a <!-- b", "<!--", "-->") == "a <!-- b"


WORKS = [reference(code) for code in "abc"]


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\n    code [@a]\n    more @b\n\n    still [@a]\n\nText [@c].\n",
        "Text.\n\n\tcode [@a]\n\nText [@c].\n",
        "# Code\n    [@a]\n\nText [@c].\n",
        "- item\n\n        code [@a]\n\n    text [@c]\n",
        "- item\n\n    ```\n    code [@a]\n    ```\n\n    text [@c]\n",
        "> words\n>\n>     code [@a]\n\ntext [@c]\n",
        "Text ``[@a] ` [@b]`` [@c].\n",
        "<pre>\n[@a]\n</pre>\n\ntext [@c]\n",
        "<style>\n@a {x:1}\n</style>\n\ntext [@c]\n",
        "\\begin{verbatim}\n[@a]\n\\end{verbatim}\n\ntext [@c]\n",
        "Text.\n\n---\nremark: '[@a]'\n---\n\ntext [@c]\n",
        "Text %%[@a]%% and [@c]\n\n%%\n[@b]\n%%\n",
    ],
)
def test_code_and_remarks_cite_nothing(text: str) -> None:
    """Code that is indented or shown, and remarks in the manner of Obsidian, are no text."""
    assert meant(text, "doi", *WORKS) == [("c", "c")]


@pytest.mark.parametrize(
    "text",
    [
        "Text\n    goes on [@c].\n",
        "- item\n\n    goes on [@c].\n",
        "10. item\n\n    goes on [@c].\n",
        "Tea[^1]\n\n[^1]: Note.\n\n    Second [@c].\n",
        "Term\n\n:   means\n\n    more [@c]\n",
        "(@) item\n\n    more [@c]\n",
        "* one\n    * two\n\n        more [@c]\n",
        "It rose by 50%% and %%%% [@c] 40%%.\n",
        "%%\n\nA remark that is never closed [@c].\n",
    ],
)
def test_an_indented_part_of_an_item_is_text(text: str) -> None:
    """What belongs to an item, a note or a definition is indented, and cites."""
    assert meant(text, "doi", *WORKS) == [("c", "c")]


def test_ends_of_pages_are_no_ends_of_lines() -> None:
    """A form feed in what is blank goes, and the lines stay those that they were."""
    assert meant("# Tea\n\n<!-- a\fb -->\n\n    [@a]\n\n[@c]\n", "doi", *WORKS) == [("c", "c")]


def test_a_plain_text_may_indent_its_paragraphs() -> None:
    """Only of Markdown an indent makes code; a heading tells that a text is such."""
    able = reference("a", "Able")
    text = "Of tea.\n\n    So it is (Able, 2001).\n"
    assert meant(text, "author-year", able) == [("Able, 2001", "a")]
    assert meant(f"# Tea\n\n{text}", "author-year", able) == []


@pytest.mark.parametrize(
    "hidden",
    [
        "% gone (Able, 2001)",
        "\\begin{comment}\n(Able, 2001)\n\\end{comment}",
        "\\iffalse (Able, 2001) \\fi",
    ],
)
def test_typed_citations_of_latex_stand_in_its_words(hidden: str) -> None:
    """A LaTeX text that cites by names or numbers, without commands, hides as any other."""
    able, bell = reference("a", "Able"), reference("b", "Bell")
    head = "\\documentclass{article}\n\\begin{document}\n"
    text = f"{head}Tea (Bell, 2001).\n{hidden}\n\\end{{document}}\n"
    assert meant(text, "author-year", able, bell) == [("Bell, 2001", "b")]


def test_the_abstract_in_a_head_is_text() -> None:
    """It is printed, and may cite; all else of the head is blank, and places stay."""
    head = '---\ntitle: By @able2001\nabstract: |\n  As @bell2002 saw.\nauthor: "@cook2003"\n---\n'
    masked = mask_code(f"{head}# One\n\nAs @dale2004 saw.\n")
    assert [key for key in ("able", "bell", "cook", "dale") if f"@{key}" in masked] == [
        "bell",
        "dale",
    ]
    assert masked.index("@bell") == head.index("@bell")


@pytest.mark.parametrize("indent", [2, 4, 8])
def test_an_indent_of_the_whole_abstract_makes_no_code(indent: int) -> None:
    """YAML indents it as far as its author likes; what stands four signs deeper is code."""
    lines = ("As @able2001 saw.", "", "As @bell2002 saw.", "", "    print(@cook2003)")
    abstract = "\n".join(" " * indent + line if line else "" for line in lines)
    text = f"---\nabstract: |\n{abstract}\ntitle: Tea\n---\n\nAs @dale2004 saw.\n"
    masked = mask_code(text)
    assert len(masked) == len(text)
    found = {
        key: masked.find(f"@{key}") for key in ("able2001", "bell2002", "cook2003", "dale2004")
    }
    assert found == {key: text.find(f"@{key}") for key in found} | {"cook2003": -1}
