from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import Location
from kg.model import CodeScheme, Sources
from kg.sources.citations.codes import repair
from kg.sources.folder.project import Project
from kg.sources.mentiondrafts import draft_project
from kg.sources.mentions import check_mentions, coverage_by_section, verify_mentions
from kg.sources.places.text import HeldText, read_held_text
from kg.sources.reading import read_sources
from tests.sources.cited import make_project

Edit = Callable[[str, str, str], Project]


def held(project: Project) -> tuple[Sources, HeldText]:
    """Return the sources of a project and the text that they were made from."""
    sources = read_sources(project).sources
    assert sources is not None
    return sources, read_held_text(project.folder / "text.txt", sources.review.text)


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


@pytest.mark.parametrize(
    ("style", "text", "old", "new", "code"),
    [
        ("doi", "So [@A1].", "source: A1", "source: A2", "TXT015"),
        ("author-year", "So (Able, 2001).", "source: A1", "source: A3", "TXT015"),
        ("number", "So [2–3].", "source: A3", "source: A1", "TXT015"),
        ("latex", r"So \cite{A1}.", "printed: A1", "printed: A3", "TXT014"),
        ("doi", "So [@A1].", "start: 19", "start: 18", "TXT012"),
    ],
)
def test_a_record_that_the_text_does_not_bear_out_is_told(
    tmp_path: Path, style: str, text: str, old: str, new: str, code: str
) -> None:
    """A wrong work, other words and a wrong place are found in every style."""
    project = make_project(tmp_path / "tea", style, text)
    draft_project(project)
    path = project.data / "mentions.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    sources, held_text = held(project)
    assert code in {one.code for one in verify_mentions(sources, held_text)}


@pytest.mark.parametrize(
    ("style", "text"),
    [("doi", "So [@A1]."), ("author-year", "So (Able, 2001)."), ("number", "So [1].")],
)
def test_a_check_without_the_text_compares_words_and_work(
    tmp_path: Path, style: str, text: str
) -> None:
    """What is printed leads to another work: `kg check` tells it, unless an erratum explains it."""
    project = make_project(tmp_path / "tea", style, text)
    draft_project(project)
    path = project.data / "mentions.yaml"
    path.write_text(path.read_text().replace("source: A1", "source: A2"))
    sources, _ = held(project)
    known = {"mentions/1": [Location("data/mentions.yaml", 5)]}
    [problem] = check_mentions(sources, known)
    assert (problem.code, problem.location.line) == ("MEN001", 5)
    assert "leads to A1, and means A2" in problem.message
    [mention] = sources.mentions.mentions
    explained = mention.model_copy(update={"erratum": "E001"})
    file = sources.mentions.model_copy(update={"mentions": (explained,)})
    assert [*check_mentions(sources.model_copy(update={"mentions": file}), known)] == []


def test_the_body_ends_before_a_section(tmp_path: Path) -> None:
    """What stands before the first section of the body, and after its last, is not counted."""
    project = make_project(tmp_path / "tea", "doi", "So [@A1].")
    path = project.data / "review.yaml"
    path.write_text(path.read_text() + "  last_section: introduction\n")
    sources, text = held(project)
    assert [*verify_mentions(sources, text)] == []
