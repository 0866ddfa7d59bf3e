"""Queries answered by another SPARQL engine, over its HTTP endpoint."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from email.message import Message
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg.service.sparql.advice import Adviser
from kg.service.sparql.dataset import mentions_from
from kg.service.sparql.tokens import find_form
from kg.service.worker.evaluation import EvaluationError, Results
from kg.service.worker.wire import Job

RESULT_TYPES = "application/sparql-results+json"
GRAPH_TYPES = "application/n-triples, text/turtle;q=0.9"
LONGEST_DETAIL = 500
BAD_REQUEST, NOT_FOUND, SERVER_ERROR = 400, 404, 500


def bind_values(query: str, bindings: Mapping[str, str]) -> str:
    """Bind variables with a VALUES block behind the query.

    It is joined before ORDER BY and LIMIT, https://www.w3.org/TR/sparql11-query/#sparqlAlgebra;
    the terms come in N-Triples form, made by the term classes.
    """
    if not bindings:
        return query
    names = " ".join(f"?{name}" for name in bindings)
    return f"{query}\nVALUES ({names}) {{ ({' '.join(bindings.values())}) }}"


class RemoteBackend:
    """A SPARQL endpoint; the connection is kept between queries."""

    def __init__(
        self,
        address: str,
        prefixes: Mapping[str, str],
        graphs: Sequence[str] = (),
        adviser: Adviser | None = None,
    ) -> None:
        """Take the endpoint's address, the prefixes of answers, and the graphs to ask in.

        The adviser is of a store with the same data; without one no advice is given.
        """
        parts = urlsplit(address)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self.prefixes = prefixes
        self._graphs = graphs
        self._adviser = adviser
        self._path = parts.path + (f"?{parts.query}" if parts.query else "")
        self._connection = kind(parts.hostname or "", parts.port)

    def advise(self, job: Job, *, empty: bool) -> list[str]:
        """Say what whoever asked should know, where it is known what the engine's data have."""
        return self._adviser.advise(job.query, empty=empty) if self._adviser else []

    def query(self, job: Job, missing: Sequence[str] = ()) -> Results:
        """Send a job's query and parse the whole answer; the engine knows its own functions.

        Raises EvaluationError for what the engine refuses, fails at, cuts off or says badly.
        """
        del missing
        form = find_form(job.query)
        graph = form in ("CONSTRUCT", "DESCRIBE")
        status, media_type, body = self._post(job, GRAPH_TYPES if graph else RESULT_TYPES)
        if status >= SERVER_ERROR:
            raise EvaluationError("engine", f"The engine answered {status}.")
        if status >= BAD_REQUEST:
            text = " ".join(body.decode("utf-8", "replace").split())[:LONGEST_DETAIL]
            raise EvaluationError("unsupported", f"The engine refused the query: {text}")
        if len(body) > job.result_bytes:
            raise EvaluationError("too-large", "The answer is larger than one answer may be.")
        return parse_graph(body, media_type) if graph else parse_results(body)

    def _post(self, job: Job, accept: str) -> tuple[int, str, bytes]:
        fields = [("query", bind_values(job.query, job.bindings))]
        defaults, named = job.default_graphs, job.named_graphs
        if defaults is None and named is None and not mentions_from(job.query):
            defaults = named = list(self._graphs)
        fields += [("default-graph-uri", iri) for iri in defaults or []]
        fields += [("named-graph-uri", iri) for iri in named or []]
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        connection = self._connection
        # The pool ends the query at its deadline; this only lets go of a connection that is dead.
        connection.timeout = job.deadline + 1
        for attempt in (1, 2):
            try:
                connection.request("POST", self._path, urlencode(fields), headers)
                answer = connection.getresponse()
                # One byte more than is allowed tells a full answer from one that is too large.
                body = answer.read(job.result_bytes + 1)
                if len(body) > job.result_bytes:
                    connection.close()
                check_whole(answer.headers)
                return answer.status, answer.headers.get_content_type(), body
            except (http.client.HTTPException, OSError) as error:
                # A kept connection may have been closed by the other side; try once afresh.
                connection.close()
                if attempt == 2:  # noqa: PLR2004
                    raise EvaluationError("engine", "The engine cannot be reached.") from error
        raise AssertionError


def check_whole(headers: Message) -> None:
    """Raise when Virtuoso tells, in headers alone, that it cut an answer off."""
    if "x-sparql-maxrows" in headers:
        raise EvaluationError("too-many-rows", "The engine cut the answer off at its own limit.")
    if "x-sql-state" in headers:
        raise EvaluationError("timeout", "The engine ended the query at its own limit.")


def parse_results(body: bytes) -> Results:
    """Parse SPARQL JSON results."""
    try:
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise EvaluationError("engine", "The engine's answer is not valid.") from error


def parse_graph(body: bytes, media_type: str) -> Results:
    """Parse triples, and give them the shape that a query of our own engine gives."""
    chosen = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
    # By way of a store, which has each triple once, as a set has.
    store = ox.Store()
    try:
        store.load(body, chosen)
    except SyntaxError as error:
        raise EvaluationError("engine", "The engine's answer is not valid.") from error
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
