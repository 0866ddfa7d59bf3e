from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.preview.desk import Desk
from kg.preview.server import EVENTS, HOST, SCRIPT, PreviewServer, serve_preview
from kg.preview.showcase import Showcase

PAGE = "<!DOCTYPE html><html><body>Tip</body></html>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a build with two pages and a file."""
    site = tmp_path / "current" / "site"
    (site / "tips").mkdir(parents=True)
    for name in ("index.html", "tips/1.html", "404.html"):
        (site / name).write_text(PAGE, encoding="utf-8")
    (site / "tips" / "1.ttl").write_text("<a:a> <a:b> <a:c> .\n", encoding="utf-8")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    return site


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    """Serve the build."""
    desk = Desk(site.parent)
    desk.tell("abc")
    with serve_preview(0, Showcase(site.parent), desk) as server:
        yield server


def _ask(
    server: PreviewServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, str, str]:
    connection = HTTPConnection(HOST, server.server_port, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Content-Type", ""), text


def test_pages_come_with_the_script_and_files_as_they_are(
    server: PreviewServer, site: Path
) -> None:
    """The script is put into what is sent, with the name of the build; no file has it."""
    script = f'<script src="{SCRIPT}" data-build="abc"></script>'
    shown = PAGE.replace("</html>", script)
    for path in ("/", "/tips/1.html", "/tips/1", "/index.html?q=1"):
        assert _ask(server, path) == (200, "text/html; charset=utf-8", shown.rstrip("\n") + "\n")
    assert _ask(server, "/tips/1", "HEAD") == (200, "text/html; charset=utf-8", "")
    assert _ask(server, "/tips/1.ttl")[2] == "<a:a> <a:b> <a:c> .\n"
    assert _ask(server, "/no/such")[0] == 404
    assert (site / "index.html").read_text(encoding="utf-8") == PAGE
    assert "EventSource" in _ask(server, SCRIPT)[2]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
    ids=["another name", "another name, this port", "another site", "no site", "another port"],
)
@pytest.mark.parametrize("path", ["/tips/1.html", EVENTS])
def test_others_pages_are_not_answered(
    headers: dict[str, str], path: str, server: PreviewServer
) -> None:
    """A page elsewhere reads nothing here, neither by its origin nor by a name of its own."""
    told = {name: value.format(port=server.server_port) for name, value in headers.items()}
    status, _, text = _ask(server, path, **told)
    assert (status, text) == (403, "not this server's address\n")


def test_our_own_pages_are_answered_by_either_name(server: PreviewServer) -> None:
    """The browser may call this machine by its number or its name."""
    for name in (HOST, "localhost"):
        host = f"{name}:{server.server_port}"
        assert _ask(server, "/", Host=host, Origin=f"http://{host}")[0] == 200


@pytest.mark.parametrize("path", ["/../../secret.html", "/..%2f..%2fsecret.html", "/%00", "/a\\b"])
def test_nothing_outside_of_the_site_is_served(path: str, server: PreviewServer) -> None:
    """A path that climbs finds nothing."""
    assert _ask(server, path)[0] == 404


def test_who_listens_hears_of_the_next_build(server: PreviewServer) -> None:
    """The state comes at once, and again when it changes."""
    connection = HTTPConnection(HOST, server.server_port, timeout=20)
    connection.request("GET", EVENTS)
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    heard = [answer.readline(), answer.readline()]
    server.desk.tell("abc", message="tiptrace.toml: broken")
    heard.append(answer.readline())
    connection.close()
    first, _, second = (json.loads(line[6:]) if line.strip() else {} for line in heard)
    assert first == {"build": "abc", "lines": []}
    assert second == {"build": "abc", "lines": [["tiptrace.toml: broken", ""]]}


def test_a_page_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    """What is wrong stands on the page, which listens for the mended one."""

    class Broken(Showcase):
        def find(self, path: str) -> tuple[str, bytes] | None:
            raise BuildError(f"{path}: <none> of it")

    with serve_preview(0, Broken(tmp_path), Desk(tmp_path)) as server:
        status, _, text = _ask(server, "/tips/1")
    assert status == 500
    assert "/tips/1: &lt;none&gt; of it" in text
    assert SCRIPT in text


def test_before_the_first_build_a_page_says_so(tmp_path: Path) -> None:
    """Where sources are wrong from the start there is a page all the same, which listens."""
    with serve_preview(0, Showcase(tmp_path / "current"), Desk(tmp_path)) as server:
        status, _, text = _ask(server, "/")
    assert status == 404
    assert "There is no build yet." in text
    assert SCRIPT in text
