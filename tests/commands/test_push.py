from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kg.commands.push import add_arguments, read_password, run
from kg.errors import UsageError


def test_without_a_build_nothing_is_pushed(tmp_path: Path) -> None:
    """The message says what to do first."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    arguments = parser.parse_args(["http://127.0.0.1:1/store"])
    arguments.folder = tmp_path
    with pytest.raises(UsageError, match="kg build"):
        run(arguments)


def test_a_build_elsewhere_is_not_pushed(tmp_path: Path) -> None:
    """A link that leads out of the project is refused, as by every command."""
    (tmp_path / "elsewhere").mkdir()
    project = tmp_path / "project"
    (project / "build").mkdir(parents=True)
    (project / "build" / "current").symlink_to(tmp_path / "elsewhere")
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    arguments = parser.parse_args(["http://127.0.0.1:1/store"])
    arguments.folder = project
    with pytest.raises(UsageError, match="leads out"):
        run(arguments)


def test_a_password_is_read_from_a_file(tmp_path: Path) -> None:
    """The end of the line is no part of it; without a file there is none."""
    path = tmp_path / "password"
    path.write_text("secret\n")
    assert (read_password(path), read_password(None)) == ("secret", "")


def test_a_password_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Bytes that are no text are not put into a message."""
    path = tmp_path / "password"
    path.write_bytes(b"\xff\xfesecret")
    with pytest.raises(UsageError, match="this is no text") as caught:
        read_password(path)
    assert "secret" not in str(caught.value)


def test_a_password_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """One line, no traceback."""
    with pytest.raises(UsageError, match="none"):
        read_password(tmp_path / "none")
