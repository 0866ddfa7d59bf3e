"""`kg new DIR`: a small review that builds, to be replaced piece by piece with one's own."""

from __future__ import annotations

import argparse
import shlex
import shutil
from pathlib import Path

from kg.errors import UsageError
from kg.imports.example import name_base, write_example, write_more, write_surroundings
from kg.sources.folder.changes import change_files
from kg.sources.folder.settings import FILE
from kg.sources.yaml.schemas import render_schema_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder."""
    parser.add_argument("target", type=Path, help="the new project's folder; must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    """Write the starter project into a new folder: spans filled in, schemas, workflows."""
    target: Path = arguments.target
    if target.is_symlink():
        raise UsageError(f"{target}: this is a link; name the folder itself, or a new one")
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target}: this is no folder; name a new one")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"{target}: this folder is not empty; name a new one")
    was_there = target.exists()
    try:
        base = _write(target)
    except BaseException:
        _take_back(target, keep=was_there)
        raise
    place = shlex.quote(str(target))
    print(f"wrote a small review into {target}\nnext: kg build -C {place}, kg serve -C {place}")
    print(f"its records are named {base}…: put an address that you will keep into {FILE}")
    print(f"your own review: kg import TEXT, kg import REFERENCES ({target}/README.md tells more)")
    return 0


def _write(target: Path) -> str:
    """Write all of the project; return what the addresses of its records begin with."""
    write_example(target)
    write_surroundings(target)
    write_more(target)
    base = name_base(target)
    schemas = target / "data" / "schemas"
    change_files(target, {schemas / name: text for name, text in render_schema_files().items()})
    return base


def _take_back(target: Path, *, keep: bool) -> None:
    """Leave the folder as it was, empty or not there: half a project would be in the way."""
    shutil.rmtree(target, ignore_errors=True)
    if keep:
        target.mkdir(exist_ok=True)
