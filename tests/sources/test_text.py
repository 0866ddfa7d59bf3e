from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import CodeScheme, Sources
from kg.sources.project import Project, load_project
from kg.sources.reading import read_sources
from kg.sources.text import (
    HeldText,
    coverage_by_section,
    find_spans,
    read_held_text,
    repair,
    verify_mentions,
    verify_spans,
)

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
    assert "tips/1" in problem.message


def test_a_citation_that_nobody_entered_is_found(tiny_project: Project) -> None:
    """A code in the body without a mention or an exclusion is a problem at its line."""
    path = tiny_project.data / "mentions.yaml"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "order: 3" not in line))
    claims = tiny_project.data / "claims" / "introduction.yaml"
    claims.write_text(claims.read_text().replace(", mentions: [3]", ""))
    sharing = tiny_project.data / "claims" / "sharing.yaml"
    sharing.write_text(sharing.read_text().replace(", mentions: [3]", ""))
    sources, text = held(tiny_project)
    [problem] = verify_mentions(sources, text)
    assert (problem.code, problem.location.line) == ("TXT011", 5)


def test_a_body_without_a_last_section_runs_to_the_end(edit: Edit) -> None:
    """Where no section ends the body, the codes of the lists count as citations, too."""
    sources, text = held(edit("data/review.yaml", "  last_section: appendix\n", ""))
    lines = [one.location.line for one in verify_mentions(sources, text) if one.code == "TXT011"]
    last = next(one.span for one in sources.review.sections if one.id == "appendix")
    assert lines
    assert min(lines) > text.place(last.start).line


def test_a_code_read_wrongly_is_found(edit: Edit) -> None:
    """`AI0` stands for A10; entering it as A11 is a problem."""
    project = edit("data/mentions.yaml", "printed: A10, scanned", "printed: A11, scanned")
    sources, text = held(project)
    assert [one.code for one in verify_mentions(sources, text)] == ["TXT015"]


def test_damage_is_mended_letter_by_letter() -> None:
    """The first letter stays; the others follow the review's own table of repairs."""
    scheme = CodeScheme(
        printed="x",
        scanned="x",
        repairs={"I": "1", "₆": "6", "q": "9"},
        first_section="a",
        last_section="b",
    )
    assert [repair(token, scheme) for token in ("AI", "DI6", "A3₆", "Dq")] == [
        "A1",
        "D16",
        "A36",
        "D9",
    ]


def test_coverage_counts_each_section_by_its_own_text(tiny_project: Project) -> None:
    """Codes in the text and mentions agree section by section."""
    sources, text = held(tiny_project)
    rows = {row.section.id: row for row in coverage_by_section(sources, text)}
    assert (rows["introduction"].citations, rows["introduction"].mentions) == (3, 3)
    assert (rows["sharing"].citations, rows["sharing"].claims) == (5, 2)
    assert rows["sharing-conclusion"].claims == 2


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
