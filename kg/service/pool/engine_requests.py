"""Where another SPARQL engine is, and a job as the request that is sent to it."""

from __future__ import annotations

import re
import ssl
import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from kg.service.sparql.clearance import keeps_clear
from kg.service.sparql.dataset import read_dataset_clause
from kg.service.sparql.tokens import MOST_HEADS, makes_graph, split_head
from kg.service.worker.wire import Job

RESULT_TYPES = "application/sparql-results+json"
GRAPH_TYPES = "application/n-triples, text/turtle;q=0.9"
PORTS = {"http": 80, "https": 443}
# What is no IRI, as in `?a<?b && ?c>?d`, may look like one: a base does no harm then.
RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*+:)[^<>\"{}|^`\s]*+>")
# An escape may be any sign of the word.
_GRAPH = re.compile(r"GRAPH|\\u", re.IGNORECASE)
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
        default, named = (b"".join(b"&%b=%b" % (name, escape(iri)) for iri in graphs)
                          for name in (b"default-graph-uri", b"named-graph-uri"))  # fmt: skip
        self._default, self._named = default, named
        self.echo_bytes = 2 * len(default + named)
        """How much longer the head of an answer may be where the engine repeats all of them."""
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
            # An engine takes a while over each name, and only GRAPH asks for those of graphs.
            body += self._default + (self._named if _GRAPH.search(query) else b"")
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
