"""A bare machine is this one with a PATH that leads to none of the programs of the table."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.bare import hidden_names, link_programs, list_affected, make_environment

pytestmark = pytest.mark.slow


def test_programs_of_the_table_are_hidden(tmp_path: Path) -> None:
    """Everything else is there, from each folder of the PATH."""
    for place, name in (("one", "nginx"), ("one", "sh"), ("two", "google-chrome"), ("two", "ls")):
        (tmp_path / place).mkdir(exist_ok=True)
        (tmp_path / place / name).touch()
    bare = tmp_path / "bare"
    bare.mkdir()
    link_programs(f"{tmp_path / 'one'}{os.pathsep}{tmp_path / 'two'}:/nowhere", bare)
    assert sorted(link.name for link in bare.iterdir()) == ["ls", "sh"]


def test_a_browser_that_is_named_or_fetched_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither CHROME_PATH nor Playwright's own folder leads to one."""
    monkeypatch.setenv("CHROME_PATH", "/opt/chrome")
    environment = make_environment(tmp_path)
    assert "CHROME_PATH" not in environment
    assert not Path(environment["PLAYWRIGHT_BROWSERS_PATH"]).exists()
    assert [n for n in hidden_names() if shutil.which(n, path=environment["PATH"])] == []
    assert shutil.which("sh", path=environment["PATH"])


def test_the_files_that_need_programs_are_affected(root: Path) -> None:
    """Those of one browser or of each, and of the reasoner, are among them, others are not."""
    affected = {str(Path(file).relative_to(root)) for file in list_affected()}
    browser = {"tests/browser/test_ask.py", "tests/browser/site/test_hosting.py"}
    assert browser | {"tests/ontology/test_profile.py"} <= affected
    assert "tests/test_layers.py" not in affected
