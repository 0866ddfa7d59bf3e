"""`kg preview`: build at each change, and show it: pages load themselves again."""

from __future__ import annotations

import argparse
import time

from kg.builds import take_snapshot
from kg.commands.serve import parse_port
from kg.commands.summary import summary_of
from kg.errors import BuildError, KgError, ProblemsFound, UsageError
from kg.pipeline import Built, build_project
from kg.preview.desk import EDITOR, Desk
from kg.preview.server import serve_preview
from kg.resources import Engine, read_engine
from kg.sources.project import Project, load_project
from kg.timings import Timings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--port`, `--editor`, `--every`, `--draft` and `--rounds`."""
    parser.add_argument(
        "--port", type=parse_port, default=8001, help="port; 0 is a free one (%(default)s)"
    )
    parser.add_argument(
        "--editor",
        default=EDITOR,
        metavar="URL",
        help="address by which a problem opens, with {path}, {line} and {column} (%(default)s)",
    )
    parser.add_argument("--every", type=float, default=0.5, metavar="SECONDS", help="default 0.5")
    parser.add_argument("--draft", action="store_true", help="build what there is, as a draft")
    parser.add_argument("--rounds", type=int, help="stop after so many builds")


def run(arguments: argparse.Namespace) -> int:
    """Build now and after each change, until interrupted; problems are shown, not fatal.

    Raises BuildError when the engine's code changes: what runs here would be the old one.
    """
    started = read_engine()
    project = load_project(arguments.folder)
    desk = Desk(project.folder, check_editor(arguments.editor))
    with serve_preview(arguments.port, project.current, desk) as server:
        print(f"preview at {server.address} (Ctrl-C ends it)", flush=True)
        _build_at_each_change(arguments, desk, started)
    return 0


def check_editor(pattern: str) -> str:
    """Return the address of an editor; raise UsageError where it has other places to fill."""
    try:
        pattern.format(path="", line=1, column=1)
    except (ValueError, LookupError, AttributeError):
        message = "only {path}, {line} and {column} may stand in braces"
        raise UsageError(f"--editor '{pattern}': {message}") from None
    return pattern


def _build_at_each_change(arguments: argparse.Namespace, desk: Desk, started: Engine) -> None:
    seen, rounds = "", 0
    while arguments.rounds is None or rounds < arguments.rounds:
        changed = started.find_changed(".py")
        if changed is not None:
            raise BuildError(f"{changed}: the engine's code has changed; start kg preview again")
        try:
            project = load_project(arguments.folder)  # the settings may change, too
        except KgError as error:
            desk.tell(desk.state.build, message=str(error))
            time.sleep(arguments.every)
            continue
        project = project.as_draft() if arguments.draft else project
        digest = take_snapshot(project).digest
        if digest != seen:
            seen = digest
            rounds += 1
            print(build_once(project, desk), flush=True)
        else:
            time.sleep(arguments.every)


def build_once(project: Project, desk: Desk) -> str:
    """Build, tell the open pages, and return what happened, in lines for a person."""
    timings = Timings()
    try:
        built = build_project(project, timings)
    except ProblemsFound as found:
        desk.tell(desk.state.build, found.problems)
        return summary_of(found.problems)
    except KgError as error:
        desk.tell(desk.state.build, message=str(error))
        return str(error)
    desk.tell(built.manifest.inputs, built.warnings)
    return _tell_build(built, timings)


def _tell_build(built: Built, timings: Timings) -> str:
    seconds = sum(seconds for _, seconds in timings.steps)
    state = "built" if built.changed else "nothing has changed since"
    lines = [summary_of(built.warnings)] if built.warnings else []
    return "\n".join([*lines, f"{state} {built.manifest.digest[:12]} ({seconds:.1f} s)"])
