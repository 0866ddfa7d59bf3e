"""`kg tables`: the review's tables, regenerated; `--check` holds them against accepted copies."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from kg.assembly import assemble_project
from kg.codes import errors_among
from kg.errors import ProblemsFound, UsageError
from kg.outputs.tables import render_tables, write_tables
from kg.outputs.writing import OutputWriter
from kg.sources.project import Project, load_project
from kg.timings import Timings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the choice between writing, checking, accepting."""
    parser.add_argument("--out", type=Path, help="the folder to write into (default build/tables)")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="compare with the accepted copies")
    choice.add_argument("--accept", action="store_true", help="make these the accepted copies")


def run(arguments: argparse.Namespace) -> int:
    """Write the tables, or say where they differ from the accepted copies (exit 1)."""
    project = load_project(arguments.folder)
    tables = _tables_of(project)
    accepted = project.data / "accepted"
    if arguments.check:
        return _check(tables, accepted, project.folder)
    ours = project.check_place(accepted if arguments.accept else project.build / "tables")
    folder = ours if arguments.accept else arguments.out or ours
    write_tables(tables, OutputWriter(folder))
    print(f"wrote {len(tables)} files into {folder}")
    return 0


def _tables_of(project: Project) -> dict[str, str]:
    assembly = assemble_project(project, Timings())
    problems = assembly.problems
    if errors_among(problems) or assembly.store is None:
        raise ProblemsFound(problems)
    return render_tables(assembly.store)


def _check(tables: dict[str, str], accepted: Path, folder: Path) -> int:
    if not accepted.is_dir():
        shown = accepted.relative_to(folder)
        raise UsageError(
            f"{shown}: no accepted copies yet; look at the tables, then: kg tables --accept"
        )
    drift = 0
    names = sorted(set(tables) | {path.name for path in accepted.iterdir()})
    for name in names:
        path = accepted / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = tables.get(name, "")
        if old != new:
            drift += 1
            print("".join(_difference(old, new, f"accepted/{name}", f"now/{name}")), end="")
    print(f"{len(names)} tables, {drift} differ from the accepted copies")
    return 1 if drift else 0


def _difference(old: str, new: str, old_name: str, new_name: str) -> list[str]:
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), old_name, new_name, n=0
    )
    return list(lines)
