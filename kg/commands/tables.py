"""`kg tables`: the review's tables, regenerated; `--check` holds them against accepted copies."""

from __future__ import annotations

import argparse
from pathlib import Path

from pyoxigraph import Store

from kg.assembly import assemble_project
from kg.codes import errors_among
from kg.commands.documents import (
    add_document_options,
    folder_for,
    read_reference_document,
    tell_written,
)
from kg.errors import ProblemsFound, UsageError
from kg.outputs.documents.files import write_together
from kg.outputs.handover import render_handover
from kg.outputs.tables import (
    FORMATS,
    OF_THE_BUILD,
    TABLES,
    VARIANTS,
    Look,
    TableSet,
    load_table_set,
    render_tables,
)
from kg.outputs.tables.accepted import ACCEPTED, find_drift
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings

PRINTED = "printed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the choice between writing, checking, accepting."""
    add_document_options(parser, FORMATS, OF_THE_BUILD, "build/tables")
    parser.add_argument(
        "--variant",
        choices=VARIANTS,
        default=PRINTED,
        help="as printed; with proved faults corrected; or what the text has for each cell",
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="compare with the accepted copies")
    choice.add_argument("--accept", action="store_true", help="make these the accepted copies")


def run(arguments: argparse.Namespace) -> int:
    """Write the tables, or say where they differ from the accepted copies (exit 1)."""
    project = load_project(arguments.folder)
    if arguments.variant != PRINTED and (arguments.check or arguments.accept):
        raise UsageError("accepted copies are of the tables as printed; leave --variant out")
    store = _load_store(project)
    tables = load_table_set(store, arguments.variant, project.folder)
    accepted = project.data / "accepted"
    if arguments.check:
        return _check(tables, accepted, project)
    if arguments.accept:
        return _accept(tables, project.check_inside(accepted))
    folder = folder_for(project, arguments.out, TABLES[arguments.variant])
    look = Look(read_reference_document(arguments.reference_doc))
    files = render_handover(
        store, tables, project.style_of_lists, arguments.variant, arguments.format, look
    )
    write_together(files, folder)
    tell_written(files, folder)
    return 0


def _load_store(project: Project) -> Store:
    assembly = assemble_project(project, Timings())
    problems = assembly.problems
    if errors_among(problems) or assembly.store is None:
        raise ProblemsFound(problems)
    return assembly.store


def _accept(tables: TableSet, accepted: Path) -> int:
    files = render_tables(tables, [ACCEPTED])
    write_together(files, accepted)
    for path in accepted.iterdir():
        if path.suffix[1:] in FORMATS and path.name not in files:
            path.unlink()  # of a table that is no more, or a form that is not kept here
    tell_written(files, accepted)
    return 0


def _check(tables: TableSet, accepted: Path, project: Project) -> int:
    if not accepted.is_dir():
        shown = accepted.relative_to(project.folder)
        raise UsageError(
            f"{shown}: no accepted copies yet; look at the tables, then: kg tables --accept"
        )
    found = find_drift(tables, accepted, project.base)
    print("".join(f"{line}\n" for lines in found.values() for line in lines), end="")
    drift = sum(map(bool, found.values()))
    print(f"{len(tables.tables)} tables, {drift} differ from the accepted copies")
    return 1 if drift else 0
