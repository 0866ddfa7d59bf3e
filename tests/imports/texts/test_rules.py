import pytest

from kg.imports.texts.pandoc import Tree, parse_with_pandoc
from kg.imports.texts.rules import set_rules_apart


@pytest.mark.parametrize(
    "text",
    [
        "Words.\n\n---\n## Next: [a](b)\n\n| a: b | c |\n\n---\n\nEnd.\n",
        "Words.\n\n---\nIt is: so: here.\n---\n",
        "Words.\n\n---\n- a\n- b\n\n---\n",
    ],
)
def test_a_rule_above_words_begins_no_data(text: str) -> None:
    """A line that is drawn there is one for pandoc as well, and each character keeps its place."""
    plain = set_rules_apart(text)
    assert len(plain) == len(text)
    assert plain.replace("***", "---") == text
    tree = parse_with_pandoc(plain.encode(), "markdown")
    assert isinstance(tree, Tree)
    assert tree.meta == {}
    assert any(one["t"] == "HorizontalRule" for one in tree.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n---\n\nWords.\n",
        "---\ntitle: [A\n---\n\nWords.\n",
        "Words.\n\n---\nreferences:\n- id: able\n...\n",
        "Words.\n\n---\n\nWords.\n\n---\n",
        "Head\n---\nWords.\n\n---\nNo end.\n",
    ],
)
def test_data_and_heads_stay(text: str) -> None:
    """Data may stand at the end of a text, too; a broken head is told, and never passed over."""
    assert set_rules_apart(text) == text


@pytest.mark.parametrize("joint", ["\n", ""])
def test_the_head_of_a_file_that_was_joined_makes_no_heading(joint: str) -> None:
    """`cat` puts it right behind the last words; the paragraph before it stays one."""
    head = "---\nbibliography: tea.bib\n---\n"
    text = f"# One\n\nTea calms.{joint}{head}\n# Two\n"
    read = set_rules_apart(text)
    assert read == f"# One\n\nTea calms.{joint}   \n{' ' * 21}\n   \n\n# Two\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Tea\n---\n\n# One\n",
        "A heading\n---\nNote: tea.\n---\n",
        "| a | b |\n|---|---|\n| title: x | c |\n",
        "Words\n\n-----\ntitle: x\n-----\n",
    ],
)
def test_what_else_looks_like_a_head_stays(text: str) -> None:
    """The head of the text itself, headings above lines, tables."""
    assert set_rules_apart(text) == text
