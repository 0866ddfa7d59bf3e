from __future__ import annotations

from pathlib import Path

from kg.outputs.context import Context
from kg.outputs.site.facts import gather_facts


def test_facts_are_plain_values(context: Context, tmp_path: Path) -> None:
    """Files to take away are found in the folder; pictures have a link for each row."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/all.bib").write_text("@book{A1}")
    facts = gather_facts(context, tmp_path)
    assert [row["path"] for row in facts.downloads] == ["sources/all.bib"]
    assert all(len(row["links"]) == len(row["rows"]) for row in facts.pictures)
    assert any(group["heading"] == "Tips" for group in facts.groups)
