"""The site on a host of files: at its top without an address, in a folder with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import IN_EACH_BROWSER, serve_files
from tests.browser.site.axe import find_violations
from tests.browser.site.conftest import TOLD, Visitor

pytestmark = IN_EACH_BROWSER


@pytest.fixture(params=["at the top", "in a folder"])
def host(request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve the site; return the address of its home page's folder."""
    told = request.param == "in a folder"
    site: Path = request.getfixturevalue("told_site" if told else "site")
    with serve_files(site, urlsplit(TOLD).path if told else "/") as address:
        yield address


def test_who_meets_a_dead_link_searches_on(host: str, narrow: Visitor) -> None:
    """At any depth the page for it has a field, and what is typed there is found."""
    page = narrow.page
    for dead in ("no-such-page.html", "tips/99.html", "works/of/nobody/x.html"):
        answer = page.goto(f"{host}{dead}")
        assert answer is not None
        assert answer.status == 404
        page.get_by_label("What did you look for?").fill("jargon")
        page.get_by_label("What did you look for?").press("Enter")
        page.wait_for_url(f"{host}search.html#q=jargon")
        page.locator("[data-search] li a").first.click()
        page.wait_for_url(f"{host}tips/9.html")


def test_each_page_loads_all_it_names(host: str, narrow: Visitor) -> None:
    """Styles, scripts, font and data come from the folder of the site, wherever that lies."""
    page = narrow.page
    wrong: list[str] = []
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status > 399 else None)
    for path in ("", "tips/12.html", "settings/school.html", "search.html#q=pooled budgets"):
        page.goto(f"{host}{path}")
        expect(page.locator("h1")).to_be_visible()
        wait = "[...document.styleSheets].length > 1 && document.fonts.status === 'loaded'"
        page.wait_for_function(wait)
    expect(page.locator("[data-search] li a").first).to_be_visible()
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_dead_links_is_sound(
    host: str, visit: Callable[..., Visitor], scheme: Any
) -> None:
    """Axe finds nothing on it at any depth, which no copy on a disk can show."""
    page = visit(viewport={"width": 320, "height": 700}, color_scheme=scheme).page
    page.goto(f"{host}works/of/nobody/x.html")
    assert find_violations(page) == []
