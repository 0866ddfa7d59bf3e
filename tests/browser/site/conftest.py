"""The real review's site in a browser."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pyoxigraph import Store

from benchmarks.pages import choose_pages
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from tests.conftest import FROST
from tests.programs import require_program
from tests.sharing import make_once


@pytest.fixture(scope="session")
def site(frost_site: Path) -> Path:
    """Return the folder of the site."""
    return frost_site


# Where a site is that lies in a folder of a host.
TOLD = "https://example.org/works/reviews/together/"


@pytest.fixture(scope="session")
def told_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real review's site with an address and somebody to write to."""
    manifest = Manifest(
        "d" * 64,
        "i" * 64,
        "0",
        "Working together for children",
        FROST,
        address=TOLD,
        contact="jo@example.org",
    )

    def build(part: Path) -> None:
        store: Store = request.getfixturevalue("frost_store")
        build_site(store, manifest, OutputWriter(part / "site"), part / "none")

    return make_once(tmp_path_factory, "told", build) / "site"


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """Return every page that is opened from disk and stays: one that moved leads on at once."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    moved = {name for name, path in found.items() if b'http-equiv="refresh"' in path.read_bytes()}
    return sorted(found.keys() - moved - {"404.html"})


@pytest.fixture(scope="session")
def kinds(site: Path) -> list[str]:
    """Return the heaviest page of each kind, and some that are known well."""
    known = {"tips/12.html", "tips/1.html", "sources/A9.html", "debates/is-it-desirable.html"}
    return sorted({*choose_pages(site), *known})


class Visitor:
    """A reader with a browser: opens pages from disk and notes what goes wrong."""

    def __init__(self, context: BrowserContext, site: Path, downloads: Path) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.downloads = downloads
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

    def save(self, link: Locator) -> Path:
        """Click on what saves a file; return the file, by the name it is saved under."""
        for file in self.downloads.iterdir():
            file.unlink()
        if link.page.context.browser and link.page.context.browser.browser_type.name == "firefox":
            link.click()
            return self._await_file()
        with self.page.expect_download() as download:
            link.click()
        file = self.downloads / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def _await_file(self) -> Path:
        """Return the file that a browser has just saved; raise TimeoutError after ten seconds.

        Firefox tells of a download from a disk without the number by which Playwright knows it.
        """
        for _ in range(500):
            whole = [file for file in self.downloads.iterdir() if file.stat().st_size > 0]
            if len(whole) == 1 and whole[0].suffix != ".part":
                return whole[0]
            self.page.wait_for_timeout(20)
        raise TimeoutError


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF, a form feed after each side."""
    command = [require_program("pdftotext"), "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def count_sides(pdf: bytes) -> int:
    """Return how many sides of paper a PDF has."""
    return text_of(pdf).count("\f")


@pytest.fixture
def visit(browser: Browser, site: Path, downloads: Path) -> Iterator[Callable[..., Visitor]]:
    """Return how to get a visitor, by what Playwright's contexts take; each is gone in the end."""
    contexts: list[BrowserContext] = []

    def come(**ways: Any) -> Visitor:
        contexts.append(browser.new_context(**ways))
        return Visitor(contexts[-1], site, downloads)

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def narrow(visit: Callable[..., Visitor]) -> Visitor:
    """Return a visitor with a very small phone in the dark."""
    return visit(viewport={"width": 320, "height": 700}, color_scheme="dark")


@pytest.fixture
def wide(visit: Callable[..., Visitor]) -> Visitor:
    """Return a visitor with a desk and a lamp."""
    return visit(viewport={"width": 1280, "height": 900}, color_scheme="light")
