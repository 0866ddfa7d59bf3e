from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sources.places.cited import Cited, CitedPlace, cited_beside, read_cited, render_cited

CITED = Cited(
    ({"title": "Tea"}, {"title": "“Pots”"}),
    (CitedPlace(3, 9, (0, 1)), CitedPlace(9, 12, (1,), untold=2)),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Works and places come back; each work has got its number as a name."""
    text = tmp_path / "text.txt"
    cited_beside(text).write_text(render_cited(CITED, "ab"), encoding="utf-8")
    again = read_cited(text, "ab")
    assert again.places == CITED.places
    assert again.works == ({"title": "Tea", "id": "1"}, {"title": "“Pots”", "id": "2"})


def test_what_belongs_to_another_text_says_nothing(tmp_path: Path) -> None:
    """Places count in one text: in another, or without the file, nothing is known."""
    text = tmp_path / "text.txt"
    assert read_cited(text, "ab") == Cited()
    cited_beside(text).write_text(render_cited(CITED, "ab"), encoding="utf-8")
    assert read_cited(text, "cd") == Cited()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "Invalid JSON"),
        ('{"items": [], "citations": [{"start": -1, "end": 2, "works": []}]}', "start"),
        ('{"items": "x", "citations": [], "sha256": ""}', "items"),
        ("[" * 100_000, "Invalid JSON"),
    ],
    ids=["cut-off", "place", "items", "deep"],
)
def test_a_file_that_was_changed_is_one_clear_line(content: str, told: str, tmp_path: Path) -> None:
    """What is wrong with it, and what to do."""
    cited_beside(tmp_path / "text.txt").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told) as raised:
        read_cited(tmp_path / "text.txt", "ab")
    assert "text.cited.json" in str(raised.value)
    assert str(raised.value).endswith("import the Word file again, or remove this one")
    assert "\n" not in str(raised.value)
