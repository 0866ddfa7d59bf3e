"""A book of several files (bookdown, Quarto) → its chapters, in the order that the book has.

The first file of a book says nothing of the others: `_bookdown.yml` or `_quarto.yml` does.
Where bookdown's names no files, all of the folder belong to the book, by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.imports.texts.characters import decode_any
from kg.sources.folder.files import MOST_BYTES, is_inside, read_plain_file

_FIRST = {"index.rmd": "_bookdown.yml", "index.qmd": "_quarto.yml"}
_CHAPTERS = (".rmd", ".qmd", ".md")
_MOST_FILES = 500
# Bookdown passes over these, and over the file that it makes of all, under the book's name.
_MADE = re.compile(r"_.*")


@dataclass(slots=True)
class Book:
    """The text of a book, the files behind its first, and those that were not found or refused."""

    text: str
    files: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_book(first: Path) -> Book | None:
    """Return the book that a file is the first of, or None where it is a text by itself."""
    settings = _settings_of(first)
    if settings is None:
        return None
    folder, told = settings
    chapters = dict.fromkeys(_chapters_of(first, folder, told))
    others = [one for one in chapters if one.resolve() != first.resolve()]
    book = Book("")
    parts = [_read(first, folder, book)]
    if not others or parts[0] is None or len(others) > _MOST_FILES:
        return None
    for path in others:
        text = _read(path, folder, book)
        if text is None:
            book.left.append(f"the chapter {path.name[:80]} of the book is not there, or no text")
        else:
            parts.append(text)
            book.files.append(path)
    book.text = "\n\n".join(part.strip("\n") for part in parts if part) + "\n"
    return book


def _settings_of(first: Path) -> tuple[Path, dict[str, Any]] | None:
    """Return the folder of a book and its settings; those of bookdown may stand a folder above."""
    name = _FIRST.get(first.name.lower())
    here = first.resolve().parent
    for folder in (here, here.parent) if name is not None else ():
        content = read_plain_file(folder / str(name)) if (folder / str(name)).is_file() else ""
        try:
            told = yaml.safe_load(content) if isinstance(content, bytes) else None
        except (yaml.YAMLError, ValueError, RecursionError):
            return None
        if isinstance(told, dict) and (folder == here or _holds(folder, told, here)):
            return folder, told
    return None


def _holds(folder: Path, told: dict[str, Any], here: Path) -> bool:
    return any((folder / one).resolve() == here for one in _names_in(told.get("rmd_subdir")))


def _chapters_of(first: Path, folder: Path, told: dict[str, Any]) -> Iterator[Path]:
    if first.suffix.lower() == ".qmd":
        book = told.get("book")
        book = book if isinstance(book, dict) else {}
        for part in ("chapters", "appendices"):
            yield from (folder / one for one in _names_in(book.get(part)))
        return
    named = [folder / one for one in _names_in(told.get("rmd_files"))]
    yield from named
    if named:
        return
    merged = f"{told.get('book_filename', '')}".lower().removesuffix(".rmd") + ".rmd"
    below = [folder / one for one in _names_in(told.get("rmd_subdir"))]
    for place in (folder, *below):
        is_deep = place is not folder or told.get("rmd_subdir") is True
        found = place.rglob("*") if is_deep else place.glob("*")
        yield from sorted(
            one
            for one in found
            if one.suffix.lower() == ".rmd"
            and not (_MADE.fullmatch(one.name) or one.name.lower() == merged)
        )


def _names_in(told: Any) -> Iterator[str]:
    """Yield the names of a list; parts of a book have their chapters, and formats their lists."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list):
        for one in told:
            yield from _names_in(one)
    elif isinstance(told, dict):
        if isinstance(told.get("part"), str) and told["part"].lower().endswith(_CHAPTERS):
            yield told["part"]
        held = told.get("chapters") if "part" in told else told.get("html", told.get("latex"))
        yield from _names_in(held)


def _read(path: Path, folder: Path, book: Book) -> str | None:
    if path.suffix.lower() not in _CHAPTERS or not path.is_file() or not is_inside(path, folder):
        return None
    if sum(one.stat().st_size for one in [*book.files, path]) > MOST_BYTES:
        return None
    content = read_plain_file(path, within=folder)
    text = None if isinstance(content, str) else decode_any(content)
    return text if isinstance(text, str) else None
