# ruff: noqa: E501 - queries and requests are read best unbroken
"""Requests meant to harm, one after another, with an honest client beside them."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx
import pytest

if TYPE_CHECKING:
    from conftest import Running

pytestmark = pytest.mark.slow

OPEN = "".join(f"?a{number} ?b{number} ?c{number} . " for number in range(1, 10))
DIGITS = " ".join("?" + name for name in "abcdef")
BLOCKS = " ".join(f"VALUES ?{name} {{ 1 2 3 4 5 6 7 8 9 0 }}" for name in "abcdef")
X = "<http://example.org/x>"


class Citizen:
    """An honest client that asks a new small query again and again, on a connection of its own."""

    def __init__(self, address: str) -> None:
        self.answers: list[int] = []
        self._address = address
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more."""
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        with httpx.Client(base_url=self._address, timeout=30) as client:
            for number in itertools.count():
                if self._stop.is_set():
                    return
                query = (
                    f"SELECT ?s {{ ?s <http://example.org/cups> ?n FILTER(?n != {number + 10}) }}"
                )
                answer = client.get("/sparql", params={"query": query})
                good = answer.status_code == 200 and "example.org/tea" in answer.text
                self.answers.append(200 if good else answer.status_code)


@pytest.fixture(scope="module")
def citizen(served: Running) -> Iterator[Citizen]:
    """Return the honest client; in the end each question was answered and no error told."""
    honest = Citizen(served.address)
    honest.start()
    yield honest
    honest.stop()
    assert set(honest.answers) == {200}
    assert served.errors() == ""


@pytest.fixture
def beside(citizen: Citizen) -> Iterator[None]:
    """Let the honest client have answers during and after the test."""
    before = len(citizen.answers)
    yield
    while len(citizen.answers) < before + 2:
        citizen._stop.wait(0.01)
    assert citizen.answers[-1] == 200


RUNAWAYS = {
    "cartesian-count": f"SELECT (COUNT(*) AS ?n) {{ {OPEN} }}",
    "cartesian-order": f"SELECT * {{ {OPEN} }} ORDER BY ?c1 ?c6 LIMIT 1",
    "cartesian-distinct": f"SELECT DISTINCT ?a1 ?c6 {{ {OPEN} }} ORDER BY ?a1",
    "cartesian-group": f"SELECT ?a1 (SUM(?c6) AS ?n) {{ {OPEN} }} GROUP BY ?a1",
    "cartesian-filter": f"ASK {{ {OPEN} FILTER(STRLEN(CONCAT(STR(?a1), STR(?c9))) > 99999) }}",
    "cartesian-construct": f"CONSTRUCT {{ ?a1 ?b1 ?c6 }} WHERE {{ {OPEN} }}",
    "cartesian-union": f"SELECT (COUNT(*) AS ?n) {{ {{ {OPEN} }} UNION {{ {OPEN} }} }}",
    "cartesian-minus": f"SELECT (COUNT(*) AS ?n) {{ {OPEN} MINUS {{ ?a1 ?q {X} }} }}",
    "cartesian-optional": f"SELECT (COUNT(*) AS ?n) {{ {OPEN} OPTIONAL {{ ?c1 ?q ?r }} }}",
    "cartesian-exists": f"SELECT (COUNT(*) AS ?n) {{ {OPEN} FILTER NOT EXISTS {{ ?c1 ?q {X} }} }}",
    "values-count": f"SELECT (COUNT(*) AS ?n) {{ {BLOCKS} VALUES ?g {{ 1 2 3 4 5 6 7 8 9 }} VALUES ?h {{ 1 2 3 4 5 6 7 8 9 }} }}",
    "values-strings": f"SELECT (MAX(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?n) {{ {BLOCKS} VALUES ?g {{ 1 2 3 4 5 6 7 8 9 }} }}",
    "regex": f"SELECT (COUNT(*) AS ?n) {{ {OPEN} FILTER REGEX(CONCAT(STR(?a1), STR(?c9)), '^(a+)+$') }}",
    "describe-all": f"DESCRIBE ?a1 ?a2 ?a3 {{ {OPEN} }}",
    "rand": f"SELECT (COUNT(*) AS ?n) {{ {OPEN} FILTER(RAND() > STRLEN(CONCAT(STR(?a1), STR(?c9)))) }}",
    "paths": f"SELECT (COUNT(*) AS ?n) {{ ?a (!{X})* ?b . ?c (!{X})* ?d . ?e (!{X})* ?f . ?g (!{X})* ?h . ?i (!{X})* ?j . ?k ?l ?m . ?n ?o ?p . ?q ?r ?s . ?t ?u ?v . ?w ?x ?y }}",
    "planning": "SELECT * {" + "?s ?p ?o . " * 290 + "}",
    "subselects": "SELECT (COUNT(*) AS ?n) {" + "".join(f"{{ SELECT * {{ ?a{i} ?b{i} ?c{i} }} }}" for i in range(12)) + "}",
}  # fmt: skip

BOMBS = {
    "sorted-strings": f"SELECT ?s {{ {BLOCKS} BIND(CONCAT(STR(?a), '{'x' * 5000}', STR(?f)) AS ?s) }} ORDER BY ?s",
    "group-concat": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), '{'x' * 9000}')) AS ?s) {{ {BLOCKS} }}",
    "doubling": "SELECT ?z { BIND('" + "x" * 1000 + "' AS ?a0) " + "".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1}) " for i in range(24)) + "BIND(STRLEN(?a24) AS ?z) }",
    "replace": "SELECT ?z { BIND('" + "x" * 1000 + "' AS ?a0) " + "".join(f"BIND(REPLACE(?a{i}, 'x', 'xxxxxxxxxx') AS ?a{i + 1}) " for i in range(8)) + "BIND(STRLEN(?a8) AS ?z) }",
    "rows": f"SELECT * {{ {BLOCKS} VALUES ?g {{ 1 2 3 }} }}",
    "bytes": f"SELECT ('{'x' * 5000}' AS ?x) {DIGITS} {{ {BLOCKS} }}",
    "triples": f"CONSTRUCT {{ [] <x:p> ?a ; <x:q> ?b ; <x:r> ?c }} WHERE {{ {BLOCKS} VALUES ?g {{ 1 2 3 }} }}",
    "distinct": f"SELECT DISTINCT (CONCAT('{'x' * 2000}', STR(?a), STR(?b), STR(?c), STR(?d), STR(?e), STR(?f)) AS ?s) {{ {BLOCKS} }}",
    "cross-sort": f"SELECT * {{ {BLOCKS} VALUES ?g {{ 1 2 3 4 5 6 7 8 9 }} }} ORDER BY ?g ?f ?e LIMIT 1",
}  # fmt: skip

DEPTHS = {
    "groups": "SELECT * " + "{" * 5000 + "}" * 5000,
    "optionals": "SELECT * {" + "OPTIONAL{" * 4000 + "}" * 4001,
    "parentheses": "SELECT * { FILTER(" + "(" * 9000 + "1" + ")" * 9001 + "}",
    "unions": "SELECT * {" + "{}UNION" * 8000 + "{}}",
    "ors": "ASK { FILTER(1" + "||1" * 18_000 + ") }",
    "sums": "SELECT (1" + "+1" * 20_000 + " AS ?x) {}",
    "nots": "ASK { FILTER(" + "!" * 40_000 + "1) }",
    "minus-signs": "ASK { FILTER(" + "- " * 20_000 + "1 = 1) }",
    "paths": "SELECT * { ?s " + f"{X}/" * 2000 + f"{X} ?o }}",
    "path-alternatives": "SELECT * { ?s " + "<x:>|" * 12_000 + "<x:> ?o }",
    "path-inverses": "SELECT * { ?s " + "^" * 40_000 + f"{X} ?o }}",
    "path-groups": "SELECT * { ?s " + "(" * 9000 + X + ")" * 9000 + " ?o }",
    "path-stars": "SELECT * { ?s " + "(" * 120 + X + ")*" * 120 + " ?o }",
    "blank-nodes": "SELECT * { ?s ?p " + "[?p " * 5000 + "1" + "]" * 5000 + "}",
    "collections": "SELECT * { ?s ?p " + "(" * 5000 + ")" * 5000 + "}",
    "long-collection": "SELECT * { ?s ?p (" + "1 " * 20_000 + ") }",
    "subqueries": "SELECT * {" + "{SELECT * {" * 2000 + "}}" * 2000 + "}",
    "exists": "SELECT * {" + "FILTER EXISTS {" * 3000 + "}" * 3001,
    "ifs": "SELECT (" + "IF(1," * 9000 + "1" + ",1)" * 9000 + " AS ?x) {}",
    "graphs": "SELECT * {" + "GRAPH ?g {" * 4000 + "}" * 4001,
    "projections": "SELECT " + " ".join(f"(1 AS ?v{i})" for i in range(4000)) + " {}",
    "patterns": "SELECT * {" + "?s ?p ?o . " * 5000 + "}",
    "objects": "SELECT * { ?s ?p " + "1," * 15_000 + "1 }",
    "quotes": "SELECT * { ?s ?p " + "<<" * 5000 + "}",
    "annotations": "SELECT * { ?s ?p ?o " + "{| ?p ?o " * 3000 + "}",
    "values": "SELECT * { VALUES ?x {" + "1 " * 30_000 + "} }",
    "prefixes": "PREFIX a: <x:> " * 4000 + "ASK {}",
    "binds": "SELECT * {" + "".join(f"BIND(1 AS ?v{i}) " for i in range(3000)) + "}",
    "at-the-limit": "SELECT * " + "{" * 128 + "}" * 128,
}  # fmt: skip

REFUSED = {400, 403, 405, 413, 422, 503, 504}


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("query", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_is_ended(served: Running, query: str) -> None:
    """It gets 504 at its deadline, or 422 if its memory ends first; no half answer comes."""
    answer = served.ask(query, timeout="0.6")
    assert answer.status_code in {422, 504}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("query", BOMBS.values(), ids=BOMBS)
def test_a_memory_bomb_harms_its_own_worker_only(served: Running, query: str) -> None:
    """The limits of memory, rows and bytes hold, and say so."""
    answer = served.ask(query, timeout="2")
    assert answer.status_code in {422, 504}
    assert answer.json()["status"] == answer.status_code


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("query", DEPTHS.values(), ids=DEPTHS)
def test_nesting_ends_no_server(served: Running, query: str) -> None:
    """Deep or long queries are refused, or answered where they are harmless."""
    answer = served.ask(query, timeout="1")
    assert answer.status_code in {200, *REFUSED}


SERVICES = {
    "plain": "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
    "small-letters": "SELECT * { service <ADDRESS> { ?s ?p ?o } }",
    "comment-inside": "SELECT * { SERVICE # to the\n <ADDRESS> { ?s ?p ?o } }",
    "no-space": "SELECT*{SERVICE<ADDRESS>{?s ?p ?o}}",
    "prefixed": "PREFIX e: <ADDRESS> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?e { <ADDRESS> } SERVICE ?e { ?s ?p ?o } }",
    "subquery": "SELECT * { { SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } } } }",
    "exists": "ASK { FILTER EXISTS { SERVICE <ADDRESS> { ?s ?p ?o } } }",
    "after-escaped-iri": "SELECT * { <http://e/\\u0027> ?p ?q . SERVICE <ADDRESS> { ?s ?p ?o } FILTER(?p = '') }",
    "after-quote-in-iri": "SELECT * { <http://e/'> ?p ?q . SERVICE <ADDRESS> { ?s ?p ?o } FILTER(?p = '') }",
    "after-escaped-name": "PREFIX e: <x:> SELECT * { e:O\\'N ?p ?q . SERVICE <ADDRESS> { ?s ?p ?o } FILTER(?p = '') }",
    "after-odd-name": "PREFIX e: <x:> SELECT * { e:a·\\'N ?p ?q . SERVICE <ADDRESS> { ?s ?p ?o } FILTER(?p = '') }",
    "after-hash-in-iri": "SELECT * { <http://e/#'> ?p ?q . SERVICE <ADDRESS> { ?s ?p ?o } }",
    "after-comparison": "SELECT * { FILTER(1<2) SERVICE <ADDRESS> { ?s ?p ?o } FILTER(2>1) }",
    "after-long-string": "SELECT * { ?a ?b '''x''y''' . SERVICE <ADDRESS> { ?s ?p ?o } }",
    "code-point": "SELECT * { \\u0053ERVICE <ADDRESS> { ?s ?p ?o } }",
    "describe": "DESCRIBE ?s { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "from": "SELECT * FROM <ADDRESS> { ?s ?p ?o }",
    "from-named": "SELECT * FROM NAMED <ADDRESS> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <ADDRESS>",
    "load-after": "PREFIX e: <x:> LOAD SILENT <ADDRESS> INTO GRAPH e:g",
}  # fmt: skip


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("name", SERVICES)
def test_no_query_makes_the_server_call_out(served: Running, name: str) -> None:
    """A listener on this machine hears nothing, whatever the query says."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = served.ask(SERVICES[name].replace("ADDRESS", address), timeout="1")
        with pytest.raises(TimeoutError):
            listener.accept()
    assert answer.status_code in ({200} if name.startswith("from") else {400, 403})


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER('SERVICE' = 'SERVICE') }",
        "ASK { BIND(1 AS ?service) }",
        "PREFIX service: <x:> ASK { FILTER NOT EXISTS { ?s service:SERVICE ?o } }",
        "ASK { # SERVICE <http://127.0.0.1:1/> {}\n }",
        "ASK { FILTER NOT EXISTS { <x:SERVICE> ?p 'a'@service } }",
    ],
)
def test_the_word_service_elsewhere_is_harmless(served: Running, query: str) -> None:
    """Strings, comments, variables, prefixes and IRIs may hold the word."""
    assert served.ask(query).status_code == 200


PATHS = [
    "/../secret.txt", "/%2e%2e/secret.txt", "/tips/../../secret.txt", "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt", "/tips/..%2f..%2fsecret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt",
    "/.%2e/secret.txt", "//secret.txt", "///etc/passwd", "/%2fetc%2fpasswd", "/etc/passwd",
    "/tips/12.html%00.txt", "/%00", "/.git/config", "/./.hidden", "/%c0%ae%c0%ae/secret.txt",
    "/%252e%252e/secret.txt", "/query/../../secret", "/query/%2e%2e%2f%2e%2e%2fsecret",
    "/graph/../../secret.txt", "/tips/12.html/", "/tips", "/tips/", "/x" * 600,
    "/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E", "/query/<b>x</b>",
    "/store?graph=<script>", "/store?graph=javascript:alert(1)", "/query/all.php",
    "/query/one.json?thing=%3E%20%7D%20DROP", "/query/one.json?thing=x%3Ay%7D", "/query/one.json?other=1",
    "/query/by-code.json?code=%27%29", "/query/by-code.json?code=A9&code=A8",
    "/store", "/store?default&graph=x:y", "/store?graph=x:unknown",
    "/-/nothing", "/-/../secret.txt", "/.well-known/../secret.txt", "/%ff%fe", "/tips/12.html;x=1",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_site(built: Running, path: str) -> None:
    """Strange paths are refused without telling anything, and nothing of them comes back as HTML."""
    status, head, body = send_raw(
        built, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert status in {303, 400, 404, 414}
    assert b"secret" not in body.replace(b"secret.txt", b"")
    assert b"text/html" not in head
    assert b"root:" not in body


def send_raw(running: Running, request: str | bytes) -> tuple[int, bytes, bytes]:
    """Send bytes as they are; return status, head and body of the first answer, 0 for none."""
    parts = urlsplit(running.address)
    data = request.encode("latin-1") if isinstance(request, str) else request
    with socket.create_connection((parts.hostname, parts.port), timeout=15) as connection:
        received = b""
        try:
            connection.sendall(data)
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0, head, body


ASK = "/sparql?query=" + quote("ASK {}")
SMUGGLED = {
    "length-and-chunked": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    "two-lengths": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
    "listed-lengths": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\n123456",
    "signed-length": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n12345",
    "negative-length": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n12345",
    "huge-length": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n1",
    "hex-length": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\n12345",
    "spaced-header": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\n12345",
    "odd-coding": "POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "bad-chunk": "POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n1\r\n0\r\n\r\n",
    "huge-chunk": "POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n1\r\n0\r\n\r\n",
    "no-version": "GET /\r\n\r\n",
    "http-2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "http-9": "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "tls": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "nul-header": "GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
    "bare-cr": "GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
    "no-colon": "GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
    "spaces-in-target": "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n",
    "long-header": "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a" * 200_000 + "\r\n\r\n",
    "many-headers": "GET / HTTP/1.1\r\nHost: x\r\n" + "X: a\r\n" * 40_000 + "\r\n",
    "connect": "CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "trace": "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "made-up-method": "HACK / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "websocket": f"GET {ASK} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "absolute-target": f"GET http://elsewhere.example{ASK} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "host-with-markup": f"GET {ASK} HTTP/1.1\r\nHost: <script>\r\nConnection: close\r\n\r\n",
    "content-coding": "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
    "many-fields": "GET /sparql?" + "a=1&" * 5000 + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
}  # fmt: skip


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("request_text", SMUGGLED.values(), ids=SMUGGLED)
def test_what_is_not_clean_http_is_answered_once(served: Running, request_text: str) -> None:
    """One refusal and the end of the connection; no second answer to a request hidden inside."""
    status, head, body = send_raw(served, request_text)
    assert status in {0, 200, 303, 400, 404, 405, 408, 413, 415, 431, 501, 505}
    assert body.count(b"HTTP/1.1 ") == 0
    assert b"<script>" not in head + body


@pytest.mark.usefixtures("beside")
def test_slow_and_silent_clients_block_nobody(served: Running) -> None:
    """Hundreds of connections that say nothing, or a little, leave the honest client alone."""
    parts = urlsplit(served.address)
    openings = [
        b"",
        b"GET /spa",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nque",
    ]
    connections = []
    for number in range(300):
        connection = socket.create_connection((parts.hostname, parts.port))
        connection.sendall(openings[number % 3])
        connections.append(connection)
    assert served.ask("ASK { FILTER(1 = 1) }").status_code == 200
    for connection in connections:
        connection.close()


@pytest.mark.usefixtures("beside")
def test_clients_that_hang_up_leave_nothing_running(served: Running) -> None:
    """A long query whose client has gone is ended, and its place is free again."""
    parts = urlsplit(served.address)
    for number in range(6):
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            query = quote(f"SELECT (COUNT(*) AS ?n) {{ {OPEN} FILTER(?c1 != {number}) }}")
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    while 'kg_workers{state="slow"} 0.0' not in served.client.get("/-/metrics").text:
        continue
    assert served.client.get("/-/health").json()["status"] in {"ok", "busy"}


@pytest.mark.usefixtures("beside")
def test_many_runaways_at_once_are_told_to_wait(served: Running) -> None:
    """When the slow lane is full, further long queries get 503 with Retry-After, or 504."""

    def ask(number: int, found: list[httpx.Response]) -> None:
        with httpx.Client(base_url=served.address, timeout=60) as client:
            query = f"SELECT (COUNT(*) AS ?n) {{ {OPEN} FILTER(?c1 != {number + 1000}) }}"
            found.append(client.post("/sparql", data={"query": query}))

    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=ask, args=(number, answers)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {503, 504}
    refused = [answer for answer in answers if answer.status_code == 503]
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
