"""The site over HTTP as it is now, for the browser of the one who edits it.

Only this machine is listened to, and only pages of this very address are answered: a page of
somebody else's could else read what is not published yet, by a name of its own that leads here.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from kg.errors import KgError
from kg.formats import HTML, format_of
from kg.preview.desk import Desk
from kg.preview.showcase import Showcase

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/-/preview", "/-/preview.js"
SECONDS = 15.0  # between two signs of life, by which it shows whether anybody still listens
_SCRIPT = Path(__file__).with_name("preview.js")


class PreviewServer(ThreadingHTTPServer):
    """Serves what a showcase has when it is asked for."""

    daemon_threads = True
    block_on_close = False  # open pages listen as long as they are open

    def __init__(self, port: int, showcase: Showcase, desk: Desk) -> None:
        """Listen on a port; 0 is a free one. Raises OSError where it is taken."""
        super().__init__((HOST, port), PreviewHandler)
        self.showcase, self.desk = showcase, desk
        self.hosts = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        """Return the address of the home page."""
        return f"http://{HOST}:{self.server_port}/"


class PreviewHandler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Answer with a page, the script of the preview, or what changes."""
        if not self._is_ours():
            self._send(HTTPStatus.FORBIDDEN, b"not this server's address\n", "text/plain")
            return
        path = unquote(urlsplit(self.path).path)
        if path == EVENTS:
            self._send_events()
        elif path == SCRIPT:
            self._send(HTTPStatus.OK, _SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
        else:
            self._send_page(path)

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal has the problems of the sources."""

    def _is_ours(self) -> bool:
        """Say whether the request names this server, and comes from a page of it, or from none."""
        origin = self.headers.get("Origin")
        asked = origin is None or urlsplit(origin).netloc in self.server.hosts
        return asked and self.headers.get("Host") in self.server.hosts

    def _send_page(self, path: str) -> None:
        # Asked for first: a page that is newer than its name is loaded once more, and none too few.
        build = self.server.desk.state.build
        status = HTTPStatus.OK
        try:
            found = self.server.showcase.find(path)
            if found is None:
                status = HTTPStatus.NOT_FOUND
                found = self.server.showcase.find("/404.html")
        except KgError as error:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            found = "error.html", _page_of("This page cannot be made", str(error))
        name, content = found or ("none.html", _page_of("No build yet", "There is no build yet."))
        kind = format_of(PurePosixPath(name).suffix.lower())
        if kind is HTML:
            script = f'<script src="{SCRIPT}" data-build="{build}"></script>'
            content = script.encode().join(content.rpartition(b"</html>")[::2])
        self._send(status, content, kind.content_type())

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = -1
        while self.command == "GET":
            state = self.server.desk.wait_beyond(number, SECONDS)
            told = json.dumps({"build": state.build, "lines": state.lines})
            line = ": still here" if state.number == number else f"data: {told}"
            number = state.number
            try:
                self.wfile.write(f"{line}\n\n".encode())
            except OSError:  # the page is closed
                return

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)


@contextmanager
def serve_preview(port: int, showcase: Showcase, desk: Desk) -> Iterator[PreviewServer]:
    """Serve in a thread of its own while what is inside goes on."""
    with PreviewServer(port, showcase, desk) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
            showcase.whole.end()


def _page_of(title: str, text: str) -> bytes:
    """Return a page that has nothing of the site to show."""
    shown = html.escape(text)
    return f"<!DOCTYPE html><html lang=en><title>{title}</title><p>{shown}</html>".encode()
