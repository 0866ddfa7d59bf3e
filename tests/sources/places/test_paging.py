from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import SourceText
from kg.sources.folder.project import Project
from kg.sources.places.paging import number_pages, verify_pages
from kg.sources.places.passages import fill_spans
from kg.sources.places.text import digest_of_text, hold_text, read_held_text
from kg.sources.reading import read_sources

Edit = Callable[[str, str, str], Project]

TEXT = hold_text("text.txt", "On tea.\n\fIt is organi-\nsed well.\n\fA plate.\n")


def test_a_passage_has_the_pages_it_stands_on() -> None:
    """A passage over a page break has both; on a page without a number it has none."""
    paging = number_pages(TEXT, ["xii", "1", "unnumbered"])
    assert paging is not None
    assert paging.pages_of(0, 7) == "xii"
    assert paging.pages_of(3, 15) == "xii-1"
    assert paging.pages_of(9, 15) == "1"
    assert paging.pages_of(9, len(TEXT.text)) is None
    assert number_pages(TEXT, []) is None


def test_another_number_of_pages_is_told() -> None:
    """Labels that cannot be those of the text say how many it has."""
    with pytest.raises(UsageError, match=r"has 3 pages .* numbers 2"):
        number_pages(TEXT, ["1-2"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('- at: "On tea."\n', "- span: S\n  page: xii\n"),
        ('- id: x\n  at: "tea. ... is"\n  k: 1\n', "- id: x\n  span: S\n  pages: xii-1\n  k: 1\n"),
        ('- page: 9\n  at: "On tea."\n- page: 8\n', "- page: 9\n  span: S\n- page: 8\n"),
        ('- at: "On tea."\n  pages: 9\n', "- span: S\n  pages: 9\n"),
        ('- page: 9\n- at: "On tea."\n- page: 8\n', "- span: S\n  page: xii\n- page: 8\n"),
        ('sections:\n  - at: "On tea."\n', "  - span: S\n    pages: xii\n"),
        ('  at: "organised well"\n', "  page: 1\n"),
        ('  at: "A plate."\n', "  span: S\n"),
    ],
    ids=["page", "pages", "said above", "said below", "of others", "outline", "broken", "none"],
)  # fmt: skip
def test_filling_gives_the_page_beside_the_span(tmp_path: Path, before: str, after: str) -> None:
    """The page stands below its span, unless the record names one or the page has no number."""
    path = tmp_path / "claims.yaml"
    path.write_text(before)
    filled, problems = fill_spans(
        path, "claims.yaml", TEXT, number_pages(TEXT, ["xii", "1", "unnumbered"])
    )
    assert (filled, problems) == (1, [])
    lines = path.read_text().splitlines()
    short = [f"{one.split('span:')[0]}span: S" if "span:" in one else one for one in lines]
    assert after in "\n".join([*short, ""])


def test_a_passage_on_another_page_than_it_says_is_told(edit: Edit) -> None:
    """Where the pages of a text are numbered, a page beside a span is proved, too."""
    project = edit("data/tips.yaml", "\n    span:", "\n    page: 7\n    span:")
    sources = read_sources(project).sources
    assert sources is not None
    assert sources.review.text is not None
    text = read_held_text(project.folder, sources.review.text)
    numbered = SourceText(file="text.txt", sha256=digest_of_text(""), pages=("7",))
    told = [one.message for one in verify_pages(sources, text, numbered)]
    assert not any("not 7" in one for one in told)
    # The sections of the tiny world have pages of their own.
    assert any("sections/introduction: its passage stands on page 7, not 1" in one for one in told)
    numbered = SourceText(file="text.txt", sha256=digest_of_text(""), pages=("8",))
    problems = [*verify_pages(sources, text, numbered)]
    assert any("stands on page 8, not 7" in one.message for one in problems)
    assert {one.code for one in problems} == {"TXT023"}
