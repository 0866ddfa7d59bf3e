from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.outputs.writing import OutputWriter


@pytest.mark.parametrize(
    "path",
    [
        "../escaped", "/escaped", "a/../../escaped", "a\0b", "a\nb", "con.html", "a\\b", "a.", "",
        "x" * 256,
    ],
)  # fmt: skip
def test_a_bad_path_is_refused_and_its_owner_named(path: str, tmp_path: Path) -> None:
    """What leaves the folder, or fails on some system, is never written."""
    with pytest.raises(BuildError, match=r"a page of tip\.html"):
        OutputWriter(tmp_path / "out").write(path, b"", "a page of tip.html")
    assert list(tmp_path.iterdir()) == []


def test_a_path_has_one_owner() -> None:
    """The second owner is refused, and both are named."""
    writer = OutputWriter(Path("out"))
    writer.below("site").claim("tables/a.html", "a file to download")
    with pytest.raises(BuildError, match=r"site/tables/a.html: both a file to download and a page"):
        writer.claim("site/tables/a.html", "a page of table.html")


def test_names_that_are_one_file_elsewhere_have_one_owner() -> None:
    """Windows and macOS tell neither case nor Unicode form apart."""
    writer = OutputWriter(Path("out"))
    writer.claim("sources/Lee.html", "one page")
    with pytest.raises(BuildError, match=r"one page.*one file on Windows"):
        writer.claim("sources/lee.html", "another page")


@pytest.mark.parametrize("paths", [("a", "a/b"), ("a/b", "a"), ("a/b/c", "A/B")])
def test_a_file_is_no_folder(paths: tuple[str, str]) -> None:
    """What is a file cannot hold other files."""
    writer = OutputWriter(Path("out"))
    writer.claim(paths[0], "one")
    with pytest.raises(BuildError, match="folder"):
        writer.claim(paths[1], "two")


def test_the_paths_of_a_folder_are_those_below_it() -> None:
    """A writer of a folder knows what is claimed there, whoever claimed it."""
    writer = OutputWriter(Path("out"))
    writer.claim("site/a.html", "one")
    writer.below("site").claim("b/c.html", "two")
    writer.claim("data/x.nq", "three")
    assert writer.below("site").paths == {"a.html", "b/c.html"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link in the folder is replaced when it is a file, and refused when it is a folder."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside / "mine.txt")
    (folder / "new.txt").symlink_to(outside / "new.txt")
    (folder / "deep").symlink_to(outside)
    writer = OutputWriter(folder)
    for name in ("a.txt", "new.txt"):
        writer.write(name, b"ours", "a test")
        assert (folder / name).read_bytes() == b"ours"
        assert not (folder / name).is_symlink()
    with pytest.raises(BuildError, match="a folder is needed"):
        writer.write("deep/b.txt", b"ours", "a test")
    with pytest.raises(BuildError, match="move this link away"):
        writer.below("deep").write("c.txt", b"ours", "a test")
    assert {path.name: path.read_text() for path in outside.iterdir()} == {"mine.txt": "mine"}


def test_a_linked_file_is_not_filled(tmp_path: Path) -> None:
    """A file taken from elsewhere is replaced when it is written: the other keeps its content."""
    (tmp_path / "old").write_text("old")
    writer = OutputWriter(tmp_path / "out")
    writer.link("a", tmp_path / "old")
    assert (tmp_path / "out/a").samefile(tmp_path / "old")
    writer.put("a", b"new")
    writer.link("a", tmp_path / "old")
    writer.put("a", b"new")
    assert (tmp_path / "old").read_text() == "old"


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    """Nobody's folder is removed for a file."""
    (tmp_path / "a").mkdir()
    with pytest.raises(BuildError, match="a folder is in the way"):
        OutputWriter(tmp_path).write("a", b"", "a test")


def test_a_full_disk_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system knows the number of an open file, and no name."""

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(OSError, match="No space left on device") as caught:
        OutputWriter(tmp_path).write("a/b.txt", b"x", "a test")
    monkeypatch.undo()
    assert caught.value.filename == f"{tmp_path}/a/b.txt"
