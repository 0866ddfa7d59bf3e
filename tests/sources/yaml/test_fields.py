from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.model import Record
from kg.sources.yaml.fields import render_fields
from kg.sources.yaml.records import FILES, SourceFile, classes_in

PAGE = render_fields()


def part_of(spec: SourceFile) -> str:
    """Return what the page says of a file."""
    rest = PAGE.split(f"## `data/{spec.pattern}`\n", 1)[1]
    return re.split(r"(?m)^## ", rest, maxsplit=1)[0]


def list_of(record: type[Record], spec: SourceFile) -> str:
    """Return what the page says of a kind of record in a file."""
    part = part_of(spec)
    if record is spec.record:
        return part.split("\n### ", 1)[0]
    return part.split(f"### {record.__name__}\n", 1)[1].split("\n### ", 1)[0]


@pytest.mark.parametrize("spec", FILES, ids=lambda spec: spec.name)
def test_every_field_of_a_file_is_told(spec: SourceFile) -> None:
    """Each field has a line under its record, in bold where it is needed, with what it holds."""
    for record in classes_in(spec.record):
        told = list_of(record, spec)
        for name, field in record.model_fields.items():
            shown = f"**`{name}`**" if field.is_required() else f"`{name}`"
            assert re.search(rf"(?m)^- {re.escape(shown)}: \S", told), f"{record}: {name}"


def test_what_a_field_is_for_is_told_once() -> None:
    """A description follows the form; that of a link is its form; what else is taken is said."""
    claims = next(spec for spec in FILES if spec.name == "claims")
    told = part_of(claims)
    assert "- `finding`: the id of one of the claims; the reported finding it passes on\n" in told
    assert "- `section`: the id of one of the sections\n" in told
    assert "or is the curator's reading; else read\n" in told
    assert "One of `span`, `page`, `pages` is needed." in told


def test_the_readmes_lead_to_the_page(root: Path) -> None:
    """Who reads about the data, here or in a new project, finds the page of all fields."""
    assert "(schemas/README.md)" in (root / "data" / "README.md").read_text(encoding="utf-8")
    starter = root / "kg" / "starter" / "README.md"
    assert "(data/schemas/README.md)" in starter.read_text(encoding="utf-8")
