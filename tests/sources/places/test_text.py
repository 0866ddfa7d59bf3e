from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Sources
from kg.sources.folder.project import Project, load_project
from kg.sources.mentions import verify_mentions
from kg.sources.places.text import (
    HeldText,
    find_spans,
    read_held_text,
    verify_spans,
)
from kg.sources.reading import read_sources

Edit = Callable[[str, str, str], Project]


def held(project: Project) -> tuple[Sources, HeldText]:
    """Return the sources of a project and the text that they were made from."""
    sources = read_sources(project).sources
    assert sources is not None
    return sources, read_held_text(project.folder / "text.txt", sources.review.text)


def test_the_tiny_world_is_proved(tiny_project: Project) -> None:
    """Every passage and every citation of the tiny world stands in its text."""
    sources, text = held(tiny_project)
    assert [*verify_spans(sources, text), *verify_mentions(sources, text)] == []
    assert sum(1 for _ in find_spans(sources)) == 38


def test_another_text_is_refused(tiny_project: Project) -> None:
    """Spans hold for one text only; a changed one is named by its digest."""
    path = tiny_project.folder / "text.txt"
    path.write_text(path.read_text() + "x")
    with pytest.raises(UsageError, match="SHA-256"):
        held(tiny_project)


def test_a_shifted_span_is_found(edit: Edit) -> None:
    """A span that leads elsewhere no longer has the digest of its passage."""
    project = edit("data/tips.yaml", "{start: 480", "{start: 481")
    sources, text = held(project)
    [problem] = verify_spans(sources, text)
    assert problem.code == "TXT010"
    assert problem.message.endswith("mend the record, then: kg verify TEXT --accept tips/1")


@pytest.mark.slow
def test_the_real_review_is_proved(root: Path, source_texts: Path) -> None:
    """Every passage and citation of the real data stands in the source text."""
    sources = read_sources(load_project(root)).sources
    assert sources is not None
    text = read_held_text(source_texts, sources.review.text)
    problems = [*verify_spans(sources, text), *verify_mentions(sources, text)]
    for companion in sources.companions:
        problems += verify_spans(companion, read_held_text(source_texts, companion.text))
    assert problems == []


def test_a_citation_that_moved_is_pointed_at_again(edit: Edit) -> None:
    """There is nothing in its record that could be mended and taken as it stands."""
    project = edit("data/mentions.yaml", "{start: 143, end: 145", "{start: 144, end: 146")
    sources, text = held(project)
    [problem] = verify_spans(sources, text)
    assert "mentions/2" in problem.message
    assert problem.message.endswith(
        "point it at the citation, or take the record out of data/mentions.yaml"
    )
