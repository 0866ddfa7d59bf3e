import os
import socket
from pathlib import Path

import pytest

from kg.sources.folder import files
from kg.sources.folder.files import decode_text, is_inside, read_plain_file, replace_text


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    """A file inside the folder gives its bytes; a link to another file inside does, too."""
    (tmp_path / "a").write_bytes(b"tea")
    (tmp_path / "b").symlink_to("a")
    assert read_plain_file(tmp_path / "a", within=tmp_path) == b"tea"
    assert read_plain_file(tmp_path / "b", within=tmp_path) == b"tea"


def make_socket(path: Path) -> None:
    """Bind a socket at a path short enough for one."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(os.mkfifo, "a pipe", id="pipe-that-nobody-writes-to"),
        pytest.param(make_socket, "a socket", id="socket"),
        pytest.param(Path.mkdir, "a folder", id="folder"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "a device", id="endless-device"),
        pytest.param(
            lambda path: path.symlink_to(path.name), "too many levels", id="link-to-itself"
        ),
        pytest.param(lambda path: path.symlink_to("nowhere"), "no such file", id="dangling-link"),
        pytest.param(lambda _: None, "no such file", id="no-file"),
    ],
)
def test_what_is_no_plain_file_is_named(make: object, said: str, tmp_path: Path) -> None:
    """Nothing is waited for, nothing is raised: the kind of thing is told."""
    path = tmp_path / "tips.yaml"
    make(path)  # type: ignore[operator]
    found = read_plain_file(path)
    assert isinstance(found, str)
    assert said in found


def test_a_link_out_of_the_folder_is_refused_without_its_text(tmp_path: Path) -> None:
    """What lies outside is not read, and its text is in no message."""
    (tmp_path / "secret").write_text("password")
    project = tmp_path / "project"
    project.mkdir()
    (project / "tips.yaml").symlink_to(tmp_path / "secret")
    found = read_plain_file(project / "tips.yaml", within=project)
    assert isinstance(found, str)
    assert "leads out" in found
    assert "password" not in found


def test_a_folder_beside_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    """`tea-2` is not inside `tea`."""
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea-2").mkdir()
    assert is_inside(tmp_path / "tea" / "x", tmp_path / "tea")
    assert not is_inside(tmp_path / "tea-2", tmp_path / "tea")


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more than the limit is taken in, and one byte more is a fault."""
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    (tmp_path / "a").write_bytes(b"123")
    (tmp_path / "b").write_bytes(b"1234")
    assert read_plain_file(tmp_path / "a") == b"123"
    assert "larger" in str(read_plain_file(tmp_path / "b"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"\xef\xbb\xbftea\n", "tea\n", id="byte-order-mark"),
        pytest.param(b"tea\r\npot\r\n", "tea\npot\n", id="windows-line-ends"),
        pytest.param(b"tea\rpot\r", "tea\npot\n", id="old-mac-line-ends"),
        pytest.param("Å\u00a0Ж".encode(), "Å\u00a0Ж", id="other-letters-and-no-break-space"),
        pytest.param(b"a\n ======= \n======\n========\n", None, id="rules-that-are-no-markers"),
    ],
)
def test_texts_of_any_editor_are_read(content: bytes, text: str | None) -> None:
    """Marks and line ends of other systems are taken away."""
    assert decode_text(content, "x") == (text or content.decode(), [])


@pytest.mark.parametrize(
    ("content", "line", "column", "code", "said"),
    [
        pytest.param("tea".encode("utf-16"), 1, 1, "TXT001", "UTF-16", id="utf-16"),
        pytest.param("tea".encode("utf-16-le"), 1, 1, "TXT001", "UTF-16", id="utf-16-unmarked"),
        pytest.param(b"a\nAl\xe9", 2, 3, "TXT001", "not UTF-8", id="latin-1"),
        pytest.param("é\né".encode() + b"\xe9", 2, 2, "TXT001", "not UTF-8", id="after-two-bytes"),
        pytest.param(b"a\nKeep it\x0bshort", 2, 8, "CHR001", "VERTICAL TAB", id="vertical-tab"),
        pytest.param(b"tea\x00", 1, 4, "CHR001", "NUL", id="nul"),
        pytest.param(b"a\n<<<<<<< HEAD\nb\n", 2, 1, "FIL003", "kg import", id="merge-ours"),
        pytest.param(b"a\n=======\nb\n", 2, 1, "FIL003", "merge", id="merge-middle-only"),
        pytest.param(b">>>>>>> theirs\n", 1, 1, "FIL003", "merge", id="merge-theirs-only"),
        pytest.param(b"||||||| base\n", 1, 1, "FIL003", "merge", id="merge-base"),
    ],
)
def test_what_cannot_be_read_is_one_problem_at_its_place(
    content: bytes, line: int, column: int, code: str, said: str
) -> None:
    """There is no text, and one problem that says why."""
    text, [problem] = decode_text(content, "data/x.bib")
    assert text is None
    assert (problem.location.line, problem.location.column) == (line, column)
    assert problem.code == code
    assert said in problem.message


def test_a_full_disk_names_the_file(tmp_path: Path) -> None:
    """And not the one beside it that is ours; what was there stays."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    place = tmp_path / "a.yaml"
    place.write_text("old", "utf-8")

    def beside(self: Path, name: str) -> Path:
        return Path("/dev/full") if name.endswith(".new") else self.parent / name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "with_name", beside)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        real = Path.open
        patch.setattr(Path, "open", lambda self, _, **more: real(self, "w", **more))
        with pytest.raises(OSError, match="No space left on device") as caught:
            replace_text(place, "new")
    assert caught.value.filename == str(place)
    assert place.read_text("utf-8") == "old"
