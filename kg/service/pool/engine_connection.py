"""One connection to another SPARQL engine, kept between queries; spoken to by the event loop."""

from __future__ import annotations

import asyncio
import re
import select
import ssl
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

import httptools

from kg.service.sparql.clearance import keeps_clear
from kg.service.sparql.dataset import read_dataset_clause
from kg.service.sparql.tokens import MOST_HEADS, makes_graph, split_head
from kg.service.worker.wire import Job

RESULT_TYPES = "application/sparql-results+json"
GRAPH_TYPES = "application/n-triples, text/turtle;q=0.9"
# Beyond this no engine says anything that is of use.
HEAD_BYTES = 64 * 1024
PORTS = {"http": 80, "https": 443}
# What is no IRI, as in `?a<?b && ?c>?d`, may look like one: a base does no harm then.
RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*+:)[^<>\"{}|^`\s]*+>")
UNESCAPED = frozenset(string.ascii_letters + string.digits + "-._~% ")


class Engine:
    """Where an engine is, and how it is asked."""

    def __init__(self, address: str, graphs: Sequence[str] = (), base: str = "") -> None:
        """Take the endpoint's address, and the graphs of a build to ask in where none are named.

        `base` is that of the build, and what relative IRIs of queries are relative to.
        """
        self._base = base
        parts = urlsplit(address)
        self.host = parts.hostname or ""
        self.port = parts.port or PORTS[parts.scheme]
        self.tls = ssl.create_default_context() if parts.scheme == "https" else None
        self.is_alone = False
        """Whether the default graph is known to be these graphs and the mark of their build."""
        self._marked = frozenset((base, *graphs))
        # Once for all queries: of a thousand reviews they are three thousand.
        named = {name: b"".join(b"&%b=%b" % (name, escape(iri)) for iri in graphs)
                 for name in (b"default-graph-uri", b"named-graph-uri")}  # fmt: skip
        self._named = b"".join(named.values())
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        authority = parts.netloc.rpartition("@")[2]
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: {authority}\r\nAccept-Encoding: identity\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
        ).encode()

    def encode_request(self, job: Job) -> bytes:
        """Encode the request for a job, which asks for the one form that the job can be made of."""
        query = add_base(job.query, self._base)
        fields = [("query", bind_values(query, job.bindings))]
        fields += [("default-graph-uri", iri) for iri in job.default_graphs or []]
        fields += [("named-graph-uri", iri) for iri in job.named_graphs or []]
        body = b"&".join(b"%b=%b" % (name.encode(), escape(value)) for name, value in fields)
        if job.default_graphs is None and job.named_graphs is None and self._must_name(query):
            body += self._named
        accept = GRAPH_TYPES if makes_graph(job.query) else RESULT_TYPES
        return b"%bAccept: %b\r\nContent-Length: %d\r\n\r\n%b" % (
            *(self._head, accept.encode()),
            *(len(body), body),
        )

    def _must_name(self, query: str) -> bool:
        """Tell whether graphs go with a query that has none beside it."""
        names_its_own = any(read_dataset_clause(query, self._base))
        return not (names_its_own or (self.is_alone and keeps_clear(query, self._marked)))


def add_base(query: str, base: str) -> str:
    """Say what the relative IRIs of a query are relative to: an engine would take its own address.

    It stands in the line of the query's first character, and only where there is such an IRI: so an
    engine tells the lines of the query's own text.
    """
    return f"BASE <{base}> {query}" if base and RELATIVE.search(query) else query


def escape(text: str) -> bytes:
    """Escape a text for a form, as `urllib.parse.quote_plus` does, in a third of the time."""
    head, brace, rest = split_head(text)
    return b"%b%b%b" % (_escape_head(head), b"%7B" if brace else b"", _escape(rest))


def _escape(text: str) -> bytes:
    # A query is long and has few different characters: each is escaped wherever it stands at once.
    escaped = text.encode().decode("latin-1").replace("%", "%25")
    for character in {*escaped} - UNESCAPED:
        escaped = escaped.replace(character, f"%{ord(character):02X}")
    return escaped.replace(" ", "+").encode()


_escape_head = lru_cache(maxsize=MOST_HEADS)(_escape)


def bind_values(query: str, bindings: Mapping[str, str]) -> str:
    """Bind variables with a VALUES block behind the query.

    It is joined before ORDER BY and LIMIT, https://www.w3.org/TR/sparql11-query/#sparqlAlgebra;
    the terms come in N-Triples form, made by the term classes.
    """
    if not bindings:
        return query
    names = " ".join(f"?{name}" for name in bindings)
    return f"{query}\nVALUES ({names}) {{ ({' '.join(bindings.values())}) }}"


@dataclass(slots=True)
class EngineAnswer:
    """What an engine has answered: status, headers by lower-case name, body."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The media type, without parameters."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_type()


class Listener(Protocol):
    """Who is told what a connection does; the event loop tells it, never an order given to it."""

    def on_answer(self, connection: EngineConnection, answer: EngineAnswer) -> None:
        """Take a whole answer."""

    def on_excess(self, connection: EngineConnection) -> None:
        """Hear that an answer is larger than was allowed; its connection is closed."""

    def on_end(self, connection: EngineConnection) -> None:
        """Hear that there is no connection any more, or that there never was one."""


class EngineConnection(asyncio.Protocol):
    """A connection; one question at a time."""

    def __init__(self, listener: Listener, engine: Engine) -> None:
        """Take who listens and whom to ask; the first question connects."""
        self.began = 0.0
        """When the question it is at was asked, by the loop's clock."""
        self.slow = False
        self._listener = listener
        self._engine = engine
        self._transport: asyncio.Transport | None = None
        self._poll = select.poll()
        self._connecting: asyncio.Task[None] | None = None
        self._closed = False
        self._asking = False
        self._answered = 0
        self._request = b""
        self._most = 0
        self._begin_answer()

    @property
    def open(self) -> bool:
        """Whether it has not ended, as far as has been heard."""
        transport = self._transport
        return not self._closed and transport is not None and not transport.is_closing()

    @property
    def usable(self) -> bool:
        """Whether another question may be asked, as far as is known.

        What has come unasked, heard or not heard yet, is an end or goes before one.
        """
        return self.open and not self._poll.poll(0)

    @property
    def may_have_been_stale(self) -> bool:
        """Whether it served before and ended without a word, as one that was kept too long does."""
        return self._answered > 0 and not self._heard

    def ask(self, request: bytes, most: int) -> None:
        """Ask; an answer of more than `most` bytes is not taken."""
        self._request, self._most = request, most
        self._begin_answer()
        self._asking = True
        if self._transport is None:
            self._connecting = asyncio.get_running_loop().create_task(self._connect())
        else:
            self._transport.write(request)

    def close(self) -> None:
        """Close; who listens is told, as of any other end."""
        self._closed = True
        if self._transport is not None:
            self._transport.abort()
        elif self._connecting is not None:
            self._connecting.cancel()

    async def _connect(self) -> None:
        engine = self._engine
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: self, engine.host, engine.port, ssl=engine.tls)
        except (OSError, asyncio.CancelledError):
            self._closed = True
            self._listener.on_end(self)

    def _begin_answer(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._answer: EngineAnswer | None = None
        self._headers: dict[str, str] = {}
        self._pieces: list[bytes] = []
        self._head_size = self._size = 0
        self._heard = self._whole_head = self._persists = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask what is to be asked."""
        self._transport = transport  # type: ignore[assignment]
        self._poll.register(transport.get_extra_info("socket").fileno(), select.POLLIN)
        if self._closed:
            transport.close()
        elif self._transport is not None:
            self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Read on; what is no HTTP, or comes unasked, ends the connection.

        An engine may say unasked that it has waited too long, as Oxigraph does with status 500.
        """
        if not self._asking:
            self.close()
            return
        self._heard = True
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self.close()
        else:
            self._deliver()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; a body without a length ends so, too."""
        declared = self._headers.keys() & {"content-length", "transfer-encoding"}
        if self._whole_head and not declared and exc is None and not self._closed:
            self.on_message_complete()
        self._closed = True
        self._deliver()
        self._listener.on_end(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header, as long as there is room."""
        if self._answer is not None:
            return
        self._head_size += len(name) + len(value)
        if self._head_size > HEAD_BYTES:
            self.close()
        else:
            self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """Know that the body follows."""
        self._whole_head = True

    def on_body(self, piece: bytes) -> None:
        """Keep a piece of the body, as long as there is room."""
        if self._answer is not None:
            return
        self._size += len(piece)
        if self._size <= self._most:
            self._pieces.append(piece)
        elif not self._closed:
            self.close()
            self._listener.on_excess(self)

    def on_message_complete(self) -> None:
        """Put the answer together; it is given on when the parser is done with the bytes it has.

        More behind it was not asked for.
        """
        if self._answer is not None:
            self._persists = False
        elif not self._closed:
            status, body = self._parser.get_status_code(), b"".join(self._pieces)
            self._answer = EngineAnswer(status, self._headers, body)
            self._persists = self._parser.should_keep_alive()

    def _deliver(self) -> None:
        if self._answer is None:
            return
        answer, self._answer = self._answer, None
        self._asking = False
        self._answered += 1
        if not self._persists:
            self.close()
        self._listener.on_answer(self, answer)
