"""Answers made of what another SPARQL engine has said; the front has asked it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.service.counts.patterns import TableName
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.resultsjson import parse_results_json
from kg.service.sparql.tokens import makes_graph
from kg.service.worker.enginewords import tell_broken
from kg.service.worker.evaluation import EvaluationError, Results
from kg.service.worker.wire import Job

HIDDEN = (
    "nothing was found: the default graph of the engine was empty when it was last looked at, and "
    "its named graphs are not; write GRAPH ?graph { … } around the pattern, or name a graph by "
    "FROM, or start the engine so that its default graph is the union of all"
)


class RemoteBackend:
    """Reads what an engine has said."""

    def __init__(self, prefixes: Mapping[str, str], adviser: Adviser | None = None) -> None:
        """Take the prefixes of answers.

        The adviser is of a store with the same data; without one no advice is given.
        """
        self.prefixes = prefixes
        self.wanted: TableName | None = None
        self._adviser = adviser

    def advise(self, job: Job, *, empty: bool) -> list[str]:
        """Say what whoever asked should know, where it is known what the engine's data have."""
        known = self._adviser
        if known is None:
            return [HIDDEN] if empty and job.hidden else []
        return known.advise(job.query, empty=empty, graphs=job.graphs, bound=job.bindings)

    def tells_alike(self, job: Job, warnings: Sequence[str]) -> bool:
        """Tell whether all queries of this shape are told these warnings and nothing else."""
        return self._adviser is not None and self._adviser.tells_alike(job.query, warnings)

    def query(self, job: Job, missing: Sequence[str] = ()) -> Results:
        """Parse what was received for a job; the engine knows its own functions.

        Raises EvaluationError for what is not valid.
        """
        del missing
        if makes_graph(job.query):
            return parse_graph(job.received, job.received_type)
        return parse_results(job.received)

    def make_table(self, name: TableName) -> None:
        """Raise ValueError: whether an engine's data have changed, it does not tell."""
        raise ValueError(name)


def parse_results(body: bytes) -> Results:
    """Parse SPARQL JSON results."""
    try:
        return parse_results_json(body)
    except (SyntaxError, ValueError) as error:
        raise EvaluationError(*tell_broken(body)) from error


def parse_graph(body: bytes, media_type: str) -> Results:
    """Parse triples, and give them the shape that a query of our own engine gives."""
    chosen = ox.RdfFormat.from_media_type(media_type) or _guess_format(body)
    # By way of a store, which has each triple once, as a set has.
    store = ox.Store()
    try:
        store.load(body, chosen)
    except SyntaxError as error:
        raise EvaluationError(*tell_broken(body)) from error
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _guess_format(body: bytes) -> ox.RdfFormat:
    """Return the format of triples that came under a name which is none of any: by how they begin.

    rdflib-endpoint calls the RDF/XML of a DESCRIBE a table of results.
    """
    is_xml = body.lstrip()[:8].startswith((b"<?xml", b"<rdf:RDF"))
    return ox.RdfFormat.RDF_XML if is_xml else ox.RdfFormat.TURTLE
