"""The text that somebody gives to a verb: that of the review, or its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from kg.errors import UsageError
from kg.imports.texts.pandoc import Unreadable
from kg.imports.texts.pdf.pages import read_pdf
from kg.model import SourceText
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.project import Project
from kg.sources.places.text import HeldText, hold_text, read_any_text, read_held_text
from kg.sources.yaml.yamlfile import parse_yaml


def read_given(path: Path, wanted: SourceText) -> HeldText:
    """Return the text that a review names; raise UsageError where another one was given."""
    if not is_pdf(path):
        return read_held_text(path, wanted)
    held = read_given_text(path)
    if held.sha256 != wanted.sha256:
        raise UsageError(
            f"{path}: the SHA-256 of its words is {held.sha256[:12]}…, the data were made from "
            f"{wanted.sha256[:12]}…: another file, or pypdf reads it otherwise in this release "
            f"({version('pypdf')}). Prove the data against {wanted.file} where you have it; with "
            "kg import, then kg verify --move, they come to count in this one"
        )
    print(f"{path} read anew: its words are those that the data were made from")
    return held


def read_given_text(path: Path, within: Path | None = None) -> HeldText:
    """Return any text; raise UsageError where it cannot be read, or leads out of a folder."""
    if not is_pdf(path):
        return read_any_text(path, within=within)
    content = read_plain_file(path, within=within)
    found = Unreadable(content) if isinstance(content, str) else read_pdf(content)
    if isinstance(found, Unreadable):
        raise UsageError(f"{path}: {found.message}")
    return hold_text(str(path), found.text, found.pages if found.says_pages else ())


def text_for(project: Project, given: Path, file: Path) -> HeldText:
    """Return the text whose passages a file points at: a companion's own, or else the review's."""
    if given.is_file():
        return read_given_text(given)
    named = _text_named_for(project, file)
    if not named.get("file"):
        raise UsageError(f"{given}: data/review.yaml names no text; give the text file itself")
    return read_given_text(given / str(named["file"]), within=given)


def pages_for(project: Project, file: Path) -> list[str]:
    """Return how the pages of that text are numbered, as far as it is said."""
    pages = _text_named_for(project, file).get("pages")
    return [*map(str, pages)] if isinstance(pages, list) else []


def _text_named_for(project: Project, file: Path) -> Mapping[str, object]:
    """Return the field `text` of a file, or else of the review, as far as it can be read.

    The files may still have `at:` lines, so that no more of them is read.
    """
    for source in (file, project.data / "review.yaml"):
        content = read_plain_file(source)
        text = "" if isinstance(content, str) else content.decode("utf-8", errors="replace")
        value = parse_yaml(text, "").value
        named = value.get("text") if isinstance(value, dict) else None
        if isinstance(named, dict) and named.get("file"):
            return named
    return {}


def is_pdf(path: Path) -> bool:
    """Say whether a file is a PDF, by its name."""
    return path.is_file() and path.suffix.lower() == ".pdf"
