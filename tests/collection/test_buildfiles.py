from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from kg.collection import buildfiles
from kg.collection.buildfiles import DATASET, FolderFiles, LeftOut, ZipFiles, save_site
from kg.outputs.writing import OutputWriter

DATA = {DATASET: b"data", "index.html": b"<p>"}


def make_zip(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_the_build_is_found_in_a_folder_of_its_zip(tmp_path: Path) -> None:
    """A build holds its data twice; the folder is that of the build and not of its site."""
    names = ("x/manifest.json", f"x/{DATASET}", f"x/site/{DATASET}", "x/site/index.html")
    files = ZipFiles(make_zip(tmp_path / "x.zip", dict.fromkeys(names, b"1")))
    assert files.read(DATASET) == b"1"
    assert sorted(files.site) == [DATASET, "index.html"]
    assert files.read("nothing") is None


def test_a_whole_site_is_a_build(tmp_path: Path) -> None:
    """What a site offers as one zip can be collected; notes for its next build are left out."""
    names = (f"whole-site/{DATASET}", "whole-site/index.html", "whole-site/digests.json")
    files = ZipFiles(make_zip(tmp_path / "x.zip", dict.fromkeys(names, b"1")))
    save_site(files, OutputWriter(tmp_path / "out"))
    found = {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")
    }
    assert found == {DATASET, "index.html"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("../out.html", "leads to another folder", id="climbs"),
        pytest.param("/etc/out.html", "starts at the root", id="absolute"),
        pytest.param("a/../../b.html", "leads to another folder", id="climbs within"),
        pytest.param("a\\..\\b.html", "may not stand in the name", id="backslash"),
        pytest.param("con.html", "Windows keeps the name", id="device"),
    ],
)
def test_a_name_that_would_leave_the_folder_is_refused(
    name: str, said: str, tmp_path: Path
) -> None:
    """The whole zip is left out, before a byte of it is written."""
    with pytest.raises(LeftOut, match=said):
        ZipFiles(make_zip(tmp_path / "x.zip", DATA | {name: b"1"}))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    """What a link would lead to is not of the build."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(DATASET, b"1")
        entry = zipfile.ZipInfo("index.html")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(LeftOut, match="this is a link"):
        ZipFiles(tmp_path / "x.zip")


def test_a_bomb_is_refused_by_what_it_promises(tmp_path: Path) -> None:
    """32 MiB of one letter pack to 32 kB; nobody's pages do."""
    bomb = {DATASET: b"a" * (32 << 20)}
    with pytest.raises(LeftOut, match="unpacks to more than 200 times"):
        ZipFiles(make_zip(tmp_path / "x.zip", bomb, zipfile.ZIP_DEFLATED))


def test_a_bomb_that_promises_little_is_refused_as_it_comes_out(tmp_path: Path) -> None:
    """A size that is a lie ends the reading at that size."""
    path = make_zip(tmp_path / "x.zip", {DATASET: b"a" * 5000}, zipfile.ZIP_DEFLATED)
    raw = path.read_bytes().replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(raw)
    with pytest.raises(LeftOut):
        ZipFiles(path).read(DATASET)


def test_too_many_files_and_too_many_bytes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are counted, in folders as in zips."""
    path = make_zip(tmp_path / "x.zip", DATA | {"a": b"12345"})
    folder = tmp_path / "in"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    for limit, most in (("MOST_NAMES", 2), ("MOST_BYTES", 8)):
        with monkeypatch.context() as patch:
            patch.setattr(buildfiles, limit, most)
            for open_files in (lambda: ZipFiles(path), lambda: FolderFiles(folder)):
                with pytest.raises(LeftOut, match="it holds more than"):
                    open_files()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no zip", id="no zip"),
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x05\x06" + b"\0" * 18, id="a zip of nothing"),
    ],
)
def test_what_is_no_zip_of_a_build_is_refused(content: bytes, tmp_path: Path) -> None:
    """It is said in words, and not by an exception of the library."""
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(LeftOut):
        ZipFiles(tmp_path / "x.zip")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two readers would take one each."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(DATASET, b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(DATASET, b"2")
    with pytest.raises(LeftOut, match="two files have this name"):
        ZipFiles(tmp_path / "x.zip")


def test_a_damaged_entry_is_told(tmp_path: Path) -> None:
    """The checksum of what came out is held against the zip's own."""
    path = make_zip(tmp_path / "x.zip", {DATASET: b"some data that is long enough"})
    path.write_bytes(path.read_bytes().replace(b"long enough", b"lost enough"))
    with pytest.raises(LeftOut, match="damaged"):
        ZipFiles(path).read(DATASET)


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A file elsewhere does not come into a collection, nor does a pipe stop it."""
    (tmp_path / "secret").write_text("word", encoding="utf-8")
    folder = tmp_path / "in"
    (folder / "data").mkdir(parents=True)
    (folder / DATASET).write_bytes(b"1")
    (folder / "index.html").symlink_to(tmp_path / "secret")
    (folder / "more").symlink_to(tmp_path)
    files = FolderFiles(folder)
    assert files.site == {}
    assert files.read("index.html") is None
    assert files.read("more/secret") is None


def test_the_stamp_tells_one_state_from_another(tmp_path: Path) -> None:
    """A zip with another page is another build."""
    first = ZipFiles(make_zip(tmp_path / "1.zip", DATA)).stamp()
    again = ZipFiles(make_zip(tmp_path / "2.zip", DATA)).stamp()
    other = ZipFiles(make_zip(tmp_path / "3.zip", DATA | {"index.html": b"<i>"})).stamp()
    assert first == again != other


def test_a_file_is_read_within_its_limit(tmp_path: Path) -> None:
    """What is larger than it may be is not read to its end."""
    folder = tmp_path / "in"
    (folder / "data").mkdir(parents=True)
    (folder / DATASET).write_bytes(io.BytesIO(b"12345").getvalue())
    with pytest.raises(LeftOut, match="larger than it may be"):
        FolderFiles(folder).read(DATASET, 4)
