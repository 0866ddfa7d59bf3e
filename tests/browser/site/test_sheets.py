"""Sheets to take along, as they come out of a printer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize
from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from tests.browser.conftest import IN_EACH_BROWSER
from tests.browser.site.conftest import Visitor, count_sides

pytestmark = pytest.mark.needs("pdftotext")

# On paper, how many millimetres a pixel is wide.
_MM = 25.4 / 96
_PAPER = ViewportSize(width=round(182 / _MM), height=round(277 / _MM))


def sheets_of(site: Path) -> list[str]:
    """Return the sheets of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.glob("tips/*-sheet.html"))


def count_pages(page: Page) -> int:
    """Return how many pages the printer would give, by the size that the page asks for."""
    return count_sides(page.pdf(format="A4", prefer_css_page_size=True))


@pytest.fixture(scope="module")
def tiny_site(tiny_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the tiny world's site."""
    folder = tmp_path_factory.mktemp("tea") / "site"
    manifest = Manifest("d" * 64, "i" * 64, "0", "Tea at work", "https://example.org/tea/")
    build_site(tiny_store, manifest, OutputWriter(folder), folder.with_name("none"))
    return folder


@IN_EACH_BROWSER
@pytest.mark.parametrize(("world", "count"), [("site", 19), ("told_site", 19), ("tiny_site", 2)])
def test_a_sheet_prints_on_one_page(
    wide: Visitor, world: str, count: int, request: pytest.FixtureRequest
) -> None:
    """Every tip has a sheet, and each sheet takes exactly one page of A4."""
    wide.site = request.getfixturevalue(world)
    pages = {path: count_pages(wide.open(path)) for path in sheets_of(wide.site)}
    assert pages == dict.fromkeys(pages, 1)
    assert len(pages) == count


@pytest.mark.needs("chromium")
def test_a_sheet_leaves_room_to_write(wide: Visitor) -> None:
    """Nothing runs over the page, and each question has two lines or more, 6 mm high at least."""
    wide.page.emulate_media(media="print")
    wide.page.set_viewport_size(_PAPER)
    for path in sheets_of(wide.site):
        page = wide.open(path)
        height = page.evaluate("document.querySelector('.sheet').scrollHeight")
        assert height * _MM <= 277, path
        for ruled in page.locator(".ruled").all():
            box = ruled.bounding_box()
            lines = [line.bounding_box() for line in ruled.locator("i").all()]
            assert box is not None
            ends = [line["y"] + line["height"] for line in lines if line is not None]
            assert sum(end <= box["y"] + box["height"] + 1 for end in ends) >= 2, path
            assert min(line["height"] for line in lines if line) * _MM >= 5.9, path


@IN_EACH_BROWSER
def test_a_supervisor_takes_a_tip_along(narrow: Visitor) -> None:
    """The button stands under the tip's lead; on the sheet stand the lines of the tip's page."""
    page = narrow.open("tips/12.html")
    shown = " ".join(page.locator(".says").inner_text().split())
    button = page.get_by_role("link", name="One page to take along")
    box = button.bounding_box()
    assert box is not None
    assert box["y"] < 1.5 * 700
    button.click()
    page.wait_for_url("**/tips/12-sheet.html")
    lines = page.locator(".sheet-lines dd").all()
    said = [str(line.evaluate("item => item.firstChild.data")).strip() for line in lines]
    assert len(said) == 3
    assert [line for line in said if " ".join(line.split()) not in shown] == []


@IN_EACH_BROWSER
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_chosen_tips_print_a_sheet_each(visit: Callable[..., Visitor], scripts: bool) -> None:
    """What is ticked is printed, each on a page; with nothing ticked all are."""
    page = visit(java_script_enabled=scripts).open("tips/sheets.html")
    assert count_pages(page) == 19
    for number in (3, 9, 12):
        page.get_by_label(re.compile(rf"^{number}\. ")).check()
    assert count_pages(page) == 3


@IN_EACH_BROWSER
def test_a_choice_can_be_passed_on(wide: Visitor) -> None:
    """The address holds what is ticked; whoever opens it finds the same ticked."""
    page = wide.open("tips/sheets.html")
    page.locator("#take-9").check()
    page.locator("#take-12").check()
    page.locator("#take-9").uncheck()
    page.locator("#take-3").check()
    assert page.url.endswith("tips/sheets.html#tip-3,tip-12")
    page.goto("about:blank")
    page = wide.open("tips/sheets.html#tip-3,tip-12")
    ticked = page.locator(".picks input:checked").evaluate_all("all => all.map(one => one.value)")
    assert ticked == ["tip-3", "tip-12"]
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.locator(".picks input:checked").count() == 2
