"""`--verify` of several verbs: what was written is read back by a reader that did not write it."""

from __future__ import annotations

import argparse
from pathlib import Path

from pyoxigraph import Store

from kg.commands.summary import summary_of
from kg.errors import UsageError
from kg.graph.iris import Iris
from kg.outputs.nanopubs import Nanopubs
from kg.outputs.readback import Verdicts, check_build, check_dumps, check_nanopubs
from kg.pipeline import load_build
from kg.sources.folder.project import Project


def verify_build(project: Project) -> int:
    """Read back every file of the build in use; return 1 if one is not what the dataset says.

    Raises UsageError where there is no build.
    """
    build = load_build(project)
    if build is None:
        raise UsageError(f"{project.folder}: there is no build yet; run kg build first")
    _, store = build
    return _tell(check_build(project.current.resolve(), store, Iris(project.base)))


def verify_export(
    project: Project, store: Store, folder: Path, arguments: argparse.Namespace
) -> int:
    """Read back the files of an export by its form; return 1 if one is not what it should say."""
    iris = Iris(project.base)
    match arguments.form:
        case "nanopubs":
            nanopubs = Nanopubs(store, iris, arguments.licence or project.licence)
            return _tell(check_nanopubs(folder, nanopubs.all(trusty=arguments.trusty)))
        case "crate":  # its folders are those of the build
            return _tell(check_build(folder, store, iris))
        case _:
            return _tell(check_dumps(folder, store, iris))


def _tell(verdicts: Verdicts) -> int:
    """Print what is wrong with the files that were read, or that nothing is; return 1 or 0."""
    problems = sorted(problem for problem in verdicts.values() if problem is not None)
    if problems:
        print(summary_of(problems))
        return 1
    print(f"rdflib has read {len(verdicts):,} files back: each says what the dataset says")
    return 0
