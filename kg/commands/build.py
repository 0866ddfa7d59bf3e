"""`kg build`: graph, site, tables and exports, unless nothing has changed."""

from __future__ import annotations

import argparse
import importlib
import sys

from kg.builds import find_fresh_build, take_snapshot
from kg.codes import UNFINISHED
from kg.commands.progress import progress_line
from kg.commands.summary import summary_of
from kg.gaps import summary_of_gaps
from kg.resources import Engine
from kg.sources.folder.project import Project, load_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--force`, `--strict` or `--draft`, `--zip`, `--timings` and `--verify`."""
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--strict", action="store_true", help="take warnings for errors")
    how.add_argument("--draft", action="store_true", help="build what there is, marked as a draft")
    parser.add_argument("--zip", action="store_true", help="offer the whole site as one zip, too")
    parser.add_argument("--timings", action="store_true", help="print what each step took")
    parser.add_argument(
        "--verify", action="store_true", help="have rdflib read every file of RDF back, and compare"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build, and say what came out."""
    project = load_project(arguments.folder)
    project = project.as_draft() if arguments.draft else project
    look = not arguments.force and not arguments.strict
    snapshot = take_snapshot(project) if look else None
    fresh = snapshot and find_fresh_build(project, snapshot, zipped=arguments.zip)
    if fresh is not None:
        print(f"nothing has changed since build {fresh.digest[:12]}: {project.current}")
    else:
        _build(project, arguments, snapshot.engine if snapshot else None)
    if arguments.verify:
        status: int = importlib.import_module("kg.commands.readback").verify_build(project)
        return status
    return 0


def _build(project: Project, arguments: argparse.Namespace, engine: Engine | None) -> None:
    # The graph engine and the template engine are imported only now that there is work for them.
    pipeline = importlib.import_module("kg.pipeline")
    with progress_line() as timings:
        built = pipeline.build_project(
            project,
            timings,
            force=arguments.force,
            strict=arguments.strict,
            zipped=arguments.zip,
            engine=engine,
        )
    told = [one for one in built.warnings if not (project.draft and one.code in UNFINISHED)]
    if told:
        print(summary_of(told), file=sys.stderr)
    if built.gaps:
        print(f"what the draft does without:\n{summary_of_gaps(built.gaps)}", file=sys.stderr)
    triples = sum(built.manifest.graphs.values())
    kind = "the draft" if project.draft else ""
    done = "built" if built.changed else "nothing has changed since build"
    done = " ".join(filter(None, (done, kind)))
    print(f"{done} {built.manifest.digest[:12]}: {triples:,} triples in {project.current}")
    if arguments.timings:
        print(timings.table())
