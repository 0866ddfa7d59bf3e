"""`kg preview`: show the site as it is at each change: pages load themselves again."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from kg.builds import Snapshot, take_snapshot
from kg.commands.serve import parse_port
from kg.commands.summary import summary_of
from kg.crew import relax_collector
from kg.errors import BuildError, KgError, Problem, ProblemsFound, Severity, UsageError
from kg.preview.desk import EDITOR, Desk
from kg.preview.server import serve_preview
from kg.preview.showcase import Showcase, Shown
from kg.preview.workshop import Workshop
from kg.resources import Engine, read_engine
from kg.sources.folder.project import load_project

_SELDOM = 10  # turns between two looks at the files of the engine, which are a thousand


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
    parser.add_argument("--every", type=float, default=0.1, metavar="SECONDS", help="default 0.1")
    parser.add_argument("--draft", action="store_true", help="build what there is, as a draft")
    parser.add_argument("--rounds", type=int, help="stop after so many builds")


def run(arguments: argparse.Namespace) -> int:
    """Show the pages now and after each change, until interrupted; problems are no end.

    Raises BuildError when the engine's code changes: what runs here would be the old one.
    """
    relax_collector()
    project = load_project(arguments.folder)
    desk = Desk(project.folder, check_editor(arguments.editor))
    preview = Preview(desk, Showcase(project.current))
    with serve_preview(arguments.port, preview.showcase, desk) as server:
        print(f"preview at {server.address} (Ctrl-C ends it)", flush=True)
        _show_each_change(arguments, preview)
    return 0


def check_editor(pattern: str) -> str:
    """Return the address of an editor; raise UsageError where it has other places to fill."""
    try:
        pattern.format(path="", line=1, column=1)
    except (ValueError, LookupError, AttributeError):
        message = "only {path}, {line} and {column} may stand in braces"
        raise UsageError(f"--editor '{pattern}': {message}") from None
    return pattern


def _show_each_change(arguments: argparse.Namespace, preview: Preview) -> None:
    seen, rounds, engine = "", 0, read_engine()
    for turn in count():
        if rounds == arguments.rounds:
            return
        if turn % _SELDOM == 0:
            engine = _engine_now(engine)
        try:
            project = load_project(arguments.folder)  # the settings may change, too
        except KgError as error:
            preview.desk.tell(preview.desk.state.build, message=str(error))
            time.sleep(arguments.every)
            continue
        project = project.as_draft() if arguments.draft else project
        snapshot = take_snapshot(project, engine)
        if snapshot.digest != seen:
            seen = snapshot.digest
            rounds += 1
            print(preview.show(snapshot), flush=True)
        else:
            preview.complete()
            time.sleep(arguments.every)


def _engine_now(engine: Engine) -> Engine:
    """Return the engine as it is; raise BuildError where its code is another."""
    changed = engine.find_changed()
    if changed is None:
        return engine
    changed = engine.find_changed(".py")
    if changed is not None:
        raise BuildError(f"{changed}: the engine's code has changed; start kg preview again")
    return read_engine()


@dataclass
class Preview:
    """Shows a project as it is, and tells the open pages of it."""

    desk: Desk
    showcase: Showcase
    workshop: Workshop = field(default_factory=Workshop)
    _told: Sequence[Problem] = ()
    _fault: str = ""

    def show(self, snapshot: Snapshot) -> str:
        """Show the pages, or tell what is wrong; return what happened, in lines for a person."""
        start, before = time.perf_counter(), self.workshop.pages
        self.showcase.whole.end()  # what it builds is of the past, and takes time from this
        project = snapshot.inputs.project
        try:
            pages, problems = self.workshop.make(snapshot)
        except ProblemsFound as found:
            self.desk.tell(self.desk.state.build, found.problems)
            return summary_of(found.problems)
        except KgError as error:
            self.desk.tell(self.desk.state.build, message=str(error))
            return str(error)
        self.showcase.show(Shown(pages, project, snapshot.digest))
        self._told = told = [one for one in problems if one.severity is Severity.WARNING]
        same = pages is before
        # By the name of the state open pages know whether they are to be loaded again.
        self.desk.tell(self.desk.state.build if same else snapshot.digest, told)
        seconds = time.perf_counter() - start
        done = "no page has changed" if same else "pages are up to date"
        return "\n".join([*([summary_of(told)] if told else []), f"{done} ({seconds:.2f} s)"])

    def complete(self) -> None:
        """Have the rest of the build made while nothing is edited; tell the pages if it cannot."""
        fault = self.showcase.complete()
        if fault != self._fault:
            self._fault = fault
            self.desk.tell(self.desk.state.build, self._told, fault)
