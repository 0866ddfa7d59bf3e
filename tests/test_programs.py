"""What the tests use beside Python is found where it may stand, and got where that is allowed."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import programs
from tests.programs import PROGRAMS, browser_flags, find_program, list_missing, main

pytestmark = pytest.mark.slow

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return a way to make a program of a machine that has no others: its name, what it does."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    monkeypatch.setattr(programs, "find_program", find_program.__wrapped__)
    monkeypatch.setattr(find_program.__wrapped__, "cache_clear", lambda: None, raising=False)

    def write(name: str, script: str = "") -> Path:
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    return write


@pytest.mark.parametrize(
    "name", ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"]
)
def test_the_browser_is_found_by_each_of_its_names(name: str, make: Make) -> None:
    """Debian's Chromium, Chrome, and Chromium elsewhere."""
    assert programs.find_program("chromium") is None
    browser = make(name)
    assert programs.find_program("chromium") == str(browser)


def test_the_browser_may_be_named(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """CHROME_PATH goes before what is found; a name that leads nowhere is no browser."""
    make("chromium")
    monkeypatch.setenv("CHROME_PATH", str(make("another")))
    assert programs.find_program("chromium") == os.environ["CHROME_PATH"]
    monkeypatch.setenv("CHROME_PATH", "/nowhere/chrome")
    assert programs.find_program("chromium") is None


@pytest.fixture
def no_loop_of_a_browser() -> Iterator[None]:
    """Let Playwright start although a browser of other tests keeps a loop in this thread."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.mark.usefixtures("no_loop_of_a_browser")
def test_a_browser_that_playwright_fetched_is_found(make: Make) -> None:
    """It stands where Playwright itself says."""
    with sync_playwright() as playwright:
        place = playwright.chromium.executable_path
    assert programs.find_program("chromium") is None
    make(place)
    assert programs.find_program("chromium") == place


def test_only_root_goes_without_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that may have its walls keeps them."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert browser_flags() == ["--no-sandbox"]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert browser_flags() == []


def test_a_judge_of_npm_needs_node(make: Make) -> None:
    """The file that npm left is no use without what runs it."""
    judge = make("build/node/node_modules/.bin/lighthouse")
    assert programs.find_program("lighthouse") is None
    make("node")
    assert programs.find_program("lighthouse") == str(judge)


def test_a_name_that_is_in_no_table_is_an_error() -> None:
    """A mark with a slip of the pen does not skip a test for ever."""
    with pytest.raises(KeyError):
        find_program("chromiun")


@pytest.fixture
def set_up(make: Make, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a way to run the setup as a user, with an apt-get that notes how it is called."""
    monkeypatch.setattr(programs, "find_cached_browser", lambda: None)

    def run(*words: str, user: int = 0, setup: str = "yes", status: int = 0) -> str:
        log = make("apt-get", "").with_name("log")
        make("apt-get", f'echo "$@" >> {log}; echo no such mirror; exit {status}')
        monkeypatch.setattr(os, "geteuid", lambda: user)
        monkeypatch.setenv("SETUP", setup)
        monkeypatch.setattr(sys, "argv", ["programs", *words])
        assert main() == (1 if words else 0)
        return log.read_text() if log.exists() else ""

    return run


def test_root_gets_debians_packages(
    set_up: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Each package that is missing, once, and it is said first which."""
    update, install = set_up().splitlines()
    wanted = sorted({program.package for program in PROGRAMS.values() if not program.by_npm})
    assert update == "update -qq"
    assert install.split()[4:] == wanted
    assert capfd.readouterr().out.splitlines()[0].endswith(" ".join(wanted))


@pytest.mark.parametrize(
    "way", [{"user": 1000}, {"setup": "no"}, {"words": ["--check"]}], ids=["user", "no", "check"]
)
def test_nothing_is_installed_unasked(way: dict[str, object], set_up: Callable[..., str]) -> None:
    """Neither by a user, nor with SETUP=no, nor by a look."""
    words = way.pop("words", [])
    assert isinstance(words, list)
    assert set_up(*words, **way) == ""


def test_a_package_that_does_not_come_stops_nothing(
    set_up: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    """What apt-get said is passed on, and every missing program is named with its remedy."""
    set_up(status=100)
    said = capfd.readouterr().out
    assert "ended with 100:\nno such mirror" in said
    assert all(program.missing in said for program in PROGRAMS.values())


def test_the_judges_come_by_npm(
    make: Make, set_up: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Their pinned versions are put below the build."""
    log = make("node").with_name("npm-log")
    make("npm", f'echo "$@" > {log}')
    set_up(user=1000)
    words = log.read_text().split()
    judges = [program.package for program in list_missing() if program.by_npm]
    assert words[-len(judges) :] == judges
    assert all("@" in judge for judge in judges)
    assert f"--prefix {programs.NODE}" in log.read_text()
    assert "installing what judges pages" in capfd.readouterr().out
