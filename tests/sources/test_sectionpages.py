import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources

SPARSE = Path(__file__).parents[1] / "sparse"
STARTS = """sections:
  - {id: tails, heading: Of tails, page: 1}
  - {id: knots, heading: Of knots, page: 2, within: tails}
  - {id: strings, heading: Of strings, page: 4}
"""


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what is told of pages after edits (file, old, new) of a review that has no text."""

    def read(*edits: tuple[str, str, str]) -> list[str]:
        folder = tmp_path / "kites"
        shutil.copytree(SPARSE, folder, dirs_exist_ok=True)
        for name, old, new in edits:
            path = folder / "data" / name
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        problems = read_sources(load_project(folder)).problems
        return [str(one) for one in problems if one.code == "TXT006"]

    return read


def test_pages_in_their_sections_are_right(told: Callable[..., list[str]]) -> None:
    """A record on any page of its section, the first and the last too, is right."""
    assert told() == []
    assert told(("claims/kites.yaml", "page: 5", "pages: 4-6")) == []


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        pytest.param(("claims/kites.yaml", "page: 5", "page: 7"), "claims/kites", id="after-it"),
        pytest.param(("claims/kites.yaml", "page: 2", "page: 4"), "claims/kites", id="of-its-file"),
        pytest.param(("claims/kites.yaml", "page: 2", "pages: 3-4"), "claims/kites", id="half-out"),
        pytest.param(("tips.yaml", "page: 3", "page: 4"), "tips", id="a-tip"),
    ],
)
def test_a_page_of_another_section_is_told(
    told: Callable[..., list[str]], edit: tuple[str, str, str], where: str
) -> None:
    """The record is named by its place, with the pages of its section."""
    [line] = told(edit)
    assert line.startswith(f"data/{where}.yaml:")
    assert "mend one of them" in line


def test_a_section_that_says_where_it_starts_ends_where_the_next_does(
    told: Callable[..., list[str]],
) -> None:
    """Parts of it do not end it; of the last section nobody knows the end."""
    whole = """sections:
  - {id: tails, heading: Of tails, pages: 1-3}
  - {id: strings, heading: Of strings, pages: 4-6}
"""
    starts = ("review.yaml", whole, STARTS)
    assert told(starts, ("claims/kites.yaml", "page: 5", "page: 70")) == []


def test_what_cannot_be_compared_is_not_told(told: Callable[..., list[str]]) -> None:
    """A roman page is in no range of arabic ones, and out of none."""
    assert told(("claims/kites.yaml", "page: 5", "page: xii")) == []
