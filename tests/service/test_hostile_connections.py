# ruff: noqa: E501 - requests are read best unbroken
"""Bytes that no client library would send, over bare sockets: HTTP as RFC 9112 says, and calm."""

from __future__ import annotations

import resource
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Running

pytestmark = pytest.mark.slow

Serve = Callable[..., "AbstractContextManager[Running]"]
ASK = "/sparql?query=ASK%7B%7D"
LAST = "Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def calm(
    tmp_path_factory: pytest.TempPathFactory,
    serve_module: Serve,
    build_module: Callable[..., None],
) -> Iterator[Running]:
    """Return a server with a site that in the end has written nothing to standard error."""
    folder = tmp_path_factory.mktemp("calm")
    build_module(folder, "a" * 64)
    with serve_module(folder) as running:
        yield running
        assert running.ask("ASK {}").status_code == 200
        assert running.errors() == ""


def connect(running: Running) -> socket.socket:
    """Open a connection."""
    parts = urlsplit(running.address)
    return socket.create_connection((parts.hostname, parts.port), timeout=15)


def read_all(connection: socket.socket) -> bytes:
    """Read until the server closes; a reset raises."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def exchange(running: Running, request: str) -> tuple[int, dict[str, str], bytes]:
    """Send bytes; return status, headers and body of the answer."""
    with connect(running) as connection:
        connection.sendall(request.encode("latin-1"))
        head, _, body = read_all(connection).partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body


REFUSED_HOSTS = {
    "none": "", "two": "Host: x\r\nHost: y\r\n", "two-alike": "Host: x\r\nhost: x\r\n", "space": "Host: a b\r\n", "empty": "Host:\r\n",
    "markup": "Host: <b>\r\n", "list": "Host: x, y\r\n", "path": "Host: x/y\r\n", "user": "Host: u@x\r\n", "port": "Host: x:y\r\n",
}  # fmt: skip


@pytest.mark.parametrize("hosts", REFUSED_HOSTS.values(), ids=REFUSED_HOSTS)
def test_a_request_has_one_host(calm: Running, hosts: str) -> None:
    """None, two or a malformed one is 400 with the reason, and the end of the connection."""
    status, headers, body = exchange(calm, f"GET {ASK} HTTP/1.1\r\n{hosts}\r\n")
    assert (status, headers["connection"]) == (400, "close")
    assert b"Host header" in body


@pytest.mark.parametrize(
    "request_text",
    [
        pytest.param(f"GET {ASK} HTTP/1.0\r\n\r\n", id="1.0"),
        pytest.param(f"GET {ASK} HTTP/1.0\r\nHost: x\r\n\r\n", id="1.0-with-host"),
        pytest.param(f"GET http://y{ASK} HTTP/1.1\r\nHost: x\r\n{LAST}", id="absolute"),
        pytest.param(f"GET http://[::1]:80{ASK} HTTP/1.1\r\nHost: x\r\n{LAST}", id="ipv6"),
        pytest.param(f"GET /{ASK} HTTP/1.1\r\nHost: x\r\n{LAST}", id="slash-too-many"),
        pytest.param(f"POST //sparql/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n{LAST}ASK {{}}", id="post"),
    ],
)  # fmt: skip
def test_other_right_forms_are_answered(calm: Running, request_text: str) -> None:
    """HTTP/1.0 without Host, a target with its authority, and a slash too many."""
    status, _, body = exchange(calm, request_text)
    assert (status, b"true" in body) == (200, True)


def test_the_authority_of_a_target_goes_before_host(calm: Running) -> None:
    """What the service says of itself names the address that was asked."""
    request = f"GET http://asked.example/sparql HTTP/1.1\r\nHost: other.example\r\nAccept: text/turtle\r\n{LAST}"
    _, _, body = exchange(calm, request)
    assert b"http://asked.example/sparql" in body
    assert b"other.example" not in body


@pytest.mark.parametrize("target", ["*", "http://x"])
def test_the_server_as_a_whole_tells_its_methods(calm: Running, target: str) -> None:
    """`OPTIONS *`, and what stands for it in absolute form, is 204 with Allow."""
    status, headers, body = exchange(calm, f"OPTIONS {target} HTTP/1.1\r\nHost: x\r\n{LAST}")
    assert (status, body) == (204, b"")
    assert headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
def test_nothing_else_can_be_asked_of_the_whole_server(calm: Running, method: str) -> None:
    """400, not 500."""
    assert exchange(calm, f"{method} * HTTP/1.1\r\nHost: x\r\n{LAST}")[0] == 400


@pytest.mark.parametrize(
    "target", ["x", "x:443", "ftp://x/", "http:///a", "http://u@x/", "http://a b/", "?query=ASK{}"]
)
def test_a_target_that_names_nothing_here_is_refused(calm: Running, target: str) -> None:
    """400 and the end of the connection."""
    assert exchange(calm, f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n")[0] == 400


FORM = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CODED = "Transfer-Encoding: "


@pytest.mark.parametrize(
    ("request_text", "status", "told"),
    [
        (f"{FORM}{CODED}xchunked\r\n\r\nquery=ASK", 501, "The only Transfer-Encoding read here"),
        (f"{FORM}{CODED}gzip, chunked\r\n\r\n0\r\n\r\n", 501, "read here is chunked"),
        (f"{FORM}{CODED}identity\r\n\r\n", 501, "read here is chunked"),
        (f"GET {ASK} HTTP/1.1\r\nHost: x\r\n{CODED}xchunked\r\n\r\n", 501, "read here is chunked"),
        (
            f"POST /sparql HTTP/1.0\r\n{CODED}chunked\r\n\r\n0\r\n\r\n",
            400,
            "HTTP/1.0 has no Transfer",
        ),
        (f"{FORM}{CODED}chunked\r\n\r\nZZ\r\nquery=\r\n", 400, "Invalid HTTP request"),
        ("BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501, "It is BREW."),
        ("get / HTTP/1.1\r\nHost: x\r\n\r\n", 501, "in capitals"),
        ("GET / HTTP/3.7\r\nHost: x\r\n\r\n", 505, "It is HTTP/3.7."),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "It is HTTP/2.0."),
        ("GET /concepts/caf\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n", 400, "as percent escapes"),
    ],
)
def test_what_the_parser_gives_up_at_is_told_for_what_it_is(
    calm: Running, request_text: str, status: int, told: str
) -> None:
    """With a status, and words, though the head was read before what is wrong came."""
    found, headers, body = exchange(calm, request_text)
    assert (found, headers["connection"]) == (status, "close")
    assert told in body.decode()
    assert calm.client.get(ASK).status_code == 200


@pytest.mark.parametrize("version", ["0.9", "2.0"])
def test_other_versions_are_not_spoken(calm: Running, version: str) -> None:
    """505 and the end of the connection."""
    assert exchange(calm, f"GET / HTTP/{version}\r\nHost: x\r\n\r\n")[0] == 505


@pytest.mark.parametrize(
    "path", ["//tips/12", "///tips/12", "/%2ftips/12", "//evil.example/..//tips/12"]
)
def test_no_path_leads_to_another_host(calm: Running, path: str) -> None:
    """A path that begins with slashes is read as with one; no Location begins with two."""
    status, headers, _ = exchange(calm, f"GET {path} HTTP/1.1\r\nHost: x\r\n{LAST}")
    assert (status, headers.get("location", "")) in {(303, "/tips/12.html"), (404, "")}


@pytest.mark.parametrize("path", ["//", "//tips/12.html", "//-/health", "//query/all.csv"])
def test_a_slash_too_many_changes_no_answer(calm: Running, path: str) -> None:
    """Pages, the service's own addresses and questions."""
    answers = [
        exchange(calm, f"GET {address} HTTP/1.1\r\nHost: x\r\n{LAST}")
        for address in (path, path[1:])
    ]
    assert answers[0][0] == answers[1][0] == 200
    assert answers[0][2] == answers[1][2]


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("POST /sparql HTTP/1.1", 413),
        ("POST /-/health HTTP/1.1", 405),
        ("POST /sparql HTTP/1.0", 413),
    ],
)
def test_who_sends_all_before_it_reads_gets_the_answer(
    calm: Running, request_line: str, status: int
) -> None:
    """An answer that comes before the end of the body is not lost by closing too early."""
    size = 9 << 20
    head = f"{request_line}\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {size}\r\n{LAST}"
    got, headers, _ = exchange(calm, head + "x" * size)
    assert (got, headers["connection"]) == (status, "close")


def test_clients_that_reset_in_the_middle_are_let_go(calm: Running) -> None:
    """Many requests in a row, known and unknown, and then nobody who takes the answers."""
    known = f"GET {ASK} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    page = b"GET /tips/12.html HTTP/1.1\r\nHost: x\r\n\r\n"
    posted = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n\r\nASK {}"
    fresh = b"GET /sparql?query=ASK%%7B%%7D%%23%d HTTP/1.1\r\nHost: x\r\n\r\n"
    for number in range(60):
        connection = connect(calm)
        connection.sendall((known + page + fresh % number + posted) * 20)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    assert calm.ask("ASK {}").status_code == 200


def test_answers_before_a_broken_request_are_given(calm: Running) -> None:
    """Then the connection ends, without a reset."""
    good = "GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\n"
    with connect(calm) as connection:
        connection.sendall((good * 3 + "nonsense\r\n\r\n" + good).encode())
        assert read_all(connection).count(b"HTTP/1.1 200 OK") == 3


REFUSED = {
    "no-host": (f"GET {ASK} HTTP/1.1\r\n", 400), "long-url": ("GET /?" + "x" * 70_000 + " HTTP/1.1\r\nHost: x\r\n", 414),
    "large-head": ("GET / HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nX: " + "x" * 100_000 + "\r\n", 431),
}  # fmt: skip


@pytest.mark.parametrize(("head", "status"), REFUSED.values(), ids=REFUSED)
def test_a_browser_can_read_why_it_is_refused(calm: Running, head: str, status: int) -> None:
    """Where its Accept has been read by then; a program gets JSON."""
    found, headers, body = exchange(calm, f"{head}Accept: text/html\r\n\r\n")
    assert (found, headers["connection"]) == (status, "close")
    assert headers["content-type"] in {"text/html; charset=utf-8", "application/problem+json"}
    assert (b"<h1>" in body) == headers["content-type"].startswith("text/html")
    if status != 431:
        assert b"<h1>" in body


def test_what_is_refused_is_counted_and_logged(calm: Running) -> None:
    """In the metrics by kind, and in the access log without a path."""
    for request in ("nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"):
        assert exchange(calm, request)[0] == 400
    told = calm.client.get("/-/metrics").text
    line = next(line for line in told.splitlines() if 'outcome="malformed",route="refused"' in line)
    assert float(line.split()[-1]) >= 2
    while not any(line["outcome"] == "malformed" for line in calm.log_lines()):
        continue


def test_few_file_descriptors_are_no_end(tmp_path: Path, serve: Serve) -> None:
    """Idle connections make room for those who ask, and nobody is reset."""
    (tmp_path / "a.ttl").write_text("<x:s> <x:p> <x:o> .")
    kept = resource.getrlimit(resource.RLIMIT_NOFILE)
    with serve(tmp_path, "--dataset", str(tmp_path / "a.ttl"), preexec=limit_files) as running:
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == kept
        allowed = running.client.get("/-/settings").json()["connections"]
        assert allowed < 150
        with ExitStack() as held:
            for _ in range(200):
                held.enter_context(connect(running))
            answers = [
                httpx.get(f"{running.address}sparql", params={"query": f"ASK {{}} # {number}"})
                for number in range(20)
            ]
        statuses = [answer.status_code for answer in answers]
        assert set(statuses) <= {200, 503}
        assert all(answer.headers["retry-after"] for answer in answers if answer.status_code == 503)
        while running.client.get("/-/ready").status_code != 200:
            continue
        assert running.errors() == ""


def limit_files() -> None:
    """Allow a process 150 open files."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (150, 150))
