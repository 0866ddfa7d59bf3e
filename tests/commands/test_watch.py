from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.commands.watch import build_once, run
from kg.errors import BuildError
from kg.sources.project import Project

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


def test_watching_goes_on_after_a_mistake(edit: Edit, tiny_project: Project) -> None:
    """A broken source is told, the last build stays, and the mended one is built."""
    assert build_once(tiny_project).startswith("built ")
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    assert "BIB007" in build_once(tiny_project)
    edit("data/references.bib", "year = {soon}", "year = {2002}")
    assert build_once(tiny_project).startswith("built ")
    assert build_once(tiny_project).startswith("nothing has changed")


def test_watching_ends_when_the_engine_changes(
    tiny_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A running engine is the old one: it must not build under the name of the new one."""
    module = tmp_path / "module.py"
    module.write_text("")
    monkeypatch.setattr("kg.resources.resource_files", lambda: [module])

    def build(project: Project) -> str:
        module.write_text("new = True")
        return f"built {project.title}"

    monkeypatch.setattr("kg.commands.watch.build_once", build)
    arguments = Namespace(folder=tiny_project.folder, every=0, rounds=2, draft=False)
    with pytest.raises(BuildError, match=r"module\.py: .* start kg watch again"):
        run(arguments)
