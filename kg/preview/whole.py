"""The whole build of what open pages show: a process of its own, which a further edit ends.

What no page needs at once (dumps, files of references, the search, tables, the store) is made while
its author reads, or when somebody asks for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

from kg.manifest import read_manifest
from kg.resources import PACKAGE
from kg.sources.folder.project import Project

_CALM = 10  # how far it stands back behind the pages that somebody looks at


@dataclass
class WholeBuild:
    """Builds a project, one process at a time."""

    _process: subprocess.Popen[bytes] | None = None
    _told: IO[bytes] | None = None
    _lock: Lock = field(default_factory=Lock)

    def begin(self, project: Project) -> subprocess.Popen[bytes]:
        """Have a project built as it is now, unless it is being built; return the process."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._forget()
                self._told = TemporaryFile()  # noqa: SIM115 (read when the process has ended)
                self._process = _start(project, self._told)
            return self._process

    def end(self) -> None:
        """End the process: what it builds is of the past. The build in use stays."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.wait()
            self._forget()

    def _forget(self) -> None:
        if self._told is not None:
            self._told.close()
        self._process = self._told = None

    @property
    def fault(self) -> str:
        """Return what the process told where it has failed, or nothing."""
        with self._lock:
            if self._process is None or self._told is None or not self._process.poll():
                return ""
            self._told.seek(0)
            return self._told.read().decode(errors="replace").strip()


def is_built(project: Project, inputs: str) -> bool:
    """Say whether the build in use was made from the files with a digest."""
    manifest = read_manifest(project.current)
    return manifest is not None and manifest.inputs == inputs


def _start(project: Project, told: IO[bytes]) -> subprocess.Popen[bytes]:
    draft = ["--draft"] if project.draft else []
    process = subprocess.Popen(  # noqa: S603 (this very program)
        [sys.executable, "-m", "kg", "build", "-C", str(project.folder.resolve()), *draft],
        cwd=PACKAGE.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=told,  # no pipe, which somebody would have to empty
        process_group=0,  # Ctrl-C is for the one who started it, and who ends it
    )
    with suppress(OSError):  # it may have ended
        os.setpriority(os.PRIO_PROCESS, process.pid, _CALM)
    return process
