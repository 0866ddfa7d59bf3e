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
        if path.name == "review.yaml":
            # A section has its page as a number of its own, so that its place goes under `pages`.
            head, outline, rest = content.partition("\nsections:\n")
            content = head + outline + _SPAN.sub(lambda match: _pages_of(match[0]), rest)
        path.write_text(_SPAN.sub(lambda match: _page_of(match[0]), content), encoding="utf-8")
    return folder


def _page_of(span: str) -> str:
    return f'page: "{_count(span, "start") // 10 + 1}"'


def _pages_of(span: str) -> str:
    """Return the pages of a section, first to last: what stands in it stands on one of them."""
    first, last = (_count(span, name) // 10 + 1 for name in ("start", "end"))
    return f'pages: "{first}-{last}"'


def _count(span: str, name: str) -> int:
    found = re.search(rf"{name}: (\d+)", span)
    assert found is not None
    return int(found[1])
