"""A real browser, and a small site to try the scripts on: from disk and over HTTP."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.resources import resource_folder
from tests.programs import browser_flags, require_program

# What the pages are served with: scripts from the site only, WebAssembly, and workers from a Blob.
_POLICY = (
    "default-src 'self'; img-src 'self' data:; "
    "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:"
)


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", _POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Return how to start the browser that is there, without a window; flags may be added."""
    with sync_playwright() as playwright:

        def start(*flags: str) -> Browser:
            return playwright.chromium.launch(
                executable_path=require_program("chromium"), args=[*browser_flags(), *flags]
            )

        yield start


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Return a running browser."""
    chromium = launch()
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that fails the test when a script throws or anything is logged as an error."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" else None
    )
    yield page
    context.close()
    assert faults == []


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the static files of the site; each test file adds its pages."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(resource_folder("site") / "static", folder / "static")
    return folder


@pytest.fixture(scope="session")
def served(small_site: Path) -> Iterator[str]:
    """Serve the folder on a free port of this machine; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(small_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["disk", "http"])
def root(request: pytest.FixtureRequest, small_site: Path) -> str:
    """Return the address of the site's root, once from disk and once over HTTP."""
    if request.param == "disk":
        return f"{small_site.as_uri()}/"
    return str(request.getfixturevalue("served"))
