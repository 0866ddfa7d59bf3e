from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from kg.crew import gather_crew
from kg.errors import BuildError
from kg.manifest import Manifest
from kg.outputs.site.imprint import imprint_of
from kg.outputs.site.renderers import PageRenderer, start_renderer
from kg.outputs.site.rendering import folder_for_compiled, make_environment
from kg.outputs.site.rows import Row

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
PAGES = [("404.html", "404.html", "", {}), ("deep/er/404.html", "404.html", "", {})]


@pytest.fixture(autouse=True)
def _caches_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have templates kept in the folder of a test, as where nobody may write beside the code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


@pytest.mark.parametrize("hands", [1, 2])
@pytest.mark.parametrize("times", ["the first build", "the next build"])
def test_templates_are_compiled_alike_by_whoever_does_it(
    hands: int, times: str, tmp_path: Path
) -> None:
    """Templates of others, of a build before and of this process give the same bytes."""
    if times == "the next build":
        with gather_crew(2) as crew:
            start_renderer(crew, tmp_path, "engine").introduce(SITE)
    plain = PageRenderer()
    plain.introduce(SITE)
    with gather_crew(hands) as crew:
        renderer = start_renderer(crew, tmp_path, "engine")
        renderer.introduce(SITE)
        made = crew.share(renderer.render, PAGES)
    assert made == [plain.render(page) for page in PAGES]
    assert b"Of tea" in made[1]["deep/er/404.html"]


def test_all_templates_are_compiled_while_sources_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a first start all templates are kept: none is compiled from its text again."""
    with gather_crew(2) as crew:
        start_renderer(crew, tmp_path, "engine").introduce(SITE)
    environment = make_environment({}, folder_for_compiled(tmp_path))
    monkeypatch.delattr(Environment, "compile")
    names = environment.list_templates()
    assert "base.html" in names
    assert all(environment.get_template(name).name == name for name in names)


@pytest.mark.parametrize(
    ("hands", "compiled", "begun"),
    [
        pytest.param(2, "all", False, id="nothing to do"),
        pytest.param(2, "one", True, id="some to do"),
        pytest.param(2, "none", True, id="other code"),
        pytest.param(1, "none", False, id="one core"),
    ],
)
def test_others_compile_what_nobody_has_compiled_yet(
    hands: int, compiled: str, begun: bool, tmp_path: Path
) -> None:
    """They begin where a template is missing among those that are kept."""
    environment = make_environment({}, folder_for_compiled(tmp_path))
    names = {"all": environment.list_templates(), "one": ["404.html"], "none": []}[compiled]
    for name in names:
        environment.get_template(name)
    with gather_crew(hands) as crew:
        renderer = start_renderer(crew, tmp_path, "engine")
        assert (renderer.compiling is not None) == begun


@pytest.mark.parametrize("hands", [1, 2])
def test_a_page_that_cannot_be_made_ends_the_build(hands: int, tmp_path: Path) -> None:
    """What is wrong with a template is told, whoever has met it."""
    with gather_crew(hands) as crew:
        renderer = start_renderer(crew, tmp_path, "engine")
        renderer.introduce(SITE)
        broken = [(f"tips/{number}.html", "nope.html", "", {}) for number in range(40)]
        with pytest.raises(BuildError, match=r"^site/templates/nope\.html"):
            crew.share(renderer.render, broken)
