"""What the verbs that write documents share."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kg.commands.documents import (
    add_document_options,
    folder_for,
    read_reference_document,
    tell_written,
)
from kg.errors import UsageError
from kg.sources.folder.project import Project


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


def test_documents_are_no_data(tiny_project: Project, tmp_path: Path) -> None:
    """Below `data` they would be strangers, or go for copies that somebody has accepted."""
    for given in (tiny_project.data, tiny_project.data / "accepted"):
        with pytest.raises(UsageError, match="here are the data; name another folder"):
            folder_for(tiny_project, given, "tables")
    assert folder_for(tiny_project, tmp_path, "tables") == tmp_path
    assert folder_for(tiny_project, None, "tables") == tiny_project.build / "tables"


def test_one_file_is_no_files(capsys: pytest.CaptureFixture[str]) -> None:
    """What was written is counted as one says it."""
    tell_written(["a"], Path("x"))
    tell_written(["a", "b"], Path("x"))
    assert capsys.readouterr().out == "wrote 1 file into x\nwrote 2 files into x\n"


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
