"""Graph Store Protocol, the reading half: GET and HEAD of one graph.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from kg.formats import RDF_FORMATS
from kg.service.answers.description import find_address
from kg.service.answers.querying import answer_query, negotiate
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Reply
from kg.service.http.requests import Request
from kg.service.sparql.protocol import Operation, is_iri, read_query_string, take_single

ALL_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


async def handle_store(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer with the graph that `?graph=IRI` or `?default` names.

    Raises ProblemError where neither names one, or both do.
    """
    fields = read_query_string(request, service.limits)
    graph = take_single(fields, "graph")
    if (graph is None) == ("default" not in fields):
        raise ProblemError("bad-request", "Name one graph: ?default, or ?graph= with its IRI.")
    wanted = take_single(fields, "format") or ""
    if graph is not None and not is_iri(graph):
        raise ProblemError("bad-request", "graph must be an absolute IRI.")
    return await answer_graph(graph, wanted, generation, request)


async def handle_graph(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer with the graph whose IRI leads here: below the data's base, or this very address.

    Raises ProblemError where there is none.
    """
    known = generation.catalogue.graphs
    own = generation.catalogue.base + request.path.lstrip("/")
    direct = find_address(service, request) + request.path
    graph = own if own in known else direct
    if graph not in known:
        raise ProblemError("not-found", "There is no graph at this address.")
    fields = read_query_string(request, service.limits)
    return await answer_graph(graph, take_single(fields, "format") or "", generation, request)


async def answer_graph(
    graph: str | None, wanted: str, generation: Generation, request: Request
) -> Reply:
    """Answer with all triples of a graph; None is the default graph.

    `wanted` is the name of a format, or "" to go by Accept. Raises ProblemError for a stranger:
    before the query where the graphs are known, and else for an answer without a triple.
    """
    known = generation.catalogue.graphs
    if graph is not None and known and graph not in known:
        raise ProblemError("not-found", "There is no graph of this name.")
    chosen, _ = negotiate(wanted, request.header(b"accept"), RDF_FORMATS)
    operation = Operation(
        query=ALL_TRIPLES,
        default_graphs=None if graph is None else [graph],
        format=chosen.name,
        deadline=generation.limits.deadline,
    )
    reply = await answer_query(operation, generation, request)
    if graph is not None and not known and not reply.rows:
        raise ProblemError("not-found", "There is no graph of this name.")
    return reply
