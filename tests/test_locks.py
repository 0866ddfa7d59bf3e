"""Everything that is installed is pinned once, with the hash of every file it may come as."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("build", "run", "test", "tools")
_PIN = re.compile(
    r"(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;]+)(?: ; [^\\\n]+)?"
    r"(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n"
)


@pytest.fixture(scope="module")
def settings(root: Path) -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def read_pins(path: Path) -> dict[str, str]:
    """Return the version of each package that a lock pins."""
    return {pin["name"]: pin["version"] for pin in _PIN.finditer(path.read_text(encoding="utf-8"))}


def read_constraints(root: Path) -> dict[str, str]:
    """Return the version of each package that constraints.txt names."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_and_hashes_only(name: str, root: Path) -> None:
    """Each line belongs to a package with a version and hashes; there are no addresses."""
    text = (root / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    assert _PIN.sub("", text) == ""
    assert text


def test_locks_and_constraints_pin_the_same(root: Path) -> None:
    """A version that was changed in one place alone is found; `make locks` mends it."""
    pins: dict[str, str] = {}
    for name in ("build", "run", "test"):
        for package, version in read_pins(root / "locks" / f"{name}.txt").items():
            assert pins.setdefault(package, version) == version
    assert pins == read_constraints(root)


def test_the_tests_run_on_what_is_shipped(root: Path) -> None:
    """The lock of the tests holds that of the runtime."""
    run, test = (read_pins(root / "locks" / f"{name}.txt") for name in ("run", "test"))
    assert run.items() <= test.items()


@pytest.mark.parametrize("name", LOCKS)
def test_each_requirement_is_locked(name: str, settings: dict[str, Any], root: Path) -> None:
    """What pyproject.toml asks for is pinned, in a version that it allows."""
    project, groups = settings["project"], settings["dependency-groups"]
    asked = {
        "build": [*groups["build"], *settings["build-system"]["requires"]],
        "run": project["dependencies"],
        "test": [*project["dependencies"], *project["optional-dependencies"]["test"]],
        "tools": groups["tools"],
    }[name]
    pins = read_pins(root / "locks" / f"{name}.txt")
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


def test_make_installs_by_hash_alone(root: Path) -> None:
    """All that make installs has its hash checked, but for the project, which brings nothing."""
    text = (root / "Makefile").read_text(encoding="utf-8")
    text = text.replace("$(LOCKED)", "$(INSTALL) --require-hashes -r")
    text = text.replace("$(INSTALL)", "install --no-build-isolation")
    calls = [line for line in text.splitlines() if " pip " in line and line.startswith("\t")]
    assert len(calls) >= 5
    assert all("--require-hashes" in line or "--no-deps" in line for line in calls)
    assert all("--no-build-isolation" in line for line in calls)
