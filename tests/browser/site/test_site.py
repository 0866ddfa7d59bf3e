from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.site.axe import (
    ALL_BUT_COLOURS,
    FRAME,
    NEW_TEXT,
    PAPER,
    WHOLE,
    WITH_TARGETS,
    find_violations,
)
from tests.browser.site.conftest import Visitor

pytestmark = pytest.mark.needs("chromium")

PARTS = 4
WIDTH = "document.documentElement.scrollWidth"
SMALL = ViewportSize(width=320, height=700)
LARGE = ViewportSize(width=1280, height=900)
MARK_NEW = """seen => {
    const known = new Set(seen), name = item => ['class', 'aria-current', 'style'].reduce(
        (way, key) => `${way}.${item.getAttribute(key)}`, item.localName);
    for (const item of document.querySelectorAll('main *')) {
        if (![...item.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
        let way = '';
        for (let at = item; at.id !== 'main'; at = at.parentElement) way += `>${name(at)}`;
        if (!known.has(way)) item.dataset.new = '';
        known.add(way);
    }
    return [...known].slice(seen.length);
}"""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound(wide: Visitor, paths: list[str], part: int) -> None:
    """Axe finds nothing on any page: light on a wide screen, dark at 320 px, on paper.

    No page scrolls sideways at 320 px, asks another host or logs an error. In parts, for several
    workers; pages of a kind, which are much alike, stay together.
    """
    seen: list[str] = []
    first, end = (len(paths) * number // PARTS for number in (part, part + 1))
    wrong = {path: found for path in paths[first:end] if (found := _faults(wide.open(path), seen))}
    assert wrong == {}
    assert wide.faults == []
    assert len(seen) > 20


def _faults(page: Page, seen: list[str]) -> list[str]:
    """Return what is wrong with a page in each of its looks; add the ways of its text to `seen`."""
    found = find_violations(page, ALL_BUT_COLOURS)
    new = page.evaluate(MARK_NEW, seen)
    seen += new
    if new:
        found += find_violations(page, NEW_TEXT)
    page.set_viewport_size(SMALL)
    if page.evaluate(WIDTH) > SMALL["width"]:
        found.append("scrolls sideways")
    if new:
        page.emulate_media(color_scheme="dark")
        found += find_violations(page, NEW_TEXT)
        page.emulate_media(media="print", color_scheme="light")
        found += find_violations(page, NEW_TEXT)
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(LARGE)
    return found


@pytest.mark.skipif("SLOW_TESTS" not in os.environ, reason="takes minutes: set SLOW_TESTS=1")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_keeps_every_rule_in_the_dark_and_in_print(
    narrow: Visitor, paths: list[str], part: int
) -> None:
    """Axe, with all its rules, finds nothing on any page at 320 px in the dark, nor on paper."""
    wrong = {}
    for path in paths[part::PARTS]:
        page = narrow.open(path)
        found = find_violations(page)
        page.emulate_media(media="print", color_scheme="light")
        found += find_violations(page, PAPER)
        page.emulate_media(media="screen", color_scheme="dark")
        if found:
            wrong[path] = found
    assert wrong == {}


def test_each_kind_of_page_is_sound_in_the_light(wide: Visitor, kinds: list[str]) -> None:
    """Axe finds nothing on a wide screen, targets and the colours of head and foot included."""
    wrong = {path: found for path in kinds if (found := _faults_of_kind(wide.open(path)))}
    assert wrong == {}


def test_each_kind_of_page_is_sound_in_the_dark(narrow: Visitor, kinds: list[str]) -> None:
    """Axe finds nothing at 320 px in the dark scheme, targets, head and foot included."""
    wrong = {path: found for path in kinds if (found := _faults_of_kind(narrow.open(path)))}
    assert wrong == {}


def _faults_of_kind(page: Page) -> list[str]:
    """Return what is wrong with a page, but for the colours of its main part: see `_faults`."""
    return find_violations(page, WITH_TARGETS) + find_violations(page, FRAME)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_kind_of_page_is_sound_in_forced_colours(
    visit: Callable[..., Visitor], kinds: list[str], scheme: Any
) -> None:
    """Axe finds nothing where the reader's machine sets the colours, light or dark."""
    visitor = visit(forced_colors="active", color_scheme=scheme)
    wrong = {path: found for path in kinds if (found := find_violations(visitor.open(path), WHOLE))}
    assert wrong == {}


def test_each_kind_of_page_is_sound_in_print(wide: Visitor, kinds: list[str]) -> None:
    """Axe finds nothing in print, and a closed box that is printed shows what is in it.

    The further lines of a tip are not for its two sides of paper, which say how many there are.
    """
    wide.page.emulate_media(media="print")
    for path in kinds:
        page = wide.open(path)
        assert find_violations(page, ALL_BUT_COLOURS) + find_violations(page, FRAME) == [], path
        hidden = page.evaluate(
            """() => [...document.querySelectorAll('details > :not(summary)')]
                .filter(item => !item.closest('.tip .more'))
                .filter(item => item.parentElement.getBoundingClientRect().height > 0)
                .filter(item => item.getBoundingClientRect().height === 0).length"""
        )
        assert hidden == 0, path


# What a button does takes a script, so that it is there only with one.
_TEXT = """main => {
    const copy = main.cloneNode(true)
    copy.querySelectorAll("button").forEach(button => button.remove())
    return copy.textContent.replace(/\\s+/g, " ")
}"""


def test_the_text_is_the_same_without_scripts(
    visit: Callable[..., Visitor], wide: Visitor, kinds: list[str]
) -> None:
    """Whatever stands in a page's main part, but for buttons, stands there with scripts off too."""
    plain = visit(java_script_enabled=False)
    alike = [path for path in kinds if path not in {"search.html", "sparql.html"}]
    for path in alike:
        texts = [visitor.open(path).locator("main").evaluate(_TEXT) for visitor in (plain, wide)]
        assert texts[0] == texts[1], path


STOP = """() => {
    const item = document.activeElement, box = item.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight
        && box.right > 0 && box.left < innerWidth;
    const place = [...document.querySelectorAll('body *')].indexOf(item);
    return item === document.body ? null
        : [place, item.className, inside && parseFloat(getComputedStyle(item).outlineWidth) >= 2];
}"""


# The foot of each page ends with a link.
LAST = "[...document.querySelectorAll('body *')].indexOf([...document.links].at(-1))"


def _stops(page: Page, most: int) -> list[list[Any]]:
    """Press Tab so many times, or to the end; return place, class and whether it can be seen."""
    stops: list[list[Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop in stops[:1]:
            break
        stops.append(stop)
    return stops


def test_the_keyboard_goes_through_a_page_in_order(wide: Visitor, kinds: list[str]) -> None:
    """The first stop skips to the text; every stop can be seen and follows the page's order."""
    for path in kinds:
        most = 200 if path == "tips/12.html" else 40
        page = wide.open(path)
        last = page.evaluate(LAST)
        stops = _stops(page, most)
        places = [place for place, _, _ in stops]
        assert stops[0][1] == "skip", path
        assert places == sorted(set(places)), path
        assert all(seen for _, _, seen in stops), path
        assert len(stops) == most or places[-1] == last, path


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
    expect(page.locator("h1")).to_contain_text(re.compile("jargon", re.IGNORECASE))
    expect(page.get_by_role("heading", name="What this rests on")).to_be_visible()


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


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("matrix/implications.html", "Primary research A 6", id="matrix"),
        pytest.param("tables/hudson-barriers.html", "Concept: professional status", id="words"),
    ],
)
def test_a_table_on_a_phone_stays_a_table(narrow: Visitor, path: str, name: str) -> None:
    """What a reader is given has a table whose cells say their column."""
    page = narrow.open(path)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    named = {(node["role"]["value"], node.get("name", {}).get("value")) for node in tree
             if not node["ignored"]}  # fmt: skip
    assert ("cell", name) in named
    assert "table" in {role for role, _ in named}
