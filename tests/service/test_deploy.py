"""The files in deploy/, tried as far as the machine allows."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from benchmarks.peers import find_port
from tests.programs import require_program

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from conftest import Running

    Serve = Callable[..., AbstractContextManager[Running]]

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
TINY = Path(__file__).parent / "tiny.trig"


def configure(folder: Path, port: int, replicas: list[str]) -> Path:
    """Write the example configuration with our own addresses, and no limit on one client."""
    text = (DEPLOY / "nginx.conf").read_text()
    for old, new in zip(("127.0.0.1:8001", "127.0.0.1:8002"), replicas, strict=True):
        text = text.replace(old, new)
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}").replace(
        "rate=200r/s", "rate=90000r/s"
    )
    path = folder / "nginx.conf"
    path.write_text(text)
    return path


@pytest.mark.needs("nginx")
def test_a_replica_killed_under_load_costs_no_request(tmp_path: Path, serve: Serve) -> None:
    """Nginx gives to the other replica what the killed one did not answer, POST included."""
    folders = [tmp_path / name for name in ("one", "two", "nginx")]
    for folder in folders:
        folder.mkdir()
    with (
        serve(folders[0], "--dataset", str(TINY)) as one,
        serve(folders[1], "--dataset", str(TINY)) as two,
    ):
        port = find_port()
        replicas = [f"127.0.0.1:{httpx.URL(running.address).port}" for running in (one, two)]
        with behind_nginx(configure(folders[2], port, replicas)):
            answers = load_and_kill(f"http://127.0.0.1:{port}", one)
        assert set(answers) == {200}


@contextmanager
def behind_nginx(path: Path) -> Iterator[None]:
    """Run nginx with a configuration; its own files lie beside that."""
    where = ["-p", str(path.parent), "-c", str(path)]
    # Started by root it would read files as somebody who may not see the folder of a test.
    user = " user root;" if os.geteuid() == 0 else ""
    command = [require_program("nginx"), *where, "-g", f"daemon off;{user}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(10)


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
NOWHERE = ("/tips/99.html", "/tips/", "/themes/x.html", "/nosuch")


@pytest.mark.needs("nginx")
def test_a_browser_behind_nginx_gets_the_page_for_what_is_missing(
    tmp_path: Path, serve: Serve, build: Callable[..., None]
) -> None:
    """The site's own page comes through, led from where it is asked; a program gets JSON."""
    build(tmp_path, "a" * 64)
    folder = tmp_path / "nginx"
    folder.mkdir()
    with serve(tmp_path) as running:
        port = find_port()
        address = f"http://127.0.0.1:{port}"
        own = f"127.0.0.1:{httpx.URL(running.address).port}"
        with behind_nginx(configure(folder, port, [own, own])):
            wait_for(address)
            for path in NOWHERE:
                page = httpx.get(address + path, headers=BROWSER)
                assert (page.status_code, "No such page" in page.text) == (404, True)
                found = re.search(r'href="([^"]*)"', page.text)
                assert found is not None
                assert httpx.get(httpx.URL(address + path).join(found[1])).status_code == 200
                program = httpx.get(address + path, headers={"Accept": "application/json"})
                assert program.headers["content-type"] == "application/problem+json"


@pytest.mark.needs("nginx")
@pytest.mark.parametrize("top", ["", "/works/tea"])
def test_files_behind_nginx_have_the_page_for_what_is_missing(
    tmp_path: Path, write_site: Callable[[Path, str], None], top: str
) -> None:
    """Nginx alone gives the site's page with the status 404, in a folder of its host too."""
    write_site(tmp_path / f"files{top}", "Tea")
    port = find_port()
    text = (DEPLOY / "nginx-files.conf").read_text()
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}").replace(
        " /404.html", f" {top}/404.html"
    )
    path = tmp_path / "nginx.conf"
    path.write_text(text.replace("/srv/tiptrace", str(tmp_path / "files")))
    address = f"http://127.0.0.1:{port}"
    with behind_nginx(path):
        wait_for(address)
        assert "Tea" in httpx.get(f"{address}{top}/tips/12.html").text
        for missing in ("/tips/99.html", "/themes/x.html", "/nosuch"):
            page = httpx.get(address + top + missing, headers=BROWSER)
            assert (page.status_code, "No such page" in page.text) == (404, True)
            assert page.headers["content-type"].startswith("text/html")


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    while True:
        try:
            httpx.get(address)
        except httpx.TransportError:
            continue
        return


def load_and_kill(address: str, victim: Running) -> list[int]:
    """Ask from four clients; kill a replica after a while; ask on; return the statuses."""
    answers: list[int] = []
    stop = threading.Event()

    def ask(client_number: int) -> None:
        with httpx.Client(base_url=address, timeout=30) as client:
            for number in itertools.count():
                if stop.is_set():
                    return
                query = f"ASK {{ ?s ?p ?o }} # {client_number} {number}"
                if number % 2:
                    answers.append(client.post("/sparql", data={"query": query}).status_code)
                else:
                    answers.append(client.get("/sparql", params={"query": query}).status_code)

    wait_for(address)
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    while len(answers) < 200:
        continue
    victim.process.kill()
    while len(answers) < 800:
        continue
    stop.set()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.needs("systemd-analyze")
def test_the_unit_is_valid(tmp_path: Path) -> None:
    """Systemd itself finds nothing to complain of."""
    unit = tmp_path / "tiptrace.service"
    text = (DEPLOY / "tiptrace.service").read_text()
    unit.write_text(text.replace("/opt/tiptrace/bin/kg", "/bin/true"))
    command = [require_program("systemd-analyze"), "verify", str(unit)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "tiptrace.service" not in found.stderr, found.stderr


@pytest.mark.parametrize(
    "wall", ["DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "MemoryMax="]
)
def test_the_unit_has_its_walls(wall: str) -> None:
    """A plain user, no privileges, a read-only system, a limit on memory."""
    assert wall in (DEPLOY / "tiptrace.service").read_text()


def test_the_image_runs_as_a_plain_user() -> None:
    """The last stage of the Containerfile sets a user that is not root."""
    stages = (DEPLOY / "Containerfile").read_text().split("FROM ")
    assert re.search(r"^USER 10001$", stages[-1], re.MULTILINE)


def test_the_base_of_the_image_is_named_by_its_digest() -> None:
    """No stage can be built on what a tag means today; what is installed has its hash checked."""
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    stages = [line for line in lines if line.startswith("FROM ")]
    assert stages
    assert all("@sha256:${PYTHON_SHA256}" in stage for stage in stages)
    assert "ARG PYTHON_SHA256" in lines
    installs = [line for line in lines if "/pip " in line]
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
