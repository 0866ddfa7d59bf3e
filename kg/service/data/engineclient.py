"""A client of another SPARQL engine: query, update and Graph Store Protocol."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.client import NOT_FOUND, HTTPException
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import msgspec

from kg.errors import KgError, UsageError, shorten_text
from kg.service.worker.enginewords import tell_refusal
from kg.webaddress import url_fault

# A large graph takes its time to be indexed before the engine answers.
WAIT = 300.0
LONGEST_TEXT = 16 * 1024  # of a refusal, with the marks of a page
FORM = "application/x-www-form-urlencoded"
TRIPLES = "application/n-triples, text/plain;q=0.5"
_AT_ONCE = 25  # graphs counted in one query: engines take long to read one that is longer
# Where the well-known engines answer queries and updates, by the end of their store's address.
NEIGHBOURS = {
    "/store": ("/query", "/update"),
    "/sparql-graph-crud-auth": ("/sparql", "/sparql-auth"),
    "/sparql-graph-crud": ("/sparql", "/sparql"),
    "/statements": ("", "/statements"),
    "/data": ("/query", "/update"),
}


class Solutions(msgspec.Struct):
    """The rows of a result; a term has its `value` and what else the engine tells of it."""

    bindings: list[dict[str, dict[str, str]]]


class Result(msgspec.Struct):
    """What an engine answers to a SELECT query, as far as it is read."""

    results: Solutions


SOLUTIONS = msgspec.json.Decoder(Result)


class EngineError(KgError):
    """An engine that answers, and with an error: the status of its answer."""

    def __init__(self, told: str, status: int) -> None:
        """Take what is told to the user, and the status."""
        super().__init__(told)
        self.status = status


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The three addresses of an engine."""

    store: str
    query: str
    update: str

    @property
    def has_store(self) -> bool:
        """Tell whether there is a graph store; else graphs go and come by SPARQL alone.

        At the address of updates there is none: RDF4J takes other parameters there.
        """
        return self.store != self.update


def find_endpoints(store: str, query: str = "", update: str = "") -> Endpoints:
    """Complete the addresses of an engine from that of its graph store.

    Raises UsageError for what is no address, and for an engine whose others cannot be guessed.
    """
    for address in (store, *filter(None, (query, update))):
        fault = url_fault(address)
        if fault is not None:
            raise UsageError(f"{shorten_text(address)}: {fault}")
    parts = urlsplit(store)
    for ending, (query_path, update_path) in NEIGHBOURS.items():
        if parts.path.endswith(ending):
            root = parts.path.removesuffix(ending)
            query = query or urlunsplit(parts._replace(path=root + query_path, query=""))
            update = update or urlunsplit(parts._replace(path=root + update_path, query=""))
    if not (query and update):
        raise UsageError(
            f"{store}: give --query and --update too; they cannot be guessed. Where the engine has "
            "no graph store, give the address of its updates in place of that"
        )
    return Endpoints(store, query, update)


class EngineClient:
    """An engine spoken to over HTTP, with basic or digest authentication where it asks."""

    def __init__(
        self, endpoints: Endpoints, user: str = "", password: str = "", wait: float = WAIT
    ) -> None:
        """Take the addresses and, where the engine wants them, a name and a password.

        No answer is waited for longer than `wait` seconds.
        """
        self._endpoints, self._wait = endpoints, wait
        # No proxy, whatever the environment says: an engine stands beside us, or is named in full.
        handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
        if user:
            manager = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            for address in (endpoints.store, endpoints.query, endpoints.update):
                manager.add_password(None, address, user, password)
            handlers.append(urllib.request.HTTPDigestAuthHandler(manager))
            handlers.append(urllib.request.HTTPBasicAuthHandler(manager))
        self._opener = urllib.request.build_opener(*handlers)
        self._program = ""

    def select(self, query: str) -> list[dict[str, dict[str, str]]]:
        """Run a SELECT query; return its bindings. Raise KgError for what are none."""
        headers = {"Content-Type": FORM, "Accept": "application/sparql-results+json"}
        body = urlencode({"query": query}).encode()
        received = self._send("POST", self._endpoints.query, body, headers)
        try:
            return SOLUTIONS.decode(received).results.bindings
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            told = f"the engine's answer is no SPARQL result in JSON: {error}"
            raise KgError(f"{self._endpoints.query}: {told}") from error

    def update(self, text: str) -> None:
        """Run an update."""
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self._endpoints.update, text.encode(), headers)

    def add_triples(self, graph: str, triples: bytes) -> None:
        """Add triples, as N-Triples, to a graph; adding them again changes nothing."""
        if not self._endpoints.has_store:
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples.decode()}}} }}")
            return
        headers = {"Content-Type": "application/n-triples"}
        self._send("POST", self._graph_address(graph), triples, headers)

    @property
    def takes_quads(self) -> bool:
        """Tell whether the engine loads quads of many graphs at once, as far as it has answered.

        The Graph Store Protocol knows no such request. Oxigraph's server has one, and loads them
        as its own program does, without a transaction, if asked to.
        """
        return self._program.startswith("Oxigraph/") and self._endpoints.has_store

    def add_quads(self, pieces: Iterable[bytes]) -> None:
        """Add quads, as N-Quads, in one request; where it breaks off, some of them stay."""
        mark = "&" if "?" in self._endpoints.store else "?"
        address = f"{self._endpoints.store}{mark}no_transaction"
        self._send("POST", address, pieces, {"Content-Type": "application/n-quads"})

    def drop_graph(self, graph: str) -> None:
        """Remove a graph, if there is one."""
        self.update(f"DROP SILENT GRAPH <{graph}>")

    def count_triples(self, graph: str) -> int:
        """Count the triples of a graph."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"]["value"])

    def count_graphs(self, graphs: Sequence[str]) -> dict[str, int]:
        """Count the triples of many graphs, of some in one query.

        Each by itself, so that there is nothing to plan: Virtuoso keeps a plan by the text of its
        query, and one of graphs that were empty then took 40 s to count 270 thousand triples.
        """
        found: dict[str, int] = {}
        for start in range(0, len(graphs), _AT_ONCE):
            counts = " UNION ".join(
                f"{{ SELECT (<{graph}> AS ?graph) (COUNT(*) AS ?n) "
                f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }} }}"
                for graph in graphs[start : start + _AT_ONCE]
            )
            rows = self.select(f"SELECT ?graph ?n {{ {counts} }}")
            found |= {row["graph"]["value"]: int(row["n"]["value"]) for row in rows}
        # Of one that is not told of, the engine has cut off what is long.
        untold = {graph: self.count_triples(graph) for graph in graphs if graph not in found}
        return found | untold

    def find_graphs(self, graphs: Sequence[str]) -> set[str]:
        """Return those of many graphs that have a triple, which takes less than to count them."""
        found: set[str] = set()
        for start in range(0, len(graphs), _AT_ONCE):
            one_of_each = " UNION ".join(
                f"{{ SELECT (<{graph}> AS ?graph) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT 1 }}"
                for graph in graphs[start : start + _AT_ONCE]
            )
            found |= {
                row["graph"]["value"] for row in self.select(f"SELECT ?graph {{ {one_of_each} }}")
            }
        # Of one that is not told of, the engine may have cut off what is long.
        untold = [graph for graph in graphs if graph not in found]
        return found | {graph for graph, many in self.count_graphs(untold).items() if many}

    def read_subjects(self, graph: str, subjects: Iterable[str]) -> bytes:
        """Read what a graph says of some subjects, given and returned as N-Triples has them."""
        pattern = f"VALUES ?s {{ {' '.join(subjects)} }} GRAPH <{graph}> {{ ?s ?p ?o }}"
        return self._construct(pattern)

    def read_graph(self, graph: str) -> bytes:
        """Read a graph as N-Triples; one that is not there is empty, as it is in a query."""
        if not self._endpoints.has_store:
            return self._construct(f"GRAPH <{graph}> {{ ?s ?p ?o }}")
        headers = {"Accept": TRIPLES}
        try:
            return self._send("GET", self._graph_address(graph), None, headers)
        except EngineError as error:
            if error.status != NOT_FOUND:
                raise
            return b""

    def _construct(self, pattern: str) -> bytes:
        """Read the triples that a pattern finds, as N-Triples."""
        headers = {"Content-Type": FORM, "Accept": TRIPLES}
        body = urlencode({"query": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"}).encode()
        return self._send("POST", self._endpoints.query, body, headers)

    def has_all_named(self) -> bool:
        """Tell whether all that an engine holds stands in named graphs, where that can be asked.

        Oxigraph's server tells by its own form of the Graph Store Protocol.
        """
        if not self._program.startswith("Oxigraph/"):
            return False
        address = self._endpoints.query.removesuffix("/query") + "/store?default"
        return not self._send("GET", address, None, {"Accept": TRIPLES}, 1)

    def hides_named(self) -> bool:
        """Tell whether a query without a graph finds nothing, while named graphs hold something."""
        if self.select("SELECT ?s { ?s ?p ?o } LIMIT 1"):
            return False
        return bool(self.select("SELECT ?graph { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"))

    def _graph_address(self, graph: str) -> str:
        mark = "&" if "?" in self._endpoints.store else "?"
        return f"{self._endpoints.store}{mark}graph={quote(graph, safe='')}"

    def _send(
        self,
        method: str,
        address: str,
        body: bytes | Iterable[bytes] | None,
        headers: Mapping[str, str],
        most: int | None = None,
    ) -> bytes:
        """Send a request; return its answer, or so many bytes of it at most."""
        request = urllib.request.Request(  # noqa: S310 - http or https, checked when it came in
            address, data=body, headers=dict(headers), method=method
        )
        try:
            with self._opener.open(request, timeout=self._wait) as answer:
                self._program = answer.headers.get("Server", "")
                received: bytes = answer.read(most)
                return received
        except urllib.error.HTTPError as error:
            why = tell_refusal(error.code, error.read(LONGEST_TEXT))
            raise EngineError(f"{address}: the engine did not do it: {why}", error.code) from error
        except (OSError, HTTPException) as error:  # the latter where an answer breaks off
            raise KgError(f"{address}: the engine cannot be reached: {error}") from error
