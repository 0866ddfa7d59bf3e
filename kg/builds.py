"""Builds on disk: what they were made from, which one is in use, and how a new one takes over.

A build is written beside the one in use and swapped in at the end, so that a crash at any moment
leaves the old one whole. This module is light: a build with nothing to do imports nothing else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import __version__
from kg.manifest import Manifest, read_manifest
from kg.resources import resource_files
from kg.sources.project import Project

KEPT = 2


def input_digest(project: Project) -> str:
    """Return the SHA-256 over everything that a build of this project depends on.

    Where the project's folder lies and what it is called is no part of that.
    """
    digest = hashlib.sha256(f"{__version__}\0{os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    own = {path: path.relative_to(project.folder).as_posix() for path in project.inputs()}
    ours = {path: f"{path.parent.name}/{path.name}" for path in resource_files()}
    for path, name in (own | ours).items():
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()


def find_fresh_build(project: Project, inputs: str) -> Manifest | None:
    """Return the build in use when it was made from just these inputs."""
    manifest = read_manifest(project.current)
    return manifest if manifest is not None and manifest.inputs == inputs else None


@contextmanager
def new_build(project: Project, inputs: str) -> Iterator[Path]:
    """Give a folder to build in, and swap it in when the work is done; else leave no trace."""
    builds = project.build / "builds"
    work = builds / f".{inputs[:16]}.{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        yield work
        _swap_in(work, builds / inputs[:16], project.current)
        _remove_old(builds, project.current)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _swap_in(work: Path, target: Path, current: Path) -> None:
    """Move the finished folder to its name and point the link at it, each in one step."""
    if target.exists():
        old = target.with_name(f".{target.name}.old.{os.getpid()}")
        target.rename(old)
        work.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        work.rename(target)
    link = current.with_name(f".current.{os.getpid()}")
    link.unlink(missing_ok=True)
    link.symlink_to(Path("builds") / target.name)
    link.replace(current)
    os.utime(target)


def _remove_old(builds: Path, current: Path) -> None:
    """Remove all but the newest builds, and what crashed ones left."""
    for path in builds.glob(".*"):
        owner = path.name.rsplit(".", 1)[-1]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(path, ignore_errors=True)
    found = sorted(builds.glob("[0-9a-f]*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT:]:
        if path != current.resolve():
            shutil.rmtree(path, ignore_errors=True)
