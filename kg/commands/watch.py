"""`kg watch`: check and build again whenever a source changes."""

from __future__ import annotations

import argparse
import time

from kg.builds import take_snapshot
from kg.commands.summary import summary_of
from kg.errors import BuildError, KgError, ProblemsFound
from kg.pipeline import build_project
from kg.resources import read_engine
from kg.sources.project import Project, load_project
from kg.timings import Timings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--every`, `--draft` and `--rounds`."""
    parser.add_argument("--every", type=float, default=0.5, metavar="SECONDS", help="default 0.5")
    parser.add_argument("--draft", action="store_true", help="build what there is, as a draft")
    parser.add_argument("--rounds", type=int, help="stop after so many builds")


def run(arguments: argparse.Namespace) -> int:
    """Build now and after each change, until interrupted; problems are printed, not fatal.

    Raises BuildError when the engine's code changes: what runs here would be the old one.
    """
    started = read_engine()
    seen = ""
    rounds = 0
    while arguments.rounds is None or rounds < arguments.rounds:
        project = load_project(arguments.folder)  # the settings may change, too
        project = project.as_draft() if arguments.draft else project
        changed = started.find_changed(".py")
        if changed is not None:
            raise BuildError(f"{changed}: the engine's code has changed; start kg watch again")
        digest = take_snapshot(project).digest
        if digest != seen:
            seen = digest
            rounds += 1
            print(build_once(project), flush=True)
        else:
            time.sleep(arguments.every)
    return 0


def build_once(project: Project) -> str:
    """Build and return what happened, in lines for a person."""
    timings = Timings()
    try:
        built = build_project(project, timings)
    except ProblemsFound as found:
        return summary_of(found.problems)
    except KgError as error:
        return str(error)
    seconds = sum(seconds for _, seconds in timings.steps)
    state = "built" if built.changed else "nothing has changed since"
    lines = [summary_of(built.warnings)] if built.warnings else []
    return "\n".join([*lines, f"{state} {built.manifest.digest[:12]} ({seconds:.1f} s)"])
