"""A review that is ready to be released."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.__main__ import main
from kg.sources.folder.project import Project, load_project

TOLD = """publisher = "The Tea Trust"
licence = "https://creativecommons.org/licenses/by/4.0/"
address = "https://tea.example/"
"""


@pytest.fixture
def ready(tiny_project: Project) -> Project:
    """Return a copy of the tiny world whose tables are accepted and whose settings tell all."""
    return make_ready(tiny_project.folder)


def make_ready(folder: Path) -> Project:
    """Accept the tables of the tiny world, and have its settings tell all."""
    settings = folder / "tiptrace.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + TOLD, encoding="utf-8")
    assert main(["tables", "--accept", "-C", str(folder)]) == 0
    return load_project(folder)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path, and every folder by its path and a slash."""
    return {
        path.relative_to(folder).as_posix() + "/" * path.is_dir(): (
            b"" if path.is_dir() else path.read_bytes()
        )
        for path in folder.rglob("*")
    }
