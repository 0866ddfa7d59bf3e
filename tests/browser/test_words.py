"""A review in Welsh in a browser: what scripts say is in Welsh too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.assembly import assemble_project
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.browser.conftest import IN_EACH_BROWSER
from tests.conftest import TINY

pytestmark = IN_EACH_BROWSER


@pytest.fixture(scope="module")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the tiny review, as one that is in Welsh."""
    folder = tmp_path_factory.mktemp("welsh")
    shutil.copytree(TINY, folder / "tiny")
    review = folder / "tiny" / "data" / "review.yaml"
    text = review.read_text("utf-8")
    review.write_text(text.replace("year: 2005", "year: 2005\nlanguage: cy", 1), "utf-8")
    project = load_project(folder / "tiny")
    store = assemble_project(project, Timings()).store
    assert store is not None
    manifest = Manifest("d" * 64, "i" * 64, "0", "Paned o de", project.base)
    build_site(store, manifest, OutputWriter(folder / "site"), folder / "none")
    return folder / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that opens the site from disk, and fails the test when a script throws."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def _open(page: Page, welsh: Path, path: str) -> Page:
    page.goto(f"{welsh.as_uri()}/{path}")
    return page


def test_a_search_answers_in_welsh(page: Page, welsh: Path) -> None:
    """How much was found has the Welsh form of its count; what is not found is told in Welsh."""
    status = _open(page, welsh, "search.html").locator(".search-status")
    field = page.get_by_role("searchbox")
    field.fill("zzyzx")
    expect(status).to_have_text("Dim canlyniadau")
    expect(page.locator(".search-note").first).to_contain_text("Rhowch gynnig ar")
    # The words that say nothing are those of Welsh, and no ending of English is taken off.
    field.fill("yn tea")
    expect(status).to_contain_text("canlyniad")
    expect(page.locator(".search-note")).to_have_count(0)
    script = """() => {
        const engine = window.tiptraceEngine(new URL("./", document.baseURI));
        return engine.find("tea", true).then(() => engine.stem("shared"));
    }"""
    assert page.evaluate(script) == "shared"


def test_what_buttons_say_is_welsh(page: Page, welsh: Path) -> None:
    """What is to be taken away is saved and copied by buttons in Welsh."""
    _open(page, welsh, "tips/1.html").locator("#cite-this-page summary").first.click()
    labels = page.locator("[data-file] + button").all_text_contents()
    assert set(labels) == {"Cadw fel ffeil", "Copïo"}


def test_minutes_of_an_hour_are_counted_in_welsh(page: Page, welsh: Path) -> None:
    """Each part has its minutes, in the form that its number asks for."""
    _open(page, welsh, "training.html#tip-1")
    told = page.locator(".order > li:visible .minutes").all_inner_texts()
    assert told[0] == "(5 munud)"
    assert all("mun" in text or "fun" in text for text in told)


def test_the_page_that_asks_speaks_welsh(page: Page, welsh: Path) -> None:
    """A query is answered and a fault explained in Welsh."""
    _open(page, welsh, "sparql.html")
    field = page.locator("textarea")
    field.fill("ASK { ?s ?p ?o }")
    field.press("Control+Enter")
    expect(page.locator("[data-ask-status]")).to_contain_text("1 rhes mewn")
    expect(page.locator("[data-ask-result] h2")).to_have_text("Ateb")
    field.fill("ASK { ?s tt:number ?o }")
    field.press("Control+Enter")
    expect(page.locator("[data-ask-error], #ask-error")).to_contain_text("Llinell 1:")
