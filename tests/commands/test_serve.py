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


@pytest.mark.parametrize(
    "words",
    [
        ("--timeout", "0"),
        ("--timeout", "nan"),
        ("--timeout", "inf"),
        ("--workers", "0"),
        ("--workers", "9" * 20),
        ("--memory", "-1"),
        ("--memory", "9" * 20),
    ],
)
def test_limits_that_make_no_sense_are_refused(words: tuple[str, ...]) -> None:
    """Wrong usage, in one line."""
    with pytest.raises(UsageError):
        read_limits(parse(*words))


@pytest.mark.parametrize("word", ["-1", "65536", "99999999", "x", "8_0", "٨٠", "9" * 5000])
def test_what_is_no_port_is_wrong_usage(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, as for every word that makes no sense, and the line says what does."""
    with pytest.raises(SystemExit) as caught:
        parse("--port", word)
    assert caught.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert len(last) < 200
    assert "--port" in last


def test_ports_run_from_nought(capsys: pytest.CaptureFixture[str]) -> None:
    """0 is a free one; the largest there is can be asked for."""
    assert [parse("--port", word).port for word in ("0", "65535")] == [0, 65535]
    assert capsys.readouterr().err == ""


def test_a_build_elsewhere_is_not_served(tmp_path: Path) -> None:
    """A link that leads out of the project is refused, as by every command."""
    (tmp_path / "elsewhere").mkdir()
    project = tmp_path / "project"
    (project / "build").mkdir(parents=True)
    (project / "build" / "current").symlink_to(tmp_path / "elsewhere")
    arguments = parse(folder=project)
    with pytest.raises(UsageError, match="leads out"):
        choose_origin(arguments, read_limits(arguments))


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
