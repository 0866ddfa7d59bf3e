import pytest

from kg.imports.texts.pandoc import Tree, parse_with_pandoc
from kg.imports.texts.words import join_blocks, join_meta, squeeze


def tree_of(text: str, reader: str = "markdown") -> Tree:
    """Return the tree of a text."""
    tree = parse_with_pandoc(text.encode(), reader)
    assert isinstance(tree, Tree)
    return tree


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*a* **b** ~~c~~ [d]{.smallcaps}", "a b c d"),
        ("x^3–5^ and H~2~O", "x^3–5^ and H~2~O"),
        ("'a' and \"b\" -- c...", "‘a’ and “b” – c…"),
        ("$n$, $-0.3$ and $I^2$", "n, \N{MINUS SIGN}0.3 and $I^2$"),
        ("[text](https://example.org) `code`^[note]", "text code"),
        ("![A chart](a.png){width=1cm}", "A chart"),
        ("[see @able2001, p. 3] and @cole", "[see @able2001, p. 3] and @cole"),
        ("- a\n- b\n\n> c\n\n| d\n| e\n", "a; b c d e"),
        ("Term\n:   One\n:   Two\n", "One; Two"),
        ("a<br>b<br/>c<BR />d<!-- e -->f", "a b c df"),
    ],
)
def test_words_are_what_a_reader_sees(text: str, words: str) -> None:
    """What carries meaning keeps a mark, what is only looks has none, notes stand elsewhere."""
    assert join_blocks(tree_of(text).blocks) == words


def test_a_citation_by_a_command_is_told_by_its_keys() -> None:
    """Of LaTeX's commands nothing is printed; the keys say whom they cite."""
    assert join_blocks(tree_of(r"As \citet{a,b} say.", "latex").blocks) == "As @a; @b say."
    assert join_blocks(tree_of(r"So they say~\cite{a,b}.", "latex").blocks) == (
        "So they say [@a; @b]."
    )


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ("author: Ann Able", ["Ann Able"]),
        ("author: [Ann *Able*, Bo]", ["Ann Able", "Bo"]),
        ("author:\n- name: Ann Able\n  affiliation: X\n- name: Bo", ["Ann Able", "Bo"]),
        ("author:\n- affiliation: X", []),
        ("author: true", ["True"]),
        ("title: x", []),
    ],
)
def test_authors_are_read_in_every_manner(meta: str, authors: list[str]) -> None:
    """Plain, as a list, or as a list of people with what else is said of them."""
    assert join_meta(tree_of(f"---\n{meta}\n---\n").meta, "author") == authors


def test_what_does_not_show_is_left_out() -> None:
    """Spaces of any kind are one blank; marks without a shape are nothing."""
    assert squeeze(" a\u00a0\n\tb\u200b\u00ad\ufeffc ") == "a bc"
