"""A project to import into, without a process and without a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.imports.references import ReferenceOptions, import_references
from kg.imports.report import Report
from kg.sources.folder.files import replace_text
from kg.sources.folder.project import load_project

REVIEW = """id: tea
title: Tea at work
creators: [Ann Able]
publisher: Pot Press
year: 2020
rights: Made up.
summary: Made up.
caution: Made up.
text: {{file: text.txt, sha256: {digest}}}
codes: {{printed: "[A-Z]+", scanned: "[A-Z]+", first_section: s, last_section: t}}
evidence_classes:
  - {{code: A, label: Trials, plural: trials, definition: D., kind: primary-research,
     printed_label: Trials, list_heading: Trials}}
  - {{code: B, label: Reviews, plural: reviews, definition: D., kind: secondary-research,
     printed_label: Reviews, list_heading: Reviews}}
sections: []
"""

Import = Callable[..., Report]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that has a review with two classes, and no reference yet."""
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "tiptrace.toml").write_text('title = "Tea"\nbase = "https://example.org/tea/"\n')
    (folder / "data" / "review.yaml").write_text(REVIEW.format(digest="0" * 64))
    return folder


@pytest.fixture
def bring(project: Path, tmp_path: Path) -> Import:
    """Return a function that imports texts by file name, as `kg import` does."""

    def run(files: dict[str, str | bytes], **options: object) -> Report:
        paths = []
        for name, text in files.items():
            paths.append(tmp_path / name)
            paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
        chosen = ReferenceOptions(**options)  # type: ignore[arg-type]
        report = import_references(load_project(project), paths, chosen)
        for path, text in report.texts.items():
            replace_text(project / path, text)
        return report

    return run


@pytest.fixture
def library(project: Path) -> Path:
    """Return the place of the references of the project."""
    return project / "data" / "references.bib"
