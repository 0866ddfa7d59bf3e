"""`kg release VERSION`: one folder with all that is published of a review, to be cited and kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.commands.progress import progress_line
from kg.releases.notes import list_lacking
from kg.releases.releasing import make_release, plan_release
from kg.sources.folder.project import load_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the version, where the release goes, the archive, and where the text is."""
    parser.add_argument("version", metavar="VERSION", help="a semantic version, such as 1.2.0")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder to make (default build/releases/VERSION)",
    )
    parser.add_argument(
        "--previous",
        type=Path,
        metavar="DIR",
        help="the archive of releases: read for the changelog, and added to, as v/VERSION",
    )
    parser.add_argument(
        "--text",
        type=Path,
        help="the source text, or the folder that holds it (default: the project's folder)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Release, and say what was proved, what is not told, and where it all lies."""
    project = load_project(arguments.folder)
    wish = plan_release(
        project, arguments.version, arguments.out, arguments.previous, arguments.text
    )
    with progress_line() as timings:
        notes = make_release(wish, timings)
    for line in (*notes.proofs, *list_lacking(notes)):
        print(line)
    print(f"released {notes.version} into {wish.out}")
    if wish.archive is not None:
        print(f"its site stays at {wish.archive.site_of(wish.version)}")
    return 0
