from __future__ import annotations

import argparse
import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.commands.mcp import add_arguments, run
from kg.errors import KgError, UsageError

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in(folder: Path, *words: str) -> int:
    """Run the verb in a folder."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    arguments = parser.parse_args(words)
    arguments.folder = folder
    return run(arguments)


def test_the_sdk_is_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain install lacks it; the message says how to get it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'tiptrace\[assistants\]'"):
        run_in(tmp_path)


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf"])
def test_a_timeout_that_makes_no_sense_is_refused(tmp_path: Path, seconds: str) -> None:
    """A query has some time, and not all."""
    with pytest.raises(UsageError, match="--timeout must be above 0"):
        run_in(tmp_path, "--timeout", seconds)


def test_without_a_build_it_says_what_to_do(tmp_path: Path, kg: Run) -> None:
    """One line, on standard error: standard output is for messages."""
    done = kg("-C", tmp_path, "mcp", stdin="")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no build; run 'kg build' first" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_build_elsewhere_is_not_served(tmp_path: Path) -> None:
    """A link that leads out of the project is refused, as by every command."""
    (tmp_path / "elsewhere").mkdir()
    project = tmp_path / "project"
    (project / "build").mkdir(parents=True)
    (project / "build" / "current").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KgError, match="leads out"):
        run_in(project)
