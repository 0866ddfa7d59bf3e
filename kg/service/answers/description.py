"""What the service says of itself: a SPARQL Service Description, as triples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.service_description import triples_for_endpoint
from kg.graph.vocab import RDF, SD, VOID, describe
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.requests import Request

# The Host header comes back in an answer, so nothing but a host may stand in it.
HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?")


def find_address(service: Service, request: Request) -> str:
    """Return the address of this service: as the operator says, or as the client called it."""
    if service.public_url:
        return service.public_url.rstrip("/")
    host = request.header(b"host")
    return f"http://{host}" if HOST.fullmatch(host) else "http://localhost"


def describe_service(
    service: Service, generation: Generation, request: Request
) -> Iterator[Triple]:
    """Yield the endpoint, its dataset and its graphs."""
    address = find_address(service, request)
    # Clients look for what is said of the very address they asked.
    node = NamedNode(address + request.path)
    endpoint, dataset = NamedNode(f"{address}/sparql"), NamedNode(f"{address}/sparql#dataset")
    union = bool(generation.catalogue.union)
    yield from triples_for_endpoint(node, endpoint, dataset, union=union)
    yield from describe_dataset(dataset, generation)


def describe_dataset(dataset: NamedNode, generation: Generation) -> Iterator[Triple]:
    """Yield default graph and named graphs, with their sizes where these are known."""
    default = NamedNode(f"{dataset.value}-default")
    yield from describe(dataset, (RDF.type, (SD.Dataset, VOID.Dataset)), (SD.defaultGraph, default))
    yield from describe(default, (RDF.type, SD.Graph))
    for number, (iri, count) in enumerate(sorted(generation.catalogue.graphs.items())):
        graph = default
        if iri:
            named = NamedNode(f"{dataset.value}-named-{number}")
            graph = NamedNode(f"{dataset.value}-graph-{number}")
            yield from describe(dataset, (SD.namedGraph, named))
            yield from describe(
                named, (RDF.type, SD.NamedGraph), (SD.name, NamedNode(iri)), (SD.graph, graph)
            )
            yield from describe(graph, (RDF.type, SD.Graph))
        # What stands in no named graph is the default graph only where that is no union.
        if iri or not generation.catalogue.union:
            yield from describe(graph, (VOID.triples, Literal(count)))
