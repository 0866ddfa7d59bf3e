"""The command line as a person runs it: a process of its own, from any folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kg(tmp_path: Path) -> Run:
    """Return a function that runs `kg WORDS…` somewhere else than the project."""

    def run(*words: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, words)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            input=stdin,
            timeout=120,
        )

    return run
