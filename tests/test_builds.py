import shutil
from collections.abc import Callable

import pytest

from kg.builds import input_digest, new_build
from kg.sources.project import Project, load_project

Edit = Callable[[str, str, str], Project]


def test_any_change_of_a_source_changes_the_digest(edit: Edit, tiny_project: Project) -> None:
    """One letter in one file makes other inputs."""
    before = input_digest(tiny_project)
    assert input_digest(tiny_project) == before
    edit("data/tips.yaml", "Wash it", "Wash me")
    assert input_digest(tiny_project) != before


def test_the_name_of_the_folder_is_no_input(tiny_project: Project) -> None:
    """A project copied elsewhere, under another name, gives the same build."""
    copy = tiny_project.folder.with_name("coffee")
    shutil.copytree(tiny_project.folder, copy)
    assert input_digest(load_project(copy)) == input_digest(tiny_project)


def test_a_source_that_moves_changes_the_digest(tiny_project: Project) -> None:
    """A file counts with its place in the project."""
    before = input_digest(tiny_project)
    (tiny_project.data / "elsewhere").mkdir()
    (tiny_project.data / "tips.yaml").rename(tiny_project.data / "elsewhere/tips.yaml")
    assert input_digest(tiny_project) != before


def test_the_build_time_is_an_input(tiny_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH stands in the build, so it counts among the inputs."""
    before = input_digest(tiny_project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert input_digest(tiny_project) != before


def test_a_new_build_takes_over_when_done(tiny_project: Project) -> None:
    """The link points at the old build until the new one is whole."""
    for number in (1, 2):
        with new_build(tiny_project, f"{number}" * 64) as folder:
            (folder / "file").write_text(str(number))
            if number == 2:
                assert (tiny_project.current / "file").read_text() == "1"
    assert (tiny_project.current / "file").read_text() == "2"


def test_a_failed_build_leaves_nothing(tiny_project: Project) -> None:
    """When the work raises, the folder is gone and the link unchanged."""
    with new_build(tiny_project, "1" * 64) as folder:
        (folder / "file").write_text("1")
    with pytest.raises(RuntimeError), new_build(tiny_project, "2" * 64):
        raise RuntimeError
    assert (tiny_project.current / "file").read_text() == "1"
    assert [path.name for path in (tiny_project.build / "builds").iterdir()] == ["1" * 16]


def test_the_same_build_again_replaces_itself(tiny_project: Project) -> None:
    """A forced build of the same inputs leaves one folder, the new one."""
    for text in ("old", "new"):
        with new_build(tiny_project, "1" * 64) as folder:
            (folder / "file").write_text(text)
    assert (tiny_project.current / "file").read_text() == "new"
    assert len(list((tiny_project.build / "builds").iterdir())) == 1
