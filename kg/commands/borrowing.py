"""What `kg verify TEXT --borrowed` does: it lists words of the text that files repeat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.commands.summary import summary_of
from kg.errors import UsageError
from kg.model import Sources
from kg.sources.folder.files import is_inside, read_plain_file
from kg.sources.folder.project import Project
from kg.sources.places.text import HeldText
from kg.sources.wording.borrowing import LEAST, find_borrowed

# What people write into a project. What a build or `kg` itself writes repeats what stands here.
_WRITTEN = {".yaml", ".yml", ".bib", ".csv", ".md", ".toml"}
_MADE = {"accepted", "schemas"}


def list_borrowed(project: Project, sources: Sources, text: HeldText, files: list[Path]) -> int:
    """Print each run of words that the files have from the text; return 1 if there is one."""
    chosen = files or [*_written_in(project, sources)]
    contents = {_shown(path, project): _read(path) for path in chosen}
    problems = sorted(find_borrowed(sources, text, contents))
    print(f"{len(contents)} files held against {text.shown}, runs of {LEAST} words or more")
    print(summary_of(problems, whole=True))
    return 1 if problems else 0


def _written_in(project: Project, sources: Sources) -> Iterator[Path]:
    """Yield the files of a project that people write, the text itself left out."""
    text = sources.review.text
    stem = Path(text.file).stem if text else ""
    yield from sorted(
        path
        for path in project.folder.glob("*")
        if path.suffix in _WRITTEN and path.is_file() and path.name.partition(".")[0] != stem
    )
    yield from sorted(
        path
        for path in project.data.rglob("*")
        if path.suffix in _WRITTEN and path.is_file() and _MADE.isdisjoint(path.parts)
    )


def _read(path: Path) -> str:
    content = read_plain_file(path)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}")
    return content.decode("utf-8", errors="replace")


def _shown(path: Path, project: Project) -> str:
    if not is_inside(path, project.folder):
        return str(path)
    return path.resolve().relative_to(project.folder.resolve()).as_posix()
