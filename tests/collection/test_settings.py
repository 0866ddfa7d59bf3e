from __future__ import annotations

from pathlib import Path

import pytest

from kg.collection.settings import load_collection
from kg.errors import UsageError


def test_a_collection_needs_no_settings(tmp_path: Path) -> None:
    """What nobody has told has a value that claims nothing."""
    found = load_collection(tmp_path)
    assert (found.publisher, found.address, found.language) == ("", "", "en")
    assert found.base.startswith("https://example.org/")


def test_what_is_told_is_taken(tmp_path: Path) -> None:
    """Each line of the file is read."""
    lines = ('title = "Two views"', 'base = "https://e.org/c/"', 'language = "cy"')
    (tmp_path / "collection.toml").write_text("\n".join(lines), encoding="utf-8")
    found = load_collection(tmp_path)
    assert (found.title, found.base, found.language) == ("Two views", "https://e.org/c/", "cy")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param('titel = "x"', "there is no setting 'titel'", id="misspelt"),
        pytest.param("title = 3", "title is one line of text", id="a number"),
        pytest.param('base = "https://e.org/c"', "let it end in a slash", id="no slash"),
        pytest.param('base = "e.org/"', "an address starts with http", id="no address"),
        pytest.param('language = "welsh"', "write cy", id="a name of a language"),
        pytest.param("title = ", "not readable as TOML", id="no TOML"),
        pytest.param("[" * 200, "no settings need so many", id="brackets"),
    ],
)
def test_a_fault_is_told_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    """Wrong settings are wrong usage, and the message says what to write."""
    (tmp_path / "collection.toml").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_collection(tmp_path)
    assert said in str(caught.value)
