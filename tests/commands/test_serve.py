from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kg.commands.serve import NO_LOG, add_arguments, choose_origin, open_log, read_limits
from kg.errors import UsageError
from kg.service.data.origins import BuildOrigin, EngineOrigin, FilesOrigin
from kg.service.http.limits import MIB


def parse(*words: str, folder: Path = Path()) -> argparse.Namespace:
    """Parse words of the command line."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    arguments = parser.parse_args(words)
    arguments.folder = folder
    return arguments


def test_limits_are_taken_from_the_command_line() -> None:
    """Seconds, workers and MiB."""
    limits = read_limits(parse("--timeout", "3", "--workers", "5", "--memory", "64"))
    assert (limits.deadline, limits.workers, limits.memory) == (3.0, 5, 64 * MIB)


@pytest.mark.parametrize("words", [("--timeout", "0"), ("--workers", "0"), ("--memory", "-1")])
def test_limits_that_make_no_sense_are_refused(words: tuple[str, ...]) -> None:
    """Wrong usage, in one line."""
    with pytest.raises(UsageError):
        read_limits(parse(*words))


def test_the_default_is_the_build_on_the_loopback_address() -> None:
    """Nobody serves to the world by accident."""
    arguments = parse()
    assert arguments.host == "127.0.0.1"
    assert isinstance(choose_origin(arguments, read_limits(arguments)), BuildOrigin)


def test_files_and_engines_are_served_when_named(tmp_path: Path) -> None:
    """An engine is described by the build beside it, where there is one."""
    files = parse("--dataset", "a.ttl")
    assert isinstance(choose_origin(files, read_limits(files)), FilesOrigin)
    engine = parse("--engine", "http://e/", folder=tmp_path)
    assert isinstance(choose_origin(engine, read_limits(engine)), EngineOrigin)
    (tmp_path / "build" / "current").mkdir(parents=True)
    (tmp_path / "build" / "current" / "manifest.json").touch()
    assert isinstance(choose_origin(engine, read_limits(engine)), BuildOrigin)


@pytest.mark.parametrize(
    "words",
    [
        ("--engine", "file:///x"),
        ("--engine", "http://e/", "--dataset", "a.ttl"),
        ("--default-graph", "own"),
    ],
)
def test_sources_that_contradict_are_refused(words: tuple[str, ...]) -> None:
    """Only web addresses are engines, and there is one source of data."""
    arguments = parse(*words)
    with pytest.raises(UsageError):
        choose_origin(arguments, read_limits(arguments))


def test_the_log_is_a_file_or_none(tmp_path: Path) -> None:
    """A folder that is not there is said in a line that names the option."""
    assert open_log("") == NO_LOG
    with pytest.raises(UsageError, match="--log"):
        open_log(str(tmp_path / "none" / "log"))
