"""One made-up article in every kind of text, and a project to bring it into."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.imports.example import write_example
from kg.imports.texts.pandoc import require_pandoc
from kg.sources.folder.project import Project, load_project

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that returns the article with a suffix; Word's is made of the `.md`."""
    folder = tmp_path_factory.mktemp("articles")

    def find(suffix: str) -> Path:
        if suffix != ".docx":
            return ARTICLES / f"article{suffix}"
        made = folder / "article.docx"
        if not made.exists():
            source = ARTICLES / "article.md"
            words = ["--citeproc", "--resource-path", ARTICLES, "-o", made, source]
            subprocess.run([require_pandoc(), *words], check=True, timeout=60)
        return made

    return find


@pytest.fixture
def new_project(tmp_path: Path) -> Project:
    """Return a project as `kg new` leaves it."""
    folder = tmp_path / "mine"
    write_example(folder)
    return load_project(folder)
