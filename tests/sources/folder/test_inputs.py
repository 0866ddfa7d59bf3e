import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.sources.folder.inputs import read_inputs
from kg.sources.folder.project import Project, load_project
from kg.sources.reading import parse_inputs
from tests.test_csl import STYLE

Edit = Callable[[str, str, str], Project]


def test_any_change_of_a_source_changes_the_digest(edit: Edit, tiny_project: Project) -> None:
    """One letter in one file makes other inputs."""
    before = read_inputs(tiny_project).digest()
    assert read_inputs(tiny_project).digest() == before
    edit("data/tips.yaml", "Wash it", "Wash me")
    assert read_inputs(tiny_project).digest() != before


def test_a_setting_changes_the_digest_and_a_comment_does_not(
    edit: Edit, tiny_project: Project
) -> None:
    """The settings count by their values."""
    before = read_inputs(tiny_project).digest()
    edit("tiptrace.toml", "title", "# what it is called\ntitle")
    assert read_inputs(load_project(tiny_project.folder)).digest() == before
    edit("tiptrace.toml", 'title = "', 'title = "More ')
    assert read_inputs(load_project(tiny_project.folder)).digest() != before


def test_the_name_of_the_folder_is_no_input(tiny_project: Project) -> None:
    """A project copied elsewhere, under another name, has the same digest."""
    copy = tiny_project.folder.with_name("coffee")
    shutil.copytree(tiny_project.folder, copy)
    assert read_inputs(load_project(copy)).digest() == read_inputs(tiny_project).digest()


def test_a_source_that_moves_changes_the_digest(tiny_project: Project) -> None:
    """A file counts with its place in the project."""
    before = read_inputs(tiny_project).digest()
    (tiny_project.data / "elsewhere").mkdir()
    (tiny_project.data / "tips.yaml").rename(tiny_project.data / "elsewhere/tips.yaml")
    assert read_inputs(tiny_project).digest() != before


def test_what_is_parsed_is_what_the_digest_is_over(edit: Edit, tiny_project: Project) -> None:
    """A file that changes after it was read is parsed as it was."""
    inputs = read_inputs(tiny_project)
    before = inputs.digest()
    edit("data/tips.yaml", "title: Wash it", "title: Wash me")
    sources = parse_inputs(inputs).sources
    assert sources is not None
    assert "Wash it" in {tip.title for tip in sources.tips.tips}
    assert inputs.digest() == before


def test_a_pattern_fits_from_the_top_of_the_data(tiny_project: Project) -> None:
    """A file of a known name in a folder of its own is not taken for the known one."""
    folder = tiny_project.data / "old" / "data"
    folder.mkdir(parents=True)
    shutil.copy(tiny_project.data / "tips.yaml", folder)
    assert read_inputs(tiny_project).matching("tips.yaml") == ["data/tips.yaml"]


def test_what_is_no_file_is_not_waited_for(tiny_project: Project) -> None:
    """A named pipe among the sources is left alone: whoever reads it would wait for ever."""
    os.mkfifo(tiny_project.data / "claims" / "pipe.yaml")
    assert "data/claims/pipe.yaml" not in read_inputs(tiny_project).files


def test_the_style_of_references_is_part_of_the_digest(tmp_path: Path) -> None:
    """A build is made again when the file of its style has changed."""
    settings = 'title = "x"\nbase = "https://example.org/x/"\n'
    digests = []
    named = 'csl = "tea.csl"\n'
    for more, style in (("", STYLE), (named, STYLE), (named, STYLE + " ")):
        (tmp_path / "tiptrace.toml").write_text(settings + more)
        (tmp_path / "tea.csl").write_text(style)
        digests.append(read_inputs(load_project(tmp_path)).digest())
    assert len(set(digests)) == 3
