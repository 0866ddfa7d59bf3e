from collections.abc import Callable

import pytest

from kg.sources.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_build_says_what_it_made_and_then_that_nothing_changed(
    kg: Run, tiny_project: Project
) -> None:
    """The first build names its triples, the second does no work."""
    first = kg("build", "--timings", "-C", tiny_project.folder)
    assert first.returncode == 0, first.stderr
    assert "triples in" in first.stdout
    assert "ms  all steps" in first.stdout
    second = kg("build", "-C", tiny_project.folder)
    assert second.stdout.startswith("nothing has changed since build ")


def test_build_refuses_broken_sources(kg: Run, edit: Edit) -> None:
    """A broken source stops the build with its line and leaves no build behind."""
    project = edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    done = kg("build", "-C", project.folder)
    assert done.returncode == 1
    assert "data/tips.yaml:24:5: YAML003" in done.stderr
    assert not project.current.exists()
