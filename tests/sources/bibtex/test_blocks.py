import pytest
from bibtexparser.model import Entry

from kg.sources.bibtex.blocks import plain_delimiters, raw_of, split_blocks


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ('@a{k, t = "{a", b}", y = 1}', '@a{k, t = {{a", b}}, y = 1}'),
        ('@a{k, t = "a" # "{"}"}', '@a{k, t = "a" # {{"}}}'),
        ('@a(k, t = "(a)", u = {)}, y = 1)', '@a{k, t = "(a)", u = {)}, y = 1}'),
        ('@string(a = "b")\n@b{c, d = "{e"}"}', '@string{a = "b"}\n@b{c, d = {{e"}}}'),
    ],
    ids=["quote-in-braces", "joined", "parentheses", "several"],
)
def test_other_delimiters_become_braces(written: str, plain: str) -> None:
    """What BibTeX allows beside braces is read as they are, each character in its place."""
    assert plain_delimiters(written) == plain
    assert len(written) == len(plain)


@pytest.mark.parametrize(
    "text",
    [
        '@a{k, t = "a {b} c", u = {say "x" {y"} (z)}}',
        'It is "so" (here).\n@a{k, t = {(a")}}\nand "there".',
        '@a{k, t = "never closed}\n',
        "@a(k, t = {x}",
    ],
    ids=["plain", "around", "open-quote", "open-round"],
)
def test_everything_else_stays(text: str) -> None:
    """A quote or a parenthesis in a value or between entries is a letter."""
    assert plain_delimiters(text) == text


def test_a_type_may_begin_as_a_comment_does() -> None:
    """A `@commentary` is an entry of biblatex, whatever its key and its letters are."""
    text = "@commentary{a, title={A}}\n@Commentary{a, title={B}}\n@comment{c}\n@string{d={D}}\n"
    blocks = split_blocks(text)
    assert [type(block).__name__ for block in blocks] == [
        "Entry",
        "DuplicateBlockKeyBlock",
        "ExplicitComment",
        "String",
    ]
    assert blocks[0].entry_type == "commentary"


def test_a_line_of_a_value_may_begin_as_an_entry_does() -> None:
    """To BibTeX nothing begins within braces; the value keeps its words."""
    text = "@book{a, title = {Mail,\n@home{ now} and so},\n year = 2001}\n@book{b, title = {C}}\n"
    first, second = split_blocks(text)
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert first.fields_dict["title"].value == "{Mail,\n@home{ now} and so}"
    assert raw_of(first) == text.partition("\n@book{b")[0]


def test_an_entry_that_lost_a_brace_takes_no_other_with_it() -> None:
    """Though one behind it has one too many: what has fields of its own is an entry."""
    text = "@book{a, title = {Tea,\n year = 2001}\n@book{b, title = {C}}\n@book{c, title = {D}}}\n"
    assert [one.key for one in split_blocks(text) if isinstance(one, Entry)] == ["b", "c"]
