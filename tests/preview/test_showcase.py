from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.builds import take_snapshot
from kg.errors import BuildError
from kg.preview.showcase import Showcase, Shown
from kg.preview.whole import is_built
from kg.preview.workshop import Workshop
from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


@pytest.fixture
def showcase(tiny_project: Project) -> Iterator[Showcase]:
    """Show the tiny world as its files are, without a build."""
    showcase = Showcase(tiny_project.current)
    show(showcase, tiny_project)
    yield showcase
    showcase.whole.end()


def show(showcase: Showcase, project: Project) -> None:
    """Show the files of a project as they are."""
    snapshot = take_snapshot(project)
    pages, _ = Workshop().make(snapshot)
    showcase.show(Shown(pages, project, snapshot.digest))


def text_of(showcase: Showcase, path: str) -> str:
    """Return a file as it is given."""
    found = showcase.find(path)
    assert found is not None
    return found[1].decode()


def test_a_page_needs_no_build(showcase: Showcase, tiny_project: Project) -> None:
    """By its name, with an ending or without, and the home page by none; styles come along."""
    assert showcase.find("/") == showcase.find("/index.html")
    assert showcase.find("/tips/2") == ("tips/2.html", text_of(showcase, "/tips/2.html").encode())
    assert "{" in text_of(showcase, "/static/site.css")
    assert not tiny_project.current.exists()


def test_a_file_is_that_of_a_build_of_what_is_shown(
    showcase: Showcase, tiny_project: Project, edit: Edit
) -> None:
    """It is built when it is asked for, and pages that tell of the build come from it, too."""
    before = showcase.shown
    edit("data/tips.yaml", "title: Wash it", "title: Wash it up")
    show(showcase, tiny_project)
    assert showcase.shown is not None
    assert showcase.shown is not before
    assert "Wash it up" in text_of(showcase, "/tips/2.ttl")
    assert is_built(tiny_project, showcase.shown.inputs)
    assert "dataset.nq" in text_of(showcase, "/downloads.html")
    assert showcase.find("/no-such.html") is None
    assert showcase.complete() == ""
    assert "Wash it up" in text_of(showcase, "/tips/2")


def test_a_build_that_fails_says_why(showcase: Showcase, tiny_project: Project, edit: Edit) -> None:
    """Whoever asks for a file of it is told, and so is who waits for the whole."""
    edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    with pytest.raises(BuildError, match="'titel' is not a field here"):
        showcase.find("/tips/2.ttl")
    assert "titel" in showcase.whole.fault
    assert not tiny_project.current.exists()


def test_another_edit_ends_a_build(showcase: Showcase, tiny_project: Project, edit: Edit) -> None:
    """What is built of files that are past is of no use; the same files go on being built."""
    assert showcase.complete() == ""
    process = showcase.whole.begin(tiny_project)
    show(showcase, tiny_project)
    assert process.poll() is None
    edit("data/tips.yaml", "title: Wash it", "title: Wash it up")
    show(showcase, tiny_project)
    assert process.poll() is not None
    assert showcase.whole.fault == ""
