"""A project whose places are spans → the same project with pages, and without a text."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

_SPAN = re.compile(r"span: \{[^}]*\}")
_TEXT = re.compile(r"^text:\n(?:  .*\n)+", re.MULTILINE)


def turn_to_pages(project: Path, folder: Path) -> Path:
    """Copy a project into a folder; a passage that begins at character 120 is on page 12."""
    copytree(project / "data", folder / "data")
    settings = (project / "tiptrace.toml").read_text(encoding="utf-8")
    (folder / "tiptrace.toml").write_text(settings, encoding="utf-8")
    for path in folder.rglob("*.yaml"):
        content = _TEXT.sub("", path.read_text(encoding="utf-8"))
        path.write_text(_SPAN.sub(lambda match: _page_of(match[0]), content), encoding="utf-8")
    review = folder / "data" / "review.yaml"
    # A section has its page as a number of its own, so that its place goes under `pages`.
    content = review.read_text(encoding="utf-8")
    head, outline, rest = content.partition("\nsections:\n")
    review.write_text(head + outline + rest.replace(' page: "', ' pages: "'), encoding="utf-8")
    return folder


def _page_of(span: str) -> str:
    start = re.search(r"start: (\d+)", span)
    assert start is not None
    return f'page: "{int(start[1]) // 10 + 1}"'
