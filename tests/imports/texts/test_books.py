"""Books of several files: their chapters come in with the first, in the order of the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.imports.texts.books import read_book
from kg.imports.texts.documents import Document
from kg.imports.texts.importer import _read_file

HEAD = "---\ntitle: Tea\nbibliography: tea.bib\n---\n\n# First\n\nTea calms [@able]."


def make(folder: Path, **files: str) -> Path:
    """Write a book; `__` in a name is a folder, `_` a dot; return its first file."""
    for name, text in {"index_Rmd": HEAD, **files}.items():
        path = folder / name.replace("__", "/")
        stem, _, suffix = path.name.rpartition("_")
        path = path.with_name(f"{stem}.{suffix}")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder / "index.Rmd"


def chapters(first: Path) -> list[str]:
    """Return the names of the files behind the first one."""
    book = read_book(first)
    return [] if book is None else [one.name for one in book.files]


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        pytest.param("rmd_files: [index.Rmd, b.Rmd, a.Rmd]", ["b.Rmd", "a.Rmd"], id="named"),
        pytest.param("rmd_files: {html: [index.Rmd, b.Rmd]}", ["b.Rmd"], id="by-format"),
        pytest.param("book_filename: all", ["a.Rmd", "b.Rmd"], id="all"),
        pytest.param("rmd_subdir: more", ["a.Rmd", "all.Rmd", "b.Rmd", "c.Rmd"], id="below"),
    ],
)
def test_bookdown_names_its_chapters(tmp_path: Path, settings: str, wanted: list[str]) -> None:
    """Or takes those of its folder by name, but those that begin so (`_`) and the one it makes."""
    first = make(
        tmp_path, _bookdown_yml=settings, b_Rmd="# B\n", a_Rmd="# A\n", all_Rmd="# All\n",
        _d_Rmd="# D\n", more__c_Rmd="# C\n",
    )  # fmt: skip
    assert chapters(first) == wanted


def test_quarto_names_its_chapters(tmp_path: Path) -> None:
    """In parts, too, which may be files themselves; appendices come last."""
    told = (
        "book:\n  chapters:\n    - index.qmd\n    - part: one.qmd\n      chapters: [a.qmd]\n"
        "    - part: Two\n      chapters: [b.qmd]\n  appendices: [c.qmd]\n"
    )
    files = {f"{name}_qmd": f"# {name}\n" for name in ("index", "one", "a", "b", "c")}
    make(tmp_path, _quarto_yml=told, **files)
    assert chapters(tmp_path / "index.qmd") == ["one.qmd", "a.qmd", "b.qmd", "c.qmd"]


def test_what_is_no_book_is_a_text(tmp_path: Path) -> None:
    """Without settings, with those of another folder, or for a chapter, nothing else is read."""
    first = make(tmp_path, a_Rmd="# A\n")
    assert read_book(first) is None
    below = make(tmp_path, _bookdown_yml="{}", more__index_Rmd=HEAD).parent / "more" / "index.Rmd"
    assert read_book(below) is None
    assert read_book(tmp_path / "a.Rmd") is None


def test_a_chapter_elsewhere_stays_there(tmp_path: Path) -> None:
    """A book of a stranger reads nothing outside its folder; what is missing is told."""
    folder = tmp_path / "book"
    folder.mkdir()
    (tmp_path / "secret.Rmd").write_text("# Secret\n")
    told = "rmd_files: [index.Rmd, ../secret.Rmd, lost.Rmd, a.Rmd]"
    book = read_book(make(folder, _bookdown_yml=told, a_Rmd="# A\n"))
    assert book is not None
    assert "Secret" not in book.text
    assert [one.name for one in book.files] == ["a.Rmd"]
    assert len([one for one in book.left if "is not there" in one]) == 2


def test_heads_of_chapters_are_no_headings(tmp_path: Path) -> None:
    """Each file may have a head, and end without a line end; settings may stand a folder above."""
    head = "---\nbibliography: tea.bib\n---\n\n"
    make(tmp_path, _bookdown_yml="rmd_subdir: text", text__a_Rmd=f"{head}# A\n\nSo [@bell].")
    make(tmp_path / "text", b_Rmd=f"{head}# B\n\nEnd.")
    (tmp_path / "index.Rmd").unlink()
    document = _read_file(tmp_path / "text" / "index.Rmd")
    assert isinstance(document, Document)
    assert [one.text for one in document.headings] == ["First", "A", "B"]
    assert [one.name for one in document.files] == ["a.Rmd", "b.Rmd"]
    assert document.left == []
    assert document.bibliography == ("tea.bib",)
