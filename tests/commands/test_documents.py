"""What the verbs that write documents share."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kg.commands.documents import add_document_options, read_reference_document
from kg.errors import UsageError


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    """Return a parser of a verb that knows three forms and writes two of its own accord."""
    parser = argparse.ArgumentParser(prog="kg list")
    add_document_options(parser, ("md", "html", "docx"), ("md", "html"), "build/lists")
    return parser


def test_what_is_not_said_is_as_usual(parser: argparse.ArgumentParser) -> None:
    """Without a word the usual forms are written, into the usual folder, in our own looks."""
    chosen = parser.parse_args([])
    assert (chosen.format, chosen.out, chosen.reference_doc) == (("md", "html"), None, None)
    told = " ".join(parser.format_help().split())
    assert "(default md,html)" in told
    assert "(default build/lists)" in told


def test_a_form_asked_twice_is_written_once(parser: argparse.ArgumentParser) -> None:
    """Forms keep the order in which they were asked for."""
    assert parser.parse_args(["--format", "docx,md,docx"]).format == ("docx", "md")


def test_a_form_that_is_not_is_told(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wrong one is named, with those that there are."""
    with pytest.raises(SystemExit, match="2"):
        parser.parse_args(["--format", "md,rtf"])
    assert "no form 'rtf'; there are md, html, docx" in capsys.readouterr().err


def test_a_document_for_looks_is_one_of_word(tmp_path: Path) -> None:
    """Another file is refused by its name; where none is given, none is read."""
    path = tmp_path / "looks.docx"
    path.write_text("no Word at all", encoding="utf-8")
    with pytest.raises(UsageError, match=r"looks\.docx: "):
        read_reference_document(path)
    assert read_reference_document(None) is None


@pytest.mark.parametrize("name", ["house.dotx", "house.docm", "house.xlsx", "house"])
def test_what_to_make_of_another_document_is_told(tmp_path: Path, name: str) -> None:
    """A template, or one with macros, is told how it becomes a document, not which texts are."""
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(UsageError) as caught:
        read_reference_document(tmp_path / name)
    told = str(caught.value)
    assert told.startswith(f"{tmp_path / name}: a Word document (.docx) is needed here")
    assert "save it as .docx" in told
    assert ".tex" not in told
