"""Scripts and styles of ours are made lighter; what others made is left alone."""

from __future__ import annotations

import re
import subprocess

import pytest

from kg.outputs.site.staticfiles import render_static
from kg.resources import resource_folder
from tests.programs import require_program

FOLDER = resource_folder("site")
FILES = dict(render_static())
OURS = {path for path in FILES if re.fullmatch(r"static/[\w-]+\.(css|js)", path)}


def test_every_file_is_there() -> None:
    """A site has each file of the folder, and no other."""
    files = [file for file in (FOLDER / "static").rglob("*") if file.is_file()]
    assert FILES.keys() == {file.relative_to(FOLDER).as_posix() for file in files}


@pytest.mark.parametrize("path", sorted(OURS))
def test_what_is_ours_is_lighter(path: str) -> None:
    """No comment is left, and each file is a seventh lighter or more."""
    assert b"/*" not in FILES[path]
    assert len(FILES[path]) < (FOLDER / path).stat().st_size * 6 / 7


def test_what_others_made_is_left_alone() -> None:
    """Fonts, pictures and the scripts of others keep their bytes."""
    others = FILES.keys() - OURS
    assert {path.split("/")[1] for path in others} >= {"fonts", "vendor", "icon.svg"}
    assert [path for path in others if FILES[path] != (FOLDER / path).read_bytes()] == []


@pytest.mark.needs("node")
def test_scripts_are_whole() -> None:
    """Each script still parses."""
    node = require_program("node")
    for path in sorted(path for path in OURS if path.endswith(".js")):
        command = [node, "--check", "-"]
        subprocess.run(command, input=FILES[path], check=True)
