"""`kg check`: every problem in the sources at once."""

from __future__ import annotations

import argparse
import json

from kg.assembly import find_problems
from kg.codes import errors_among, harden
from kg.commands.summary import summary_of
from kg.errors import Problem
from kg.graph.ownqueries import check_own_queries
from kg.sources.folder.project import load_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, `--strict` and `--draft`."""
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--strict", action="store_true", help="take warnings for errors")
    how.add_argument("--draft", action="store_true", help="let pass what is not there yet")


def run(arguments: argparse.Namespace) -> int:
    """Print each problem as `path:line:column: CODE message`; return 1 if one is an error."""
    project = load_project(arguments.folder)
    problems = find_problems(project.as_draft() if arguments.draft else project)
    problems = sorted([*problems, *project.levels.grade(check_own_queries(project.folder))])
    if arguments.strict:
        problems = harden(problems)
    if arguments.json:
        print(json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        print(summary_of(problems))
    return 1 if errors_among(problems) else 0


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
    }
