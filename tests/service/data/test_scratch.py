from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.service.data.scratch import Scratch, is_abandoned, remove_abandoned

LEAVE_BEHIND = """
import os
from kg.service.data.scratch import Scratch
scratch = Scratch()
(scratch.folder / "store").mkdir()
print(scratch.folder, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary folders made below a folder of this test."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_whose_owner_was_killed_is_removed() -> None:
    """The next server to start tidies up."""
    done = subprocess.run(
        [sys.executable, "-c", LEAVE_BEHIND], capture_output=True, text=True, check=False
    )
    left = Path(done.stdout.strip())
    assert left.is_dir()
    remove_abandoned()
    assert not left.exists()


def test_a_folder_in_use_stays() -> None:
    """A lock held by a process that lives protects it."""
    scratch = Scratch()
    remove_abandoned()
    assert scratch.folder.is_dir()
    scratch.discard()
    scratch.discard()
    assert not scratch.folder.exists()


def test_folders_without_a_lock_are_let_be(temporary: Path) -> None:
    """They may be about to be locked, or are nobody's that we know."""
    (temporary / "kg-serve-new").mkdir()
    remove_abandoned()
    assert (temporary / "kg-serve-new").is_dir()


def test_links_are_not_followed(temporary: Path) -> None:
    """Neither a folder nor a lock that is a link leads to something being removed."""
    precious = temporary / "precious"
    precious.mkdir()
    (precious / "in-use").touch()
    (temporary / "kg-serve-link").symlink_to(precious)
    folder = temporary / "kg-serve-odd"
    folder.mkdir()
    (folder / "in-use").symlink_to(precious / "in-use")
    assert not is_abandoned(folder / "in-use")
    remove_abandoned()
    assert precious.is_dir()
    assert folder.is_dir()
