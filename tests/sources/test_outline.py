from kg.sources.folder.project import Project
from kg.sources.reading import read_sources


def move_outline(project: Project, *, keep: bool = False) -> None:
    """Move the outline from `review.yaml` into a file of its own, or put a copy there."""
    review = project.data / "review.yaml"
    head, mark, outline = review.read_text().partition("\nsections:\n")
    (project.data / "sections.yaml").write_text(f"sections:\n{outline}")
    if not keep:
        review.write_text(f"{head}\n")
    assert mark


def test_the_outline_may_have_a_file_of_its_own(tiny_project: Project) -> None:
    """`data/sections.yaml` says what else `data/review.yaml` says, with places of its own."""
    before = read_sources(tiny_project).sources
    move_outline(tiny_project)
    reading = read_sources(tiny_project)
    assert reading.sources == before, reading.problems
    assert reading.locations["sections/introduction"].path == "data/sections.yaml"


def test_an_outline_stands_in_one_file(tiny_project: Project) -> None:
    """Two outlines are told, and so is none."""
    move_outline(tiny_project, keep=True)
    told = [one for one in read_sources(tiny_project).problems if one.code == "YAML003"]
    assert [(one.location.path, "keep one" in one.message) for one in told] == [
        ("data/sections.yaml", True)
    ]
    move_outline_away(tiny_project)
    told = [one for one in read_sources(tiny_project).problems if one.code == "YAML006"]
    assert ["'sections' is missing" in one.message for one in told] == [True]


def move_outline_away(project: Project) -> None:
    """Leave a project without any outline."""
    review = project.data / "review.yaml"
    review.write_text(review.read_text().partition("\nsections:\n")[0] + "\n")
    (project.data / "sections.yaml").unlink()


def test_a_broken_outline_is_told_once(tiny_project: Project) -> None:
    """Where `sections.yaml` cannot be read, nothing is said of an outline that is missing."""
    move_outline(tiny_project)
    (tiny_project.data / "sections.yaml").write_text("sections: 3\n")
    problems = read_sources(tiny_project).problems
    assert [(one.code, one.location.path) for one in problems] == [
        ("YAML003", "data/sections.yaml")
    ]
