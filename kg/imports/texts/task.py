"""The import of a text that is under way: what is there, and what is to become of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.imports.report import Report
from kg.imports.texts.documents import Document
from kg.imports.texts.outline import DraftSection
from kg.imports.texts.reviews import ReviewFile
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.project import Project
from kg.sources.places.cited import cited_beside

LIST = ".bbl"
"""The ending of a printed list of references, as LaTeX calls it."""
HEAD = ".references.json"
"""The ending of the references that a text has in its head."""


@dataclass(slots=True)
class Task:
    """An import under way: the project as it is, and what is to become of it."""

    project: Project
    file: Path
    review: ReviewFile
    document: Document
    sections: list[DraftSection]
    report: Report

    @property
    def digest(self) -> str:
        """The digest of the text."""
        return hashlib.sha256(self.document.text.encode()).hexdigest()

    @property
    def lists(self) -> list[str]:
        """Return the files of references that lie beside the text and are made from it."""
        beside = PurePosixPath(self.review.text_file)
        names = [str(cited_beside(beside))] if self.document.cited.places else []
        return names + [str(beside.with_suffix(ending)) for ending in self.own_lists]

    @property
    def own_lists(self) -> dict[str, str]:
        """Return the lists of references that the text has in itself, by the ending of each."""
        held = {LIST: self.document.printed_list, HEAD: self.document.head_list}
        return {ending: listed for ending, listed in held.items() if listed}

    def read(self, name: str) -> str | None:
        """Return a file of the project as it will be: what is to be written, or what is there."""
        if name in self.report.texts:
            return self.report.texts[name]
        return None if name in self.report.removed else read_text(self.project, name)


def read_text(project: Project, name: str) -> str | None:
    """Return a file of a project as text; None where there is no plain file."""
    content = read_plain_file(project.folder / name, within=project.folder)
    return None if isinstance(content, str) else content.decode("utf-8", errors="replace")


def name_beside(name: str, state: str = "new") -> str:
    """Return what another state of a text is called, beside it."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{state}{path.suffix}"))


def counted(number: int, word: str) -> str:
    """Return a number with its word, in the plural where it is not one."""
    return f"{number} {word}{'s' if number != 1 else ''}"
