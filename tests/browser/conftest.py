"""A real browser, and a small site to try the scripts on: from disk and over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.outputs.site.staticfiles import render_static
from kg.service.http.replies import CONTENT_POLICY
from tests.programs import browser_flags, require_program
from tests.webservers import QuietHandler, run_server

# A journey is told once and made in each: a mark for a test, or for a whole file.
IN_EACH_BROWSER = pytest.mark.parametrize(
    "engine",
    [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("chromium", "firefox-esr")],
    indirect=True,
)


class _Handler(QuietHandler, SimpleHTTPRequestHandler):
    """Answers as a plain host of files does, which has its own page for what is not there."""

    top = "/"  # where on the host the folder lies

    def end_headers(self) -> None:
        # The very policy that `kg serve` sends: what it forbids must not work here either.
        self.send_header("Content-Security-Policy", CONTENT_POLICY.decode())
        super().end_headers()

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(self.top) if path.startswith(self.top) else "nowhere"
        return super().translate_path(f"/{inside}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@contextmanager
def serve_files(folder: Path, top: str = "/") -> Iterator[str]:
    """Serve a folder, as `top` of a host, on a free port of this machine; give its address."""
    handler = type("_HandlerAt", (_Handler,), {"top": top})
    with run_server(partial(handler, directory=str(folder))) as address:
        yield f"{address}{top}"


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which browsers save."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def launch(downloads: Path) -> Iterator[Callable[..., Browser]]:
    """Return how to start a browser by its name, without a window; flags may be added."""
    with sync_playwright() as playwright:

        def start(*flags: str, engine: str = "chromium") -> Browser:
            program = require_program(engine)
            if engine == "firefox-esr":
                # By this channel Playwright speaks WebDriver BiDi, as Debian's Firefox does.
                return playwright.firefox.launch(
                    executable_path=program,
                    channel="moz-firefox",
                    args=flags,
                    downloads_path=downloads,
                )
            return playwright.chromium.launch(
                executable_path=program,
                args=[*browser_flags(), *flags],
                downloads_path=downloads,
            )

        yield start


@pytest.fixture(scope="session")
def browsers(launch: Callable[..., Browser]) -> Iterator[Callable[[str], Browser]]:
    """Return how to get a running browser by its name: each is started when first asked for."""
    running: dict[str, Browser] = {}

    def ask(engine: str) -> Browser:
        if engine not in running:
            running[engine] = launch(engine=engine)
        return running[engine]

    yield ask
    for browser in running.values():
        browser.close()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of the browser that a test asks for by `IN_EACH_BROWSER`, or Chromium."""
    return str(getattr(request, "param", "chromium"))


@pytest.fixture(scope="session")
def browser(browsers: Callable[[str], Browser], engine: str) -> Browser:
    """Return a running browser."""
    return browsers(engine)


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
    for path, content in render_static():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def served(small_site: Path) -> Iterator[str]:
    """Serve the folder; return its address."""
    with serve_files(small_site) as address:
        yield address


@pytest.fixture(params=["disk", "http"])
def root(request: pytest.FixtureRequest, small_site: Path) -> str:
    """Return the address of the site's root, once from disk and once over HTTP."""
    if request.param == "disk":
        return f"{small_site.as_uri()}/"
    return str(request.getfixturevalue("served"))
