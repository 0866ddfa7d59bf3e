from collections.abc import Callable

from kg.sources.project import Project
from kg.sources.reading import read_sources

Edit = Callable[[str, str, str], Project]


def test_the_tiny_world_reads_whole(tiny_project: Project) -> None:
    """All that the tiny world's files say arrives as one value."""
    sources = read_sources(tiny_project).sources
    assert sources is not None
    assert [reference.code for reference in sources.references] == [
        "A1",
        "A2",
        "A10",
        "B1",
        "B2",
        "B3",
        "C1",
        "D1",
        "D2",
        "D3",
    ]
    assert len(sources.mentions.mentions) == 8
    assert {file.section for file in sources.claims} == {"introduction", "sharing"}


def test_problems_of_several_files_come_together(edit: Edit) -> None:
    """A fault in the references and one in a YAML file are reported in one go, sorted."""
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    project = edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    reading = read_sources(project)
    assert reading.sources is None
    found = [(one.location.path, one.code) for one in reading.problems]
    assert found == sorted(found)
    assert {path for path, _ in found} == {"data/references.bib", "data/tips.yaml"}


def test_links_are_judged_as_far_as_they_can_be(edit: Edit) -> None:
    """A broken tips file hides no dangling concept elsewhere, and invents no dangling tip."""
    edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    project = edit("data/claims/sharing.yaml", "concepts: [pot, trust]", "concepts: [pott]")
    reading = read_sources(project)
    assert {"YAML003", "LNK001"} == {one.code for one in reading.problems}
    assert [one.location.path for one in reading.problems if one.code == "LNK001"] == [
        "data/claims/sharing.yaml"
    ]


def test_a_missing_review_is_a_problem(tiny_project: Project) -> None:
    """A project without review.yaml is told so, and nothing is raised."""
    (tiny_project.data / "review.yaml").unlink()
    assert "TXT002" in {one.code for one in read_sources(tiny_project).problems}


def test_optional_files_may_be_missing(tiny_project: Project) -> None:
    """A review without debates or an index is a review."""
    for name in ("debates.yaml", "index.yaml", "themes.yaml", "tables.yaml"):
        (tiny_project.data / name).unlink()
    tips = tiny_project.data / "tips.yaml"
    tips.write_text(tips.read_text().replace("    debates: [what-comes-first]\n", ""))
    assert read_sources(tiny_project).problems == []


def test_a_fragment_is_located_at_its_record(tiny_project: Project) -> None:
    """An evidence line is found where its claim stands."""
    reading = read_sources(tiny_project)
    assert reading.locate("claims/fewer-quarrels#evidence-1") == reading.locate(
        "claims/fewer-quarrels"
    )
    assert reading.locate("claims/nowhere") is None
