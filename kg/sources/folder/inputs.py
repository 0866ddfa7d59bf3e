"""The files of a project as they were at one moment: each is read once.

What is parsed and what the digest of a build is made over are the same bytes. A file that changes
while a build runs can thus never stand in the graph under the name of what it was before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath

from kg.codes import Levels
from kg.errors import Location, Problem
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.layout import list_files
from kg.sources.folder.project import Project


@dataclass(frozen=True, slots=True)
class Inputs:
    """The settings, as they were read, and the bytes of each data file by its path, sorted.

    Paths are relative to the project's folder, with slashes, as problems show them. `refused` are
    the files that should have been read and could not, with the reason; `problems` are told of
    what lies beside.
    """

    project: Project
    files: Mapping[str, bytes]
    refused: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def matching(self, pattern: str) -> list[str]:
        """Return the paths that a pattern such as `claims/*.yaml`, below `data/`, fits."""
        return fitting(self.files, pattern)

    def digest(self) -> str:
        """Return the SHA-256 over it all; where the folder lies and its name are no part of it."""
        # The settings count by value: a comment in the file changes no build, nor do the levels.
        plain = replace(self.project, folder=Path(), levels=Levels(), problems=(), style=None)
        settings = asdict(plain)
        del settings["folder"], settings["style"]
        digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
        if self.project.style is not None:
            digest.update(self.project.style.content)
        for path, content in self.files.items():
            digest.update(f"\n{path}\0{hashlib.sha256(content).hexdigest()}".encode())
        # A build has no such file; what was built before must not pass for what is there now.
        digest.update("".join(f"\n{path}\0\0{why}" for path, why in self.refused.items()).encode())
        return digest.hexdigest()


def fitting(paths: Iterable[str], pattern: str) -> list[str]:
    """Return those of the paths that a pattern below `data/` fits."""
    # Only a pattern that begins with a slash is held against the whole path.
    return [path for path in paths if PurePosixPath("/", path).match(f"/data/{pattern}")]


def read_inputs(project: Project) -> Inputs:
    """Read every file below `data/` that a build depends on, each once, and the own queries.

    A query that cannot be read is a problem: it would be looked for in vain, or lead out.
    """
    listing = list_files(project.folder)
    files: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    queries = {
        path.relative_to(project.folder).as_posix(): path
        for path in sorted((project.folder / "queries").glob("*/*.rq"))
    }
    for shown, path in {**listing.files, **queries}.items():
        content = read_plain_file(path, within=project.folder)
        if isinstance(content, str):
            refused[shown] = content
            if shown in queries:
                listing.problems.append(Problem(Location(shown), "FIL002", content))
        else:
            files[shown] = content
    return Inputs(project, files, refused, tuple(listing.problems))
