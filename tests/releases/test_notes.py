from __future__ import annotations

from dataclasses import replace

from kg.manifest import Manifest
from kg.releases.notes import Notes, list_lacking, render_changelog, render_readme

MANIFEST = Manifest("d" * 64, "1" * 64, "0.1", "Tea", "https://example.org/tea/")
NOTES = Notes("1.2.0", "2026-01-31", MANIFEST, None, ("Tables: 2, all as they were accepted",))


def test_the_readme_tells_what_is_there_and_what_is_not() -> None:
    """It names the files that there are, what was proved, and what nobody told."""
    text = render_readme(NOTES, ["site.zip", "data/dataset.nq", "CHANGELOG.md"])
    assert text.startswith(
        "# Tea, 1.2.0\n\nReleased on 2026-01-31. The SHA-256 of the data is `ddd"
    )
    assert "- Tables: 2, all as they were accepted\n" in text
    assert "- `data/`: " in text
    assert "- `SHA256SUMS`: " in text
    assert "- `tables/`" not in text
    assert "- `CITATION.cff`" not in text
    assert "- no CITATION.cff: it needs an author, and tiptrace.toml names no publisher\n" in text


def test_where_all_is_told_nothing_is_lacking() -> None:
    """A review whose settings say all has no such part in its notes."""
    told = replace(
        MANIFEST, publisher="Trust", contact="tea@example.org", address="https://tea.example/"
    )
    notes = replace(NOTES, manifest=told, licence="https://creativecommons.org/licenses/by/4.0/")
    assert [*list_lacking(notes)] == []
    assert "What is not told" not in render_readme(notes, [])


def test_a_changelog_grows_at_its_top() -> None:
    """The newest release stands first, and the heading is there once."""
    first = render_changelog(replace(NOTES, version="1.0.0"), None, "")
    assert first == "# Changelog\n\n## 1.0.0 (2026-01-31)\n\nThe first release.\n"
    second = render_changelog(NOTES, None, first)
    assert second.count("# Changelog\n") == 1
    assert second.index("## 1.2.0") < second.index("## 1.0.0")
