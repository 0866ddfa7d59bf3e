import sys
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.imports.texts.pandoc import Tree, Unreadable, parse_with_pandoc


def test_a_tree_has_metadata_and_blocks() -> None:
    """What pandoc reads comes as its own tree."""
    tree = parse_with_pandoc(b"---\ntitle: T\n---\n\n# A\n", "markdown")
    assert isinstance(tree, Tree)
    assert [block["t"] for block in tree.blocks] == ["Header"]
    assert list(tree.meta) == ["title"]


def test_pandoc_that_is_missing_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says which extra brings it."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(UsageError, match=r"pip install 'tiptrace\[authors\]'") as raised:
        parse_with_pandoc(b"x", "markdown")
    assert "\n" not in str(raised.value)


@pytest.mark.slow
def test_pandoc_has_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that takes for ever to read is given up."""
    monkeypatch.setattr("kg.imports.texts.pandoc.MOST_SECONDS", 1)
    found = parse_with_pandoc(b">" * 20_000 + b" x\n", "markdown")
    assert isinstance(found, Unreadable)
    assert "after 1 seconds" in found.message


@pytest.mark.slow
def test_pandoc_has_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that grows beyond its share when it is read is given up."""
    monkeypatch.setattr("kg.imports.texts.pandoc.MOST_MEMORY", "20m")
    found = parse_with_pandoc(b"*a* [b](c) `d` " * 100_000, "commonmark")
    assert isinstance(found, Unreadable)
    assert "too large" in found.message


def test_pandoc_has_a_limit_of_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree that is larger than any review's is not taken in."""
    monkeypatch.setattr("kg.imports.texts.pandoc.MOST_OUTPUT", 1_000)
    found = parse_with_pandoc(b"words " * 1_000, "commonmark")
    assert isinstance(found, Unreadable)
    assert "too large" in found.message


def test_no_other_file_is_read(tmp_path: Path) -> None:
    """A file that a text names stays out of reach, even where its whole path is given."""
    secret = tmp_path / "secret.tex"
    secret.write_text("secret")
    found = parse_with_pandoc(f"\\input{{{secret}}}\nx\n".encode(), "latex")
    assert isinstance(found, Tree)
    assert "secret" not in str(found.blocks)
    assert any(str(secret) in line for line in found.warnings)


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("title: Tea: a review", 4, "mapping values are not allowed"),
        ("title: Tea\nauthor: @able", 5, "cannot start any token"),
        ("title: Tea\nauthor: [A, B", 6, "did not find expected ','"),
        ("title: *a", 3, "alias"),
    ],
)
def test_a_head_that_is_no_yaml_is_told_by_its_line(head: str, line: int, reason: str) -> None:
    """The line is that of the file, and the remedy stands beside the fault."""
    found = parse_with_pandoc(f"# A\n\n---\n{head}\n---\n".encode(), "markdown")
    assert isinstance(found, Unreadable)
    assert reason in found.message
    assert "in quotes" in found.message
    assert found.line == line
