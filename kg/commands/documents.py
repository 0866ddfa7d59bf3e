"""What verbs that write documents share: where they write, in which forms, with whose looks."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from kg.errors import UsageError
from kg.imports.texts.kinds import is_text_name, recognise_text
from kg.sources.folder.files import is_inside, read_plain_file
from kg.sources.folder.project import Project

NOT_WORD = (
    "a Word document (.docx) is needed here; open a template (.dotx) or a document with macros "
    "(.docm) in Word or LibreOffice and save it as .docx"
)


def add_document_options(
    parser: argparse.ArgumentParser, forms: Collection[str], chosen: Sequence[str], folder: str
) -> None:
    """Add `--out`, `--format` and `--reference-doc`.

    `chosen` are the forms, of all `forms`, that are written where none is named; `folder` is where
    to, in words.
    """
    usual = "all" if len(chosen) == len(forms) else ",".join(chosen)
    parser.add_argument("--out", type=Path, help=f"the folder to write into (default {folder})")
    parser.add_argument(
        "--format",
        type=partial(_parse_forms, forms=forms),
        default=tuple(chosen),
        help=f"which of {','.join(forms)}, with commas between them (default {usual})",
    )
    parser.add_argument(
        "--reference-doc",
        type=Path,
        metavar="FILE",
        help="a .docx of your publisher: its styles, page, head and foot are taken",
    )


def _parse_forms(text: str, forms: Collection[str]) -> tuple[str, ...]:
    asked = tuple(text.split(","))
    strange = next((name for name in asked if name not in forms), None)
    if strange is not None:
        raise argparse.ArgumentTypeError(f"no form '{strange}'; there are {', '.join(forms)}")
    return tuple(dict.fromkeys(asked))


def folder_for(project: Project, given: Path | None, usual: str) -> Path:
    """Return where documents go: the folder given, or one of the builds.

    Raises UsageError for a folder among the data, where files of other kinds have no place.
    """
    if given is None:
        return project.check_inside(project.build / usual)
    if is_inside(given, project.data):
        raise UsageError(f"{given}: here are the data; name another folder with --out")
    return given


def tell_written(files: Collection[object], folder: Path) -> None:
    """Say how many files were written, and where."""
    print(f"wrote {len(files)} file{'' if len(files) == 1 else 's'} into {folder}")


def read_reference_document(path: Path | None) -> bytes | None:
    """Read a stranger's Word file, within limits; raise UsageError where it cannot be used."""
    if path is None:
        return None
    content = read_plain_file(path)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}")
    if not is_text_name(path):
        raise UsageError(f"{path}: {NOT_WORD}")
    kind = recognise_text(path, content)
    if isinstance(kind, str):
        raise UsageError(f"{path}: {kind}")
    if kind.name != "Word":
        raise UsageError(f"{path}: this is {kind.name}; a Word document (.docx) is needed here")
    return content
