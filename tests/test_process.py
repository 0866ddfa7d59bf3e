"""Readers of documents run within limits."""

from __future__ import annotations

import sys

import pytest

from kg.process import Ended, run_reader


def _run(code: str, content: bytes = b"", seconds: int = 30, most: int = 1_000) -> Ended:
    return run_reader([sys.executable, "-c", code], content, {}, seconds, most)


def test_a_reader_is_given_the_document_and_an_empty_folder() -> None:
    """What it writes and tells comes back; its folder, which is its home, holds these two alone."""
    code = (
        "import os, sys; sys.stdout.write(sys.stdin.read().upper());"
        "sys.stderr.write(str(sorted(os.listdir())) + str(os.environ['HOME'] == os.getcwd()))"
    )
    done = _run(code, b"tea")
    assert (done.output, done.told, done.status) == (b"TEA", "['errors', 'text']True", 0)
    assert not done.late
    assert not done.large


def test_nothing_of_the_environment_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader sees no variable that it was not given."""
    monkeypatch.setenv("KG_SECRET", "kettle")
    assert _run("import os; print(os.environ.get('KG_SECRET'))").output == b"None\n"


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    """It is told apart from one that fails."""
    assert _run("import time; time.sleep(60)", seconds=1).late
    failed = _run("raise SystemExit(3)")
    assert (failed.late, failed.status) == (False, 3)


def test_a_reader_that_writes_without_end_is_stopped() -> None:
    """No more is kept than one byte beyond the limit, which shows that it was passed."""
    done = _run("while True: print('tea' * 1000)")
    assert done.large
    assert len(done.output) == 1_001
