"""A text that takes in others (LaTeX's input, Quarto's include, knitr's child) → one text.

Only plain text files in the folder of the text, or below it, are taken in, so that a text from a
stranger cannot bring in what its reader has elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.imports.texts.characters import decode_any
from kg.sources.files import MOST_BYTES, is_inside, read_plain_file

_MOST_FILES = 500
_DEEPEST = 8
_SUFFIXES = (".tex", ".latex", ".qmd", ".rmd", ".md", ".markdown", ".txt")
# Comments of LaTeX are matched, too, so that what stands in one is passed over.
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "latex": re.compile(r"(?<!\\)%[^\n]*|\\(?:input|include)\s*\{([^}\n]+)\}"),
    "markdown": re.compile(
        r"\{\{<[ \t]*include[ \t]+([^ \t\n>]+)[ \t]*>\}\}"
        r"|(?m:^```+[ \t]*\{r[^}\n]*\bchild[ \t]*=[ \t]*['\"]([^'\"\n]+)['\"][^}\n]*\}[ \t]*\n"
        r"```+[ \t]*$)"
    ),
}


@dataclass(slots=True)
class Joined:
    """A text with the files that it takes in, and those of them that were not found or refused."""

    text: str
    files: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def join_files(text: str, marks: str, folder: Path | None) -> Joined:
    """Return a text with every file that it takes in from its folder (None: it has none)."""
    joined = Joined(text)
    pattern = _PATTERNS.get(marks)
    if pattern is not None:
        joined.text = _join(text, pattern, folder, joined, 0)
    return joined


def _join(
    text: str, pattern: re.Pattern[str], folder: Path | None, joined: Joined, depth: int
) -> str:
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        name = next(filter(None, match.groups()), "")
        if not name:
            continue
        found = _read(name, folder, joined, depth)
        if isinstance(found, str):
            parts += [text[at : match.start()], _join(found, pattern, folder, joined, depth + 1)]
            at = match.end()
    return "".join([*parts, text[at:]])


def _read(name: str, folder: Path | None, joined: Joined, depth: int) -> str | None:
    """Return the text of a file that is taken in, or None where it stays outside."""
    path = _find(name, folder)
    if path is None:
        joined.left.append(f"the file {name[:80]} is taken in by the text, and is not beside it")
        return None
    size = sum(one.stat().st_size for one in [*joined.files, path])
    if depth >= _DEEPEST or len(joined.files) >= _MOST_FILES or size > MOST_BYTES:
        joined.left.append(f"the file {name[:80]} was not taken in: too many, or too large in all")
        return None
    content = read_plain_file(path, within=folder)
    text = content if isinstance(content, str) else decode_any(content)
    if isinstance(content, str) or not isinstance(text, str):
        joined.left.append(f"the file {name[:80]} was not taken in: it is no text in UTF-8")
        return None
    joined.files.append(path)
    return text


def _find(name: str, folder: Path | None) -> Path | None:
    if folder is None or "\0" in name:
        return None
    stem = name.strip().strip("\"'")
    for path in (folder / stem, folder / f"{stem}.tex"):
        if path.suffix.lower() in _SUFFIXES and path.is_file() and is_inside(path, folder):
            return path
    return None
