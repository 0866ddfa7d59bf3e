"""Builds on disk: what they were made from, which one is in use, and how a new one takes over.

A build is written beside the one in use, under a name that no other build has had, and the link is
pointed at it in one step at the end: a crash at any moment leaves the old one in use, or the new
one, and whole. This module is light: a build with nothing to do imports nothing else.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.errors import BuildError
from kg.manifest import Manifest, read_manifest
from kg.moment import read_moment
from kg.resources import Engine, read_engine
from kg.sources.folder.buildhome import BuildHome
from kg.sources.folder.inputs import Inputs, read_inputs
from kg.sources.folder.project import Project
from kg.timings import Timings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a build depends on, as it was at one moment."""

    inputs: Inputs
    engine: Engine
    epoch: str

    @property
    def digest(self) -> str:
        """Return the SHA-256 over all of it."""
        parts = (__version__, self.epoch, self.engine.digest, self.inputs.digest())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def check_engine(self) -> None:
        """Raise BuildError when a file of the engine has changed since.

        The engine's files are read one by one when they are needed, and not all of them by us (the
        interpreter and the template engine read, too). So they are held against their stamps.
        """
        changed = self.engine.find_changed()
        if changed is not None:
            message = "this file of the engine changed while it was in use; build again"
            raise BuildError(f"{changed}: {message}")


def take_snapshot(project: Project, engine: Engine | None = None) -> Snapshot:
    """Read everything that a build of this project depends on, the engine where it is not given.

    Raises UsageError where SOURCE_DATE_EPOCH is no moment.
    """
    moment = read_moment()
    epoch = "" if moment is None else f"{moment.timestamp():.0f}"
    return Snapshot(read_inputs(project), engine or read_engine(), epoch)


def find_fresh_build(
    project: Project, snapshot: Snapshot, *, zipped: bool = False
) -> Manifest | None:
    """Return the build in use when it was made from just these inputs, and has the zip if wanted.

    A zip that nobody wants does no harm: it is of this very site.
    """
    manifest = read_manifest(project.current)
    if manifest is None or manifest.inputs != snapshot.digest:
        return None
    return manifest if manifest.zipped or not zipped else None


@contextmanager
def one_build_at_a_time(project: BuildHome, timings: Timings) -> Iterator[None]:
    """Wait for another build of this project to end, then let nobody else build.

    The kernel lets go of the lock when its holder ends, however that happens.
    """
    for name in ("builds", "cache", "current", "lock"):
        project.check_inside(project.build / name)
    project.build.mkdir(exist_ok=True)
    with (project.build / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with timings.step("wait for another build"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def new_build(project: BuildHome, inputs: str) -> Iterator[Path]:
    """Give a folder to build in, and swap it in when the work is done; else leave no trace.

    To be used by the one who holds the lock: what else lies there is what killed builds left.
    """
    builds = project.build / "builds"
    before = _name_in_use(project)
    _remove_all_but({before}, builds)
    work = builds / ".new"
    try:
        work.mkdir(parents=True)
        yield work
        name = _next_name(inputs[:16], before)
        work.rename(builds / name)
        _point_to(name, project.current)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _remove_all_but({before, name}, builds)  # whoever still reads the one before may go on


def _name_in_use(project: BuildHome) -> str:
    """Return the name of the build that the link leads to, or nothing where there is none."""
    return project.current.resolve().name if project.current.exists() else ""


def _next_name(stem: str, before: str) -> str:
    """Return a name for a build: one of the same inputs has a number more than the one in use."""
    match = re.fullmatch(rf"{stem}(?:-(\d+))?", before)
    return stem if match is None else f"{stem}-{int(match[1] or 1) + 1}"


def _point_to(name: str, current: Path) -> None:
    """Let the link lead to another build, in one step."""
    link = current.with_name(".current")
    link.unlink(missing_ok=True)
    link.symlink_to(Path("builds") / name)
    link.replace(current)


def _remove_all_but(names: set[str], builds: Path) -> None:
    for path in builds.glob("*"):
        if path.name not in names:
            _remove(path)


def _remove(path: Path) -> None:
    """Remove what stands there: a folder with all that is in it; of a link, the link alone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
