"""What of a text stays out of the repository, which may be read by all."""

from __future__ import annotations

from pathlib import PurePosixPath

from kg.imports.report import Line
from kg.imports.texts.task import Task, name_beside, read_text
from kg.sources.folder.files import is_inside
from kg.sources.places.cited import cited_beside

IGNORED = ".gitignore"


def hide_text(task: Task) -> None:
    """Keep the text, and the file that it came from, out of the repository: it may be others'."""
    if task.review.licence:
        return
    folder, names = task.project.folder, [task.review.text_file]
    # `kg verify --move` keeps the text that the data counted in before.
    names += [name_beside(names[0]), name_beside(names[0], "old")]
    read = [file for file in (task.file, *task.document.files) if is_inside(file, folder)]
    if task.document.cited.places:
        names += [str(cited_beside(PurePosixPath(one))) for one in names[:2]]
    for ending in task.own_lists:
        names += [str(PurePosixPath(one).with_suffix(ending)) for one in names[:2]]
    names += [file.resolve().relative_to(folder.resolve()).as_posix() for file in read]
    before = read_text(task.project, IGNORED) or ""
    missing = [f"/{name}" for name in dict.fromkeys(names) if f"/{name}" not in before.splitlines()]
    if missing:
        head = before if not before or before.endswith("\n") else f"{before}\n"
        told = (
            "# The text of the review: not ours to give on, unless review.yaml names its licence."
        )
        task.report.texts[IGNORED] = "\n".join([f"{head}{told}", *missing, ""])
        task.report.came.append(Line(IGNORED, "the text stays out of the repository"))
