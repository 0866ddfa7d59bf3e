"""The real review's site in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def site(frost_site: Path) -> Path:
    """Return the folder of the site."""
    return frost_site


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """Return every page that is opened from disk and stays: one that moved leads on at once."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    moved = {name for name, path in found.items() if b'http-equiv="refresh"' in path.read_bytes()}
    return sorted(found.keys() - moved - {"404.html"})


@pytest.fixture(scope="session")
def kinds(paths: list[str]) -> list[str]:
    """Return a page or two of each kind."""
    named = {"tips/12.html", "tips/1.html", "sources/A9.html", "debates/is-it-desirable.html"}
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(path.partition("/")[0], path)
    return sorted({*first.values(), *named & set(paths)})


class Visitor:
    """A reader with a browser: opens pages from disk and notes what goes wrong."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._note_message)
        self.page.on("request", self._note_request)

    def _note_message(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.faults.append(str(getattr(message, "text", "")))

    def _note_request(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith(("file:", "data:", "blob:")):
            self.faults.append(url)

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        name, mark, anchor = path.partition("#")
        self.page.goto((self.site / name).as_uri() + mark + anchor)
        return self.page


@pytest.fixture
def narrow(browser: Browser, site: Path) -> Iterator[Visitor]:
    """Return a visitor with a very small phone in the dark."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="dark")
    yield Visitor(context, site)
    context.close()


@pytest.fixture
def wide(browser: Browser, site: Path) -> Iterator[Visitor]:
    """Return a visitor with a desk and a lamp."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield Visitor(context, site)
    context.close()
