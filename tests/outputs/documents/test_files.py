from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.outputs.documents.files import write_together

FILES = {"a.csv": b"new", "b.csv": b"new"}


def test_all_files_are_written(tmp_path: Path) -> None:
    """A folder is made; what stood there is replaced, links are not followed, the rest stays."""
    outside, folder = tmp_path / "outside", tmp_path / "x" / "out"
    outside.write_bytes(b"mine")
    folder.mkdir(parents=True)
    (folder / "a.csv").symlink_to(outside)
    (folder / "other").write_bytes(b"mine")
    write_together(FILES, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        **FILES,
        "other": b"mine",
    }
    assert outside.read_bytes() == b"mine"


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    """A folder in the way of the last file leaves the first as it was."""
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(BuildError, match=r"b\.csv: a folder is in the way"):
        write_together(FILES, tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    """What cannot be written is told in one line, with what to do."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(BuildError, match=r"out: cannot be written .*--out") as caught:
        write_together(FILES, tmp_path / "out")
    assert "\n" not in str(caught.value)


def test_folders_that_were_made_in_vain_are_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk nothing of it is left, and what was there before stays."""

    def refuse(path: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    (tmp_path / "there").mkdir()
    monkeypatch.setattr(Path, "replace", refuse)
    for folder in (tmp_path / "x" / "out", tmp_path / "there"):
        with pytest.raises(BuildError, match="No space left"):
            write_together(FILES, folder)
    assert list(tmp_path.rglob("*")) == [tmp_path / "there"]


def test_a_locked_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a program holds open, as Windows refuses it, leaves all as it was."""
    (tmp_path / "b.csv").write_bytes(b"old")

    def refuse(path: Path, _: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BuildError, match=r"b\.csv: cannot be written \(Permission denied\)"):
        write_together(FILES, tmp_path)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"b.csv": b"old"}


@pytest.mark.parametrize("note", ["~$pendix.docx", "~$appendix.docx", ".~lock.appendix.docx#"])
def test_a_document_that_is_open_is_left_alone(tmp_path: Path, note: str) -> None:
    """What Word and LibreOffice lay beside an open document tells of it on every system."""
    (tmp_path / "appendix.docx").write_bytes(b"old")
    (tmp_path / note).write_bytes(b"")
    with pytest.raises(BuildError, match=r"appendix\.docx: a program has it open; close it"):
        write_together({"a.csv": b"new", "appendix.docx": b"new"}, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"appendix.docx", note}
    assert (tmp_path / "appendix.docx").read_bytes() == b"old"
