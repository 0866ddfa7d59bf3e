from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from kg.collection import fetching
from kg.collection.buildfiles import DATASET, LeftOut
from kg.collection.given import find_builds, open_build
from tests.collection.test_buildfiles import make_zip
from tests.webservers import QuietHandler, run_server


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """Return the folder of something that looks like a build."""
    folder = tmp_path / "a"
    (folder / "data").mkdir(parents=True)
    (folder / DATASET).write_bytes(b"here")
    make_zip(tmp_path / "b.zip", {DATASET: b"zipped"})
    return folder


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, on a free port."""
    quiet = type("Quiet", (QuietHandler, SimpleHTTPRequestHandler), {})
    with run_server(partial(quiet, directory=str(folder))) as address:
        yield f"{address}/"


def read(word: str) -> bytes | None:
    with open_build(word) as files:
        return files.read(DATASET)


def test_a_folder_of_builds_stands_for_each_of_them(build: Path) -> None:
    """Folders and zips in it are named one by one; a build is named itself."""
    assert find_builds(str(build.parent)) == [str(build), str(build.parent / "b.zip")]
    assert find_builds(str(build)) == [str(build)]
    assert find_builds("http://127.0.0.1/") == ["http://127.0.0.1/"]


def test_a_project_stands_for_its_build(build: Path, tmp_path: Path) -> None:
    """The link to the build in use is followed."""
    (tmp_path / "project" / "build").mkdir(parents=True)
    (tmp_path / "project" / "build" / "current").symlink_to(build)
    assert read(str(tmp_path / "project")) == b"here"
    assert read(f"file://{tmp_path}/project") == b"here"


def test_what_is_no_file_and_no_folder_is_told_so(tmp_path: Path) -> None:
    """A pipe is not read, for nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(LeftOut, match="no file and no folder"):
        read(str(tmp_path / "pipe.zip"))


def test_a_project_without_a_build_is_told_so(tmp_path: Path) -> None:
    """The message says what to do."""
    (tmp_path / "tiptrace.toml").write_text("", encoding="utf-8")
    with pytest.raises(LeftOut, match="this project has no build; make it first"):
        read(str(tmp_path))


def test_a_server_on_this_machine_is_asked(build: Path) -> None:
    """The data of a site, or a zip that it offers."""
    with serve(build.parent) as address:
        assert read(f"{address}a/") == b"here"
        assert read(f"{address}b.zip") == b"zipped"
        with pytest.raises(LeftOut, match="it answers 404"):
            read(f"{address}nothing/")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "http://169.254.169.254/",
        "http://localhost.example.org/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:99999999/",
        "http://[::2]/",
        "http://0x7f000001.example/",
    ],
)
def test_no_other_machine_is_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even its name is looked up."""
    monkeypatch.setattr(fetching, "HTTPConnection", None)
    with pytest.raises(LeftOut):
        read(address)


def test_what_a_server_gives_is_bounded(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a build may have is not written to its end."""
    monkeypatch.setattr(fetching, "MOST_DATA", 3)
    with serve(build.parent) as address, pytest.raises(LeftOut, match="it gives more than"):
        read(f"{address}a/")


def test_a_server_that_is_not_there_is_told() -> None:
    """The message asks whether it runs."""
    with pytest.raises(LeftOut, match="is kg serve running there"):
        read("http://127.0.0.1:9/")


@contextmanager
def say(head: str, *pieces: bytes) -> Iterator[str]:
    """Serve one answer on this machine, piece by piece, and a moment between them."""

    class Handler(QuietHandler, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(f"HTTP/1.0 200 OK\r\n{head}\r\n".encode())
            with suppress(OSError):
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(0.02)

    with run_server(Handler) as address:
        yield f"{address}/"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Content-Length: 9\r\n", "it broke off after 4 of 9 bytes; try again"),
        ("Content-Type: text/html; charset=utf-8\r\n", "it answers with a page, not with data"),
        ("Content-Encoding: gzip\r\n", "it packs what it sends, and was asked not to"),
        ("Transfer-Encoding: chunked\r\n", "it broke off in the middle"),
    ],
    ids=["broken off", "a page", "packed", "a broken piece"],
)
def test_what_a_server_gives_is_whole_and_data(head: str, said: str) -> None:
    """Half of a review may look like a whole one."""
    with say(head, b"here") as address, pytest.raises(LeftOut, match=said):
        read(address)


def test_a_server_that_gives_little_by_little_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says something all the time, and never ends."""
    monkeypatch.setattr(fetching, "_MOST_SECONDS", 0.1)
    much = [b"x"] * 500
    with say("", *much) as address, pytest.raises(LeftOut, match=r"it takes more than 0\.1 s"):
        read(address)


@pytest.mark.parametrize("head", ["", "HTTP/1.1 200 OK\r\n"], ids=["status", "fields"])
def test_a_server_that_never_says_what_comes_is_not_waited_for(
    head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte of its head comes in time, and the head has no end."""
    monkeypatch.setattr(fetching, "_SECONDS", 0.1)

    class Handler(QuietHandler, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(head.encode())
            with suppress(OSError):
                for _ in range(500):
                    self.wfile.write(b"x")
                    time.sleep(0.01)
                    sent.append(b"x")

    sent: list[bytes] = []
    with run_server(Handler) as address, pytest.raises(LeftOut, match=r"it takes more than 0\.1 s"):
        read(f"{address}/")
    assert 0 < len(sent) < 500


def test_what_speaks_no_http_is_quoted_in_one_line() -> None:
    """Whatever it says, and however much."""

    class Handler(QuietHandler, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(b"\x1b[31m" + b"y" * 9000 + b"\r\n")

    with run_server(Handler) as address, pytest.raises(LeftOut) as caught:
        read(f"{address}/")
    assert str(caught.value).startswith("it speaks no HTTP (\\x1b[31myyy")
    assert len(str(caught.value)) < 300
