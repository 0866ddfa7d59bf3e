"""What pages weigh, with all that a browser loads for them, as a server packs it."""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Page, Request, Route

from benchmarks.pages import group_pages
from tests.browser.conftest import serve_files
from tests.browser.site.conftest import Visitor

pytestmark = pytest.mark.needs("chromium")

MOST = 60_000  # bytes of a page with all its files
# What most kinds keep: the others hold a long list, drawings, or a tool.
AIM = 45_000
LONG = {"errata", "pictures", "ontology"}
SCRIPTS = 4_500
PIECE = 7_000  # of the index that search loads


@functools.cache
def weigh(path: Path) -> int:
    """Return the size of a file, packed as a server does; a font or picture is packed already."""
    content = path.read_bytes()
    packed = path.suffix in {".woff2", ".png"}
    return len(content) if packed else len(gzip.compress(content, 9))


def weigh_page(site: Path, path: str) -> int:
    """Return the packed size of a page, its styles, its scripts and the font of English."""
    text = (site / path).read_text(encoding="utf-8")
    loaded = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', text)
    files = [(site / path).parent / name for name in loaded]
    font = site / "static/fonts/literata-600.woff2"
    return sum(weigh(file.resolve()) for file in (site / path, *files, font))


class Loads:
    """What a page has loaded: the weight of each file, once."""

    def __init__(self, page: Page) -> None:
        self.files: dict[Path, int] = {}
        page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        if request.url.startswith("file:"):
            path = Path(url2pathname(urlsplit(request.url).path))
            self.files[path] = weigh(path)

    def total(self, page: Page) -> int:
        """Return the sum, when everything has come."""
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.wait_for_load_state("networkidle")
        return sum(self.files.values())


def test_pages_are_light(site: Path, paths: list[str]) -> None:
    """Every page of reading matter stays within 60 kB, and nearly every kind within 45 kB."""
    groups = group_pages(site)
    kind_of = {path: kind for kind, pages in groups.items() for path in pages}
    weights = {path: weigh_page(site, path) for path in paths}
    allowed = {path: MOST if kind in LONG else AIM for path, kind in kind_of.items()}
    assert {path: weight for path, weight in weights.items() if weight > allowed[path]} == {}
    # A kind that has become lighter leaves the list.
    assert {kind for kind in LONG if weights[groups[kind][0]] <= AIM} == set()


def test_what_a_browser_loads_is_light(wide: Visitor, kinds: list[str]) -> None:
    """A page of each kind keeps within 60 kB with all that it asks for, a second font included."""
    heavy: dict[str, int] = {}
    for path in kinds:
        loads = Loads(wide.page)
        total = loads.total(wide.open(path))
        if total > MOST:
            heavy[path] = total
        assert len(loads.files) > 5
    assert heavy == {}


@pytest.mark.parametrize("query", ["jargon", "pooled budgets", "children", "information sharing"])
def test_an_answer_to_a_search_is_light(narrow: Visitor, query: str) -> None:
    """The page of results, with what it loads to find and to show them, keeps within 60 kB."""
    loads = Loads(narrow.page)
    page = narrow.open(f"search.html#q={query}")
    page.locator("[data-search] li a").first.wait_for()
    assert loads.total(page) <= MOST, {file.name: size for file, size in loads.files.items()}


def test_scripts_and_search_are_light(site: Path) -> None:
    """What a page loads to read more easily is small, and so is a piece of the index."""
    assert sum(weigh(site / "static" / name) for name in ("site.js", "search.js")) <= SCRIPTS
    assert max(map(weigh, (site / "search").iterdir())) <= PIECE


_SHIFTS = """new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.moved = (window.moved || 0) + entry.value;
}).observe({type: 'layout-shift', buffered: true});"""


def test_nothing_moves_when_fonts_and_scripts_come_late(visit: Callable[..., Visitor]) -> None:
    """Where they come after the first paint, no line that is being read moves."""
    # What waits for the paint is a script that the policy of the host would refuse.
    narrow = visit(viewport={"width": 412, "height": 823}, bypass_csp=True)
    page = narrow.page
    page.add_init_script(_SHIFTS)
    page.route(re.compile(r"\.woff2$|/(?:search|site|choice)\.js$"), _delay)
    with serve_files(narrow.site) as address:
        for path in ("evidence-classes/A.html", "matrix/tips.html", "tips/12.html", "search.html",
                     "training.html", "errata.html"):  # fmt: skip
            with page.expect_response("**/*.woff2"):
                page.goto(f"{address}{path}", wait_until="commit")
            page.wait_for_function("document.fonts.status === 'loaded'")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.moved || 0") < 0.001, path


def _delay(route: Route) -> None:
    """Let a file through once the page has been painted."""
    page = route.request.frame.page
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    route.continue_()
