import os
from pathlib import Path

import pytest

from kg.sources.folder import layout
from kg.sources.folder.inputs import read_inputs
from kg.sources.folder.layout import PATTERNS, list_files, show_name
from kg.sources.folder.project import Project
from kg.sources.reading import read_sources
from kg.sources.yaml.records import FILES


def test_every_kind_of_file_has_its_place() -> None:
    """What the readers read is what is listed."""
    assert dict(PATTERNS) == {spec.name: spec.pattern for spec in FILES}


def test_the_tiny_world_has_no_stray_file(tiny_project: Project) -> None:
    """All that lies in good data is read."""
    listing = list_files(tiny_project.folder)
    assert listing.problems == []
    assert "data/claims/sharing.yaml" in listing.files


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("claims/more.yml", "did you mean 'more.yaml'?", id="yml"),
        pytest.param("claims/More.YAML", "did you mean 'More.yaml'?", id="upper-case-ending"),
        pytest.param("Tips.yaml", "did you mean 'data/tips.yaml'?", id="upper-case"),
        pytest.param("concept.yaml", "did you mean 'data/concepts.yaml'?", id="singular"),
        pytest.param("tips.yml", "did you mean 'data/tips.yaml'?", id="yml-of-a-known-file"),
        pytest.param("more.bib", "'data/references.bib'", id="second-bib"),
        pytest.param("chapter-7.yaml", "'data/claims/chapter-7.yaml'", id="claims-in-wrong-folder"),
        pytest.param("Odd\x1b.yaml", r"'data/claims/Odd\x1b.yaml'", id="control-character"),
        pytest.param(os.fsdecode(b"\xff.yaml"), r"'data/claims/\udcff.yaml'", id="no-utf-8"),
        pytest.param("claims/notes.txt", "holds *.yaml files only", id="other-file-beside-claims"),
        pytest.param("thesis.docx", "move it out of data/", id="other-file"),
        pytest.param("claim/x.yaml", "did you mean 'data/claims'?", id="misspelt-folder"),
        pytest.param("claims/part/x.yaml", "holds *.yaml files only", id="folder-in-a-folder"),
    ],
)
def test_a_file_that_nothing_reads_is_a_warning(
    name: str, hint: str, tiny_project: Project
) -> None:
    """One warning, with what may have been meant; nothing of the file is parsed."""
    path = tiny_project.data / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{broken")
    before = read_inputs(tiny_project)
    reading = read_sources(tiny_project)
    [problem] = reading.problems
    assert reading.sources is not None
    assert (problem.code, problem.severity) == ("FIL001", "warning")
    assert hint in problem.message
    path.unlink()
    assert read_inputs(tiny_project).digest() == before.digest()  # it was no input of the build


@pytest.mark.parametrize("name", [".DS_Store", ".tips.yaml.swp", "tips.yaml~", "README.md"])
def test_what_systems_and_editors_leave_there_is_passed_over(
    name: str, tiny_project: Project
) -> None:
    """Hidden files, backups and the README of the data are nobody's mistake."""
    (tiny_project.data / name).write_text("x")
    assert list_files(tiny_project.folder).problems == []


def test_a_folder_that_leads_out_is_refused_and_its_names_are_not_told(
    tiny_project: Project, tmp_path: Path
) -> None:
    """A link from data/claims to another place is one error that shows nothing of that place."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret-name.yaml").write_text("x")
    claims = tiny_project.data / "claims"
    claims.rename(tmp_path / "claims")
    claims.symlink_to(outside)
    problems = list_files(tiny_project.folder).problems
    assert [(one.code, one.location.path) for one in problems] == [("FIL002", "data/claims")]
    assert "secret-name" not in str(problems)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda _: None, "TXT002", id="no-data"),
        pytest.param(Path.touch, "FIL002", id="data-is-a-file"),
        pytest.param(lambda path: path.symlink_to("/etc"), "FIL002", id="data-leads-out"),
    ],
)
def test_without_its_data_a_project_has_one_problem(
    make: object, code: str, tiny_project: Project
) -> None:
    """One fault, one problem: what follows from it is not told."""
    tiny_project.data.rename(tiny_project.folder / "elsewhere")
    make(tiny_project.data)  # type: ignore[operator]
    [problem] = read_sources(tiny_project).problems
    assert (problem.code, problem.location.path) == (code, "data")


def test_a_folder_without_end_is_not_walked(
    tiny_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More files than any review has are one problem."""
    monkeypatch.setattr(layout, "MOST_ENTRIES", 1)
    problems = list_files(tiny_project.folder).problems
    assert [(one.code, one.location.path) for one in problems] == [("FIL002", "data")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("tea.yaml", "tea.yaml", id="plain"),
        pytest.param("té.yaml", "té.yaml", id="accent"),
        pytest.param("a\x1b[31m", "a\\x1b[31m", id="colours-of-a-terminal"),
        pytest.param("a\nb", "a\\nb", id="line-feed"),
        pytest.param(os.fsdecode(b"a\xff"), "a\\udcff", id="no-utf-8"),
    ],
)
def test_any_name_can_be_printed(name: str, shown: str) -> None:
    """A name shows on a terminal and in UTF-8, whatever it holds."""
    assert show_name(name) == shown
    show_name(name).encode()
