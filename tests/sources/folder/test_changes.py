from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sources.folder.changes import LIST, change_files, finish_change
from tests.conftest import ROOT

KILLED = -9
CHANGE = """
import sys
from pathlib import Path
from kg.sources.folder.changes import change_files
folder = Path(sys.argv[1])
names = ["a.yaml", "b/c.yaml", "d.yaml"]
change_files(folder, {folder / name: "new" for name in names}, [folder / "e.yaml"])
"""
OLD = {"a.yaml": "old", "d.yaml": "old", "e.yaml": "old"}
NEW = {"a.yaml": "new", "b/c.yaml": "new", "d.yaml": "new"}


def begin(folder: Path) -> Path:
    """Return a folder with the files of before."""
    folder.mkdir()
    for name, text in OLD.items():
        (folder / name).write_text(text)
    return folder


def kill(folder: Path, number: int) -> bool:
    """Have a process change the folder, killed before its change of files of that number."""
    path = os.pathsep.join([str(ROOT / "tests" / "faults"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", CHANGE, str(folder)],
        env=os.environ | {"FAULT": f"leader any {number} KILL", "PYTHONPATH": path},
        start_new_session=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in {0, KILLED}, done.stderr
    return done.returncode == KILLED


def contents(folder: Path) -> dict[str, str]:
    """Return what stands in a folder, but what was written beside a file."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".new"]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def cut_off(folder: Path) -> Path:
    """Return a folder in which a change was cut off when one file had taken its place."""
    for number in count(1):
        begin(folder / str(number))
        assert kill(folder / str(number), number), "it was never cut off there"
        found = contents(folder / str(number))
        if LIST in found and found["a.yaml"] == "new" and found["d.yaml"] == "old":
            return folder / str(number)
    raise AssertionError


def test_what_was_cut_off_anywhere_is_done_or_was_never_begun(tmp_path: Path) -> None:
    """Half of it stands nowhere when the next command has loaded the project."""
    seen = []
    for number in count(1):
        folder = begin(tmp_path / str(number))
        was_killed = kill(folder, number)
        finish_change(folder)
        seen.append(contents(folder))
        assert seen[-1] in (OLD, NEW)
        change_files(folder, {folder / name: "next" for name in NEW})
        assert set(contents(folder).values()) <= {"next", "old"}
        assert not [*folder.rglob(".*")]
        if not was_killed:
            break
    assert seen.count(OLD) > 2
    assert seen.count(NEW) > 4


def test_what_was_edited_since_is_not_replaced(tmp_path: Path) -> None:
    """Whoever edited it is told what to do, and then the rest is done."""
    folder = cut_off(tmp_path)
    (folder / "d.yaml").write_text("edited")
    with pytest.raises(UsageError, match=r"d\.yaml: .* edited since: .* \.d\.yaml\.new"):
        finish_change(folder)
    assert (folder / "d.yaml").read_text() == "edited"
    (folder / ".d.yaml.new").unlink()
    finish_change(folder)
    assert contents(folder) == NEW | {"d.yaml": "edited"}


def test_what_was_to_be_removed_and_is_edited_stays(tmp_path: Path) -> None:
    """It is told, too."""
    folder = begin(tmp_path / "one")
    number = next(n for n in count(1) if kill(folder, n) and (folder / LIST).exists())
    assert number
    (folder / "e.yaml").write_text("edited")
    with pytest.raises(UsageError, match=r"e\.yaml: .*put it elsewhere"):
        finish_change(folder)
    assert contents(folder).keys() >= OLD.keys()
    (folder / "e.yaml").unlink()
    finish_change(folder)
    assert contents(folder) == NEW


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "no list of a change"),
        ("\0", "no list of a change"),
        ('{"written": {"../a.yaml": ""}, "removed": {}}', r"outside the project \(\.\./a"),
        ('{"written": {}, "removed": {"/etc/passwd": ""}}', r"outside the project \(/etc"),
    ],
)
def test_a_list_of_another_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """A project of a stranger has nothing done, and nothing outside of it is touched."""
    folder = begin(tmp_path / "one")
    (tmp_path / ".a.yaml.new").write_text("evil")
    (folder / LIST).write_text(content)
    with pytest.raises(UsageError, match=said):
        finish_change(folder)
    assert contents(folder) == OLD | {LIST: content}
    assert not (tmp_path / "a.yaml").exists()


def test_a_list_that_is_no_file_is_refused(tmp_path: Path) -> None:
    """A link that leads nowhere, a pipe and a folder are told, and nobody waits for them."""
    makes: list[Callable[[Path], object]]
    makes = [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("none")]
    for number, make in enumerate(makes):
        folder = begin(tmp_path / str(number))
        make(folder / LIST)
        with pytest.raises(UsageError, match="no list of a change"):
            finish_change(folder)


def test_who_comes_meanwhile_waits_and_finds_all_of_it(tmp_path: Path) -> None:
    """Another process that is at it holds the list; when it has ended there is nothing to do."""
    folder = cut_off(tmp_path)
    with (folder / LIST).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        other = threading.Thread(target=finish_change, args=(folder,))
        other.start()
        other.join(0.2)
        assert other.is_alive()
        for name in NEW:
            (folder / name).write_text("of the other")
            (folder / name).with_name(f".{Path(name).name}.new").unlink(missing_ok=True)
        (folder / LIST).unlink()
    other.join(30)
    assert not other.is_alive()
    assert set(contents(folder).values()) == {"of the other"}


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    """Where one of several files cannot be written, the others are as they were."""
    first, second = tmp_path / "a.yaml", tmp_path / "b" / "c.yaml"
    first.write_text("old")
    (tmp_path / "b").write_text("a file where a folder should be")
    with pytest.raises(FileExistsError):
        change_files(tmp_path, {first: "new", second: "new"}, removed=[first])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b"]
    assert first.read_text() == "old"
    (tmp_path / "b").unlink()
    change_files(tmp_path, {first: "new", second: "new"}, removed=[tmp_path / "none"])
    assert (first.read_text(), second.read_text()) == ("new", "new")
