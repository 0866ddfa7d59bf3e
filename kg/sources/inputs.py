"""The files of a project as they were at one moment: each is read once.

What is parsed and what the digest of a build is made over are the same bytes. A file that changes
while a build runs can thus never stand in the graph under the name of what it was before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath

from kg.sources.project import Project

REFERENCES = "data/references.bib"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The settings, as they were read, and the bytes of each data file by its path, sorted.

    Paths are relative to the project's folder, with slashes, as problems show them.
    """

    project: Project
    files: Mapping[str, bytes]

    def matching(self, pattern: str) -> list[str]:
        """Return the paths that a pattern such as `claims/*.yaml`, below `data/`, fits."""
        # Only a pattern that begins with a slash is held against the whole path.
        return [path for path in self.files if PurePosixPath("/", path).match(f"/data/{pattern}")]

    def digest(self) -> str:
        """Return the SHA-256 over it all; where the folder lies and its name are no part of it."""
        # The settings count by value: a comment in the file changes no build.
        settings = asdict(replace(self.project, folder=Path()))
        del settings["folder"]
        digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
        for path, content in self.files.items():
            digest.update(f"\n{path}\0{hashlib.sha256(content).hexdigest()}".encode())
        return digest.hexdigest()


def read_inputs(project: Project) -> Inputs:
    """Read every file below `data/` that a build depends on; raises OSError where one cannot be."""
    found = [*project.data.rglob("*.yaml"), *project.data.rglob("*.bib")]
    paths = {path.relative_to(project.folder).as_posix(): path for path in found if path.is_file()}
    return Inputs(project, {name: paths[name].read_bytes() for name in sorted(paths)})
