from collections.abc import Callable

from kg.commands.watch import build_once
from kg.sources.project import Project

Edit = Callable[[str, str, str], Project]


def test_watching_goes_on_after_a_mistake(edit: Edit, tiny_project: Project) -> None:
    """A broken source is told, the last build stays, and the mended one is built."""
    assert build_once(tiny_project).startswith("built ")
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    assert "BIB007" in build_once(tiny_project)
    edit("data/references.bib", "year = {soon}", "year = {2002}")
    assert build_once(tiny_project).startswith("built ")
    assert build_once(tiny_project).startswith("nothing has changed")
