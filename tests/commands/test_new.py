from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

Run = Callable[..., object]


def test_a_new_project_builds_at_once(kg: Run, tmp_path: Path) -> None:
    """The starter has no problem, is proved by its text, builds and can be traced."""
    folder = tmp_path / "mine"
    assert kg("new", folder).returncode == 0
    assert kg("verify", folder / "text.txt", "-C", folder).returncode == 0
    done = kg("build", "-C", folder)
    assert done.returncode == 0, done.stderr
    assert "Ann Example" in kg("trace", "1", "-C", folder).stdout


def test_a_folder_in_use_is_left_alone(kg: Run, tmp_path: Path) -> None:
    """`kg new` never writes into a folder that holds something."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    done = kg("new", tmp_path / "mine")
    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("there", [True, False], ids=["link-to-a-folder", "dangling-link"])
def test_a_link_is_not_followed(kg: Run, tmp_path: Path, there: bool) -> None:
    """`kg new` writes into the folder that is named, not into one that a link leads to."""
    if there:
        (tmp_path / "elsewhere").mkdir()
    (tmp_path / "mine").symlink_to("elsewhere")
    done = kg("new", tmp_path / "mine")
    assert done.returncode == 2
    assert "this is a link" in done.stderr
    assert not there or not list((tmp_path / "elsewhere").iterdir())


def test_a_file_is_no_folder(kg: Run, tmp_path: Path) -> None:
    """A file of that name is left alone."""
    (tmp_path / "mine").write_text("x")
    done = kg("new", tmp_path / "mine")
    assert (done.returncode, (tmp_path / "mine").read_text()) == (2, "x")


def test_a_new_project_says_how_to_go_on(kg: Run, tmp_path: Path) -> None:
    """A README names every kind of file that is there, git ignores the build, editors know all."""
    folder = tmp_path / "mine"
    kg("new", folder)
    readme = (folder / "README.md").read_text()
    files = [path for path in (folder / "data").iterdir() if path.suffix in {".yaml", ".bib"}]
    assert files
    for path in files:
        assert path.name in readme, f"the README of a new project does not name {path.name}"
    assert "/build/" in (folder / ".gitignore").read_text().splitlines()
    for path in (folder / "data").rglob("*.yaml"):
        head = path.read_text().splitlines()[0]
        assert head.startswith("# yaml-language-server: $schema=")
        assert (path.parent / head.partition("$schema=")[2]).is_file()
