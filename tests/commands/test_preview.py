from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.commands.preview import build_once, run
from kg.errors import BuildError
from kg.preview.desk import EDITOR, Desk
from kg.sources.project import Project

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


def test_a_preview_goes_on_after_a_mistake(edit: Edit, tiny_project: Project) -> None:
    """A broken source is told, the last build stays, and the mended one is built."""
    desk = Desk(tiny_project.folder)
    assert build_once(tiny_project, desk).startswith("built ")
    first = desk.state.build
    edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    assert "data/tips.yaml:24:5: YAML003" in build_once(tiny_project, desk)
    assert desk.state.build == first
    links = {line.split()[0]: link for line, link in desk.state.lines}
    place = tiny_project.folder / "data" / "tips.yaml"
    assert links["data/tips.yaml:24:5:"] == f"vscode://file{place}:24:5"
    edit("data/tips.yaml", "titel: Wash it", "title: Wash it up")
    assert build_once(tiny_project, desk).startswith("built ")
    assert desk.state.build not in {"", first}
    assert desk.state.lines == ()
    assert build_once(tiny_project, desk).startswith("nothing has changed")


def test_a_preview_ends_when_the_engine_changes(
    tiny_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A running engine is the old one: it must not build under the name of the new one."""
    module = tmp_path / "module.py"
    module.write_text("")
    monkeypatch.setattr("kg.resources.resource_files", lambda: [module])

    def build(project: Project, _: Desk) -> str:
        module.write_text("new = True")
        return f"built {project.title}"

    monkeypatch.setattr("kg.commands.preview.build_once", build)
    arguments = Namespace(
        folder=tiny_project.folder, every=0, rounds=2, draft=False, port=0, editor=EDITOR
    )
    with pytest.raises(BuildError, match=r"module\.py: .* start kg preview again"):
        run(arguments)


def test_the_former_name_does_the_same(built: Project, kg: Callable[..., object]) -> None:
    """`kg watch` previews, and says what it is called now."""
    done = kg("watch", "--rounds", "1", "--port", "0", "-C", built.folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("kg watch is kg preview now")
    assert "preview at http://127.0.0.1:" in done.stdout


def test_an_editor_is_told_by_place(built: Project, kg: Callable[..., object]) -> None:
    """An address with anything else to fill in is refused before anything is done."""
    done = kg("preview", "--editor", "x://{file}", "-C", built.folder)
    assert done.returncode == 2
    assert done.stderr == (
        "--editor 'x://{file}': only {path}, {line} and {column} may stand in braces\n"
    )
