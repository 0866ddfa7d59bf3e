"""A project made up for each style of citation: four works, a text that cites them, no claims."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kg.sources.folder.project import Project, load_project

# What a text of each style prints, and the works that its citations mean, in order. `able` has a
# double entry, `again`; `baker` and `cook` are of one year.
TEXTS = {
    "key": ("So A1 and (A2, A3).", ["A1", "A2", "A3"]),
    "pattern": ("So <A1> and <A2; A3>, not A1.", ["A1", "A2", "A3"]),
    "number": ("So [1] and [1–3], shown.²", ["A1", "A1", "A2", "A3", "A2"]),
    "author-year": ("So Able (2001) and (Baker, 2002a; Baker, 2002b).", ["A1", "A2", "A3"]),
    "doi": ("So @A1 and [@doi:10.1000/2; @tag:cook].\n\n[@tag:cook]: pmid:33", ["A1", "A2", "A3"]),
    "latex": (r"So \citet{A1} and \citep[3]{A2,A3}.", ["A1", "A2", "A3"]),
}
_CODES = {
    "key": 'printed: "A[0-9]"',
    "pattern": 'printed: "A[0-9]"\n  group: "<[^>]*>"',
}
_BIB = """
@book{A1, author = {Able, Ann}, title = {Tea and quarrels}, publisher = {Pot}, year = {2001},
  evidenceclass = {A}, ids = {1, tag:able}}
@book{A2, author = {Baker, Bo}, title = {Pots and patience}, publisher = {Pot}, year = {2002},
  evidenceclass = {A}, ids = {2, Baker 2002a}, doi = {10.1000/2}}
@book{A3, author = {Baker, Bo}, title = {Cups and custom}, publisher = {Pot}, year = {2002},
  evidenceclass = {A}, ids = {3, Baker 2002b}, pmid = {33}}
@book{A4, author = {Able, Ann}, title = {Tea and quarrels}, publisher = {Pot}, year = {2001},
  evidenceclass = {A}, sameas = {A1}}
@book{A5, author = {{World Tea Board}}, title = {Taxes on tea}, publisher = {Pot}, year = {2003},
  evidenceclass = {A}}
"""


def make_project(folder: Path, style: str, text: str) -> Project:
    """Write a project whose text cites in a style; its `mentions.yaml` says one thing only."""
    data = folder / "data"
    data.mkdir(parents=True)
    whole = f"introduction\n\n{text}\n"
    (folder / "text.txt").write_text(whole, encoding="utf-8")
    (folder / "tiptrace.toml").write_text('title = "Tea"\nbase = "https://example.org/tea/"\n')
    (data / "references.bib").write_text(_BIB, encoding="utf-8")
    digest = hashlib.sha256(whole.encode()).hexdigest()
    review = {
        "id": "tea", "title": "Tea", "creators": ["Pat Potter"], "publisher": "Kettle",
        "year": 2005, "rights": "Made up.", "summary": "Tea.", "caution": "Made up.",
        "text": {"file": "text.txt", "sha256": digest},
        "evidence_classes": [
            {"code": "A", "label": "Work", "plural": "works", "definition": "A work.",
             "kind": "other", "printed_label": "work", "list_heading": "works"}
        ],
        "sections": [
            {"id": "introduction", "heading": "introduction",
             "span": {"start": 0, "end": len(whole), "sha256": digest}}
        ],
    }  # fmt: skip
    codes = f"codes:\n  style: {style}\n"
    codes += f"  {_CODES[style]}\n" if style in _CODES else ""
    lines = (f"{name}: {json.dumps(value)}\n" for name, value in review.items())
    (data / "review.yaml").write_text("".join(lines) + codes, encoding="utf-8")
    (data / "mentions.yaml").write_text(
        "# By hand.\nuncited:\n  - {source: A4, reason: It is listed twice.}\n"
        "  - {source: A5, reason: It is not read yet.}\n",
        encoding="utf-8",
    )
    return load_project(folder)
