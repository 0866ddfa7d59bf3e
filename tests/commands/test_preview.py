import re
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.builds import Snapshot, take_snapshot
from kg.commands.preview import Preview, run
from kg.errors import BuildError
from kg.preview.desk import EDITOR, Desk
from kg.preview.showcase import Showcase
from kg.sources.folder.project import Project, load_project

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


@pytest.fixture
def preview(tiny_project: Project) -> Iterator[Preview]:
    """Return a preview of the tiny world, of which nothing is shown yet."""
    preview = Preview(Desk(tiny_project.folder), Showcase(tiny_project.current))
    yield preview
    preview.showcase.whole.end()


def page_of(preview: Preview, path: str) -> str:
    """Return a page as the preview shows it."""
    found = preview.showcase.find(path)
    assert found is not None
    return found[1].decode()


def test_a_preview_goes_on_after_a_mistake(
    edit: Edit, tiny_project: Project, preview: Preview
) -> None:
    """A broken source is told, the pages stay as they were, and the mended ones are shown."""
    assert preview.show(take_snapshot(tiny_project)).startswith("pages are up to date")
    first = preview.desk.state.build
    edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    assert "data/tips.yaml:24:5: YAML003" in preview.show(take_snapshot(tiny_project))
    assert preview.desk.state.build == first
    page = page_of(preview, "/tips/2")
    assert re.search(r"<h1>(<span id=\S+></span>)*Wash it<", page)
    links = {line.split()[0]: link for line, link in preview.desk.state.lines}
    place = tiny_project.folder / "data" / "tips.yaml"
    assert links["data/tips.yaml:24:5:"] == f"vscode://file{place}:24:5"
    edit("data/tips.yaml", "titel: Wash it", "title: Wash it up")
    assert preview.show(take_snapshot(tiny_project)).startswith("pages are up to date")
    assert preview.desk.state.build not in {"", first}
    assert preview.desk.state.lines == ()
    assert "Wash it up" in page_of(preview, "/tips/2.html")


def test_what_says_nothing_loads_no_page_again(
    edit: Edit, tiny_project: Project, preview: Preview
) -> None:
    """After a comment, and after a save that changes nothing, open pages are left alone."""
    preview.show(take_snapshot(tiny_project))
    first = preview.desk.state.build
    for name, text in (("references.bib", "% nothing\n"), ("tips.yaml", "# nothing\n")):
        path = tiny_project.data / name
        path.write_text(text + path.read_text(), encoding="utf-8")
        assert preview.show(take_snapshot(tiny_project)).startswith("no page has changed")
        assert preview.desk.state.build == first
    edit("tiptrace.toml", "title = ", 'contact = "tea@example.org"\ntitle = ')
    preview.show(take_snapshot(load_project(tiny_project.folder)))
    assert preview.desk.state.build != first
    assert "tea@example.org" in page_of(preview, "/about.html")


def test_a_mistake_that_only_the_graph_shows_stops_the_pages(
    edit: Edit, tiny_project: Project, preview: Preview
) -> None:
    """What a check calls an error is told, and put back it leaves nothing behind."""
    preview.show(take_snapshot(tiny_project))
    before = page_of(preview, "/concepts.html")
    edit("data/concepts.yaml", "related: [trust]", "related: [tea]")
    assert "CHK-concept-related-and-broader" in preview.show(take_snapshot(tiny_project))
    assert page_of(preview, "/concepts.html") == before
    edit("data/concepts.yaml", "related: [tea]", "related: [trust]")
    preview.show(take_snapshot(tiny_project))
    assert page_of(preview, "/concepts.html") == before


def test_a_preview_ends_when_the_engine_changes(
    tiny_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A running engine is the old one: it must not show pages under the name of the new one."""
    module, template = tmp_path / "module.py", tmp_path / "page.html"
    module.write_text("")
    template.write_text("")
    monkeypatch.setattr("kg.resources.resource_files", lambda: [module, template])

    def show(_: Preview, snapshot: Snapshot) -> str:
        seen.append(snapshot.engine.digest)
        (template if len(seen) == 1 else module).write_text("new = True")
        return "shown"

    seen: list[str] = []
    monkeypatch.setattr(Preview, "show", show)
    arguments = Namespace(
        folder=tiny_project.folder, every=0, rounds=3, draft=False, port=0, editor=EDITOR
    )
    with pytest.raises(BuildError, match=r"module\.py: .* start kg preview again"):
        run(arguments)
    assert len(set(seen)) == 2


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
