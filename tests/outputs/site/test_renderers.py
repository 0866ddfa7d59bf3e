from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from kg.errors import BuildError
from kg.manifest import Manifest
from kg.outputs.site import renderers
from kg.outputs.site.imprint import imprint_of
from kg.outputs.site.renderers import LocalRenderer, ProcessRenderer, pack, start_renderer
from kg.outputs.site.rendering import folder_for_compiled, make_environment
from kg.outputs.site.rows import Row
from kg.outputs.site.writing import SiteWriter
from kg.outputs.writing import OutputWriter

pytestmark = pytest.mark.slow

SITE: Row = {
    "title": "Tea",
    "base": "https://example.org/",
    "pages": {},
    "draft": False,
    "imprint": imprint_of(Manifest("", "", "", "", ""), ""),
    "scripts": [],
    "table_name": "",
    "review": {
        "title": "Of tea", "creators": ["An Author"], "year": "2002", "publisher": "Cups",
        "caution": "Hot.", "summary": "All of tea.", "review": "review.html",
        "language": "en",
    },
}  # fmt: skip
PAGES = [pack((path, "404.html", "", {})) for path in ("404.html", "deep/er/404.html")]


def _render(renderer: renderers.PageRenderer, folder: Path) -> dict[str, bytes]:
    writer = SiteWriter(OutputWriter(folder), folder.with_name("none"))
    renderer.start(writer, SITE, PAGES)
    renderer.finish()
    assert writer.written == len(PAGES)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_both_renderers_write_the_same(tmp_path: Path) -> None:
    """A process of its own gives the bytes that this one gives, and leaves nothing else behind."""
    with start_renderer(tmp_path / "cache", tmp_path / "none") as renderer:
        assert isinstance(renderer, ProcessRenderer)
        beside = _render(renderer, tmp_path / "beside")
    assert b"Of tea" in beside["deep/er/404.html"]
    assert beside == _render(LocalRenderer(), tmp_path / "here")
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "beside", "here"}


def test_it_compiles_every_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After such a process the cache holds all templates: none is compiled from its text again."""
    with start_renderer(tmp_path, tmp_path / "none") as renderer:
        _render(renderer, tmp_path / "site")
    environment = make_environment({}, folder_for_compiled(tmp_path))
    monkeypatch.delattr(Environment, "compile")
    names = environment.list_templates()
    assert "base.html" in names
    assert all(environment.get_template(name).name == name for name in names)


@pytest.mark.parametrize(
    ("compiled", "built", "renderer"),
    [
        pytest.param(True, True, LocalRenderer, id="little to do"),
        pytest.param(False, True, ProcessRenderer, id="other code"),
        pytest.param(True, False, ProcessRenderer, id="first build"),
    ],
)
def test_a_process_is_started_when_every_page_is_to_be_made(
    compiled: bool, built: bool, renderer: type, tmp_path: Path
) -> None:
    """A process of its own is for builds that have no templates or no pages to take over."""
    if compiled:
        (folder_for_compiled(tmp_path) / "base").touch()
    previous = tmp_path if built else tmp_path / "none"
    with start_renderer(tmp_path, previous) as given:
        assert isinstance(given, renderer)


def test_a_page_that_cannot_be_made_ends_the_build(tmp_path: Path) -> None:
    """What the process says of a broken page is raised here."""
    writer = SiteWriter(OutputWriter(tmp_path / "site"), tmp_path / "none")
    with start_renderer(tmp_path / "cache", tmp_path / "none") as renderer:
        renderer.start(writer, SITE, [pack(("tips/1.html", "nope.html", "", {}))])
        with pytest.raises(BuildError, match=r"site/templates/nope\.html"):
            renderer.finish()


def test_a_process_that_has_ended_too_early_is_told_of(tmp_path: Path) -> None:
    """A process that ends before it has pages to render ends the build, in one line."""
    with start_renderer(tmp_path / "cache", tmp_path / "none") as renderer:
        assert isinstance(renderer, ProcessRenderer)
        renderer.process.kill()
        renderer.process.wait()
        renderer.start(SiteWriter(OutputWriter(tmp_path / "site"), tmp_path / "none"), SITE, PAGES)
        with pytest.raises(BuildError, match="the process that renders the pages has failed"):
            renderer.finish()


def test_the_process_does_not_outlive_a_failure(tmp_path: Path) -> None:
    """When the work beside it fails, the process is ended too."""
    with pytest.raises(ZeroDivisionError), start_renderer(tmp_path, tmp_path / "none") as renderer:
        raise ZeroDivisionError
    assert isinstance(renderer, ProcessRenderer)
    assert renderer.process.poll() is not None
