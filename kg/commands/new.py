"""`kg new DIR`: a small review that builds, to be replaced piece by piece with one's own."""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

from kg.errors import BuildError, UsageError
from kg.sources.passages import fill_spans
from kg.sources.text import read_any_text

STARTER = Path(__file__).resolve().parent.parent / "starter"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder."""
    parser.add_argument("target", type=Path, help="the new project's folder; must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    """Write the starter project into a new folder, spans filled in."""
    target: Path = arguments.target
    if target.is_symlink():
        raise UsageError(f"{target}: this is a link; name the folder itself, or a new one")
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target}: this is no folder; name a new one")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"{target}: this folder is not empty; name a new one")
    write_starter(target)
    print(f"wrote a small review into {target}\nnext: kg build -C {target}, kg serve -C {target}")
    return 0


def write_starter(target: Path) -> None:
    """Copy the starter and turn its `at:` lines into spans of its text."""
    shutil.copytree(STARTER, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
    text = read_any_text(target / "text.txt")
    review = target / "data" / "review.yaml"
    digest = hashlib.sha256((target / "text.txt").read_bytes()).hexdigest()
    review.write_text(review.read_text("utf-8").replace("@TEXT@", digest), encoding="utf-8")
    for path in sorted((target / "data").rglob("*.yaml")):
        _, problems = fill_spans(path, str(path.relative_to(target)), text)
        if problems:
            raise BuildError("\n".join(map(str, problems)))
