from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.site.conftest import Visitor

pytestmark = pytest.mark.browser

CONTENT_BUDGET = 60_000
SCRIPT_BUDGET = 15_000
PARTS = 8
OPTIONS = {"resultTypes": ["violations"], "preload": False}
WIDTH = "document.documentElement.scrollWidth"


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound_in_the_light(wide: Visitor, paths: list[str], part: int) -> None:
    """Axe finds nothing on any page on a wide screen, and at 320 px none scrolls sideways.

    No page asks another host or logs an error. In parts, for several workers.
    """
    wrong = {}
    for path in paths[part::PARTS]:
        page = wide.open(path)
        found = _violations(page)
        page.set_viewport_size({"width": 320, "height": 700})
        if page.evaluate(WIDTH) > 320:
            found.append("scrolls sideways")
        page.set_viewport_size({"width": 1280, "height": 900})
        if found:
            wrong[path] = found
    assert wrong == {}
    assert wide.faults == []


@pytest.mark.skipif("SLOW_TESTS" not in os.environ, reason="takes minutes: set SLOW_TESTS=1")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound_in_the_dark_and_in_print(
    narrow: Visitor, paths: list[str], part: int
) -> None:
    """Axe finds nothing on any page at 320 px in the dark, nor on paper."""
    wrong = {}
    for path in paths[part::PARTS]:
        page = narrow.open(path)
        found = _violations(page)
        page.emulate_media(media="print", color_scheme="light")
        found += _violations(page)
        page.emulate_media(media="screen", color_scheme="dark")
        if found:
            wrong[path] = found
    assert wrong == {}


def test_each_kind_of_page_is_sound_in_the_dark(narrow: Visitor, kinds: list[str]) -> None:
    """Axe finds nothing at 320 px in the dark scheme."""
    wrong = {path: found for path in kinds if (found := _violations(narrow.open(path)))}
    assert wrong == {}


def test_each_kind_of_page_is_sound_in_print(wide: Visitor, kinds: list[str]) -> None:
    """Axe finds nothing in print, and what stands in closed boxes is shown."""
    wide.page.emulate_media(media="print")
    for path in kinds:
        page = wide.open(path)
        assert _violations(page) == [], path
        hidden = page.evaluate(
            """() => [...document.querySelectorAll('details > :not(summary)')]
                .filter(item => item.getBoundingClientRect().height === 0).length"""
        )
        assert hidden == 0, path


def test_a_page_prints(wide: Visitor) -> None:
    """A tip can be printed to PDF."""
    assert wide.open("tips/12.html").pdf().startswith(b"%PDF")


def test_the_text_is_the_same_without_scripts(
    browser: Browser, site: Path, wide: Visitor, kinds: list[str]
) -> None:
    """Whatever stands in a page's main part stands there with scripts off too."""
    context = browser.new_context(java_script_enabled=False)
    plain = Visitor(context, site)
    alike = [path for path in kinds if path not in {"search.html", "sparql.html"}]
    for path in alike:
        texts = [visitor.open(path).locator("main").text_content() for visitor in (plain, wide)]
        assert texts[0] == texts[1], path
    context.close()


def test_pages_are_light(site: Path, paths: list[str]) -> None:
    """A page with its styles, scripts and font stays within its budget, compressed."""
    static = site / "static"
    scripts = sum(_packed(path) for path in (static / "site.js", static / "search.js"))
    shared = _packed(static / "site.css") + sum(map(_packed, static.glob("fonts/*.woff2")))
    special = {"sparql.html", "pictures.html", "ontology.html"}
    heavy = {path: size for path in paths if path not in special
             and (size := _packed(site / path) + shared + scripts) > CONTENT_BUDGET}  # fmt: skip
    assert heavy == {}
    assert scripts <= SCRIPT_BUDGET


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_keyboard_goes_through_a_page_in_order(wide: Visitor) -> None:
    """The first stop skips to the text; every stop can be seen and follows the page's order."""
    page = wide.open("tips/12.html")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                """() => { const item = document.activeElement;
                    const style = getComputedStyle(item);
                    const all = [...document.querySelectorAll('*')];
                    return [all.indexOf(item), parseFloat(style.outlineWidth), item.className]; }"""
            )
        )
    assert stops[0][2] == "skip"
    order = [stop[0] for stop in stops]
    assert order == sorted(order)
    assert all(stop[1] >= 2 for stop in stops)


def test_wide_letters_break_nothing(narrow: Visitor, kinds: list[str]) -> None:
    """With the text spacing of WCAG 1.4.12 no page scrolls sideways."""
    for path in kinds:
        page = narrow.open(path)
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
            " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
        )
        assert page.evaluate(WIDTH) <= 320, path


def test_a_jargon_tip_is_two_taps_from_home(narrow: Visitor) -> None:
    """A health visitor finds what to do about jargon: home, then the tip."""
    page = narrow.open("index.html")
    page.get_by_role("link", name="jargon").first.click()
    assert "jargon" in str(page.locator("h1").text_content()).lower()
    assert page.get_by_role("heading", name="How sure are we?").is_visible()


def test_a_count_opens_what_it_counts(wide: Visitor) -> None:
    """A number in the matrix leads to a list of so many works."""
    page = wide.open("matrix/implications.html")
    cells = page.locator("table.matrix tbody td a:has(.bar)")
    for number in range(0, cells.count(), 7):
        page = wide.open("matrix/implications.html")
        cell = page.locator("table.matrix tbody td a:has(.bar)").nth(number)
        count, anchor = int(cell.inner_text()), str(cell.get_attribute("href")).partition("#")[2]
        cell.click()
        assert page.locator(f"#{anchor} li").count() == count


def test_words_stand_in_empty_cells(wide: Visitor) -> None:
    """No cell of the matrix is empty or zero."""
    cells = wide.open("matrix/implications.html").locator("table.matrix td").all_inner_texts()
    assert all(text.strip() not in {"", "0"} for text in cells)
    assert "none listed" in cells
