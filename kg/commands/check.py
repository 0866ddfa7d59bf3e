"""`kg check`: every problem in the sources at once."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from kg.assembly import find_problems
from kg.errors import Problem
from kg.sources.project import load_project

HELP = "list every problem in the sources"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print each problem as `path:line:column: CODE message`; return 1 if there is one."""
    problems = find_problems(load_project(arguments.folder))
    if arguments.json:
        print(json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        print(summary_of(problems))
    return 1 if problems else 0


def summary_of(problems: Sequence[Problem]) -> str:
    """Return the problems, a line each, and a line that counts them."""
    files = len({problem.location.path for problem in problems})
    if not problems:
        return "no problems found"
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return "\n".join([*map(str, problems), f"{count} in {files} file{'s' if files > 1 else ''}"])


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": problem.code,
        "message": problem.message,
    }
