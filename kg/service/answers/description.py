"""What the service says of itself: a SPARQL Service Description, as triples."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.service.answers.rdf import PREFIXES
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.formats import GRAPHS, TABLES
from kg.service.http.requests import Request

RDF_FORMATS = tuple(offer for offer in GRAPHS if offer not in TABLES)
HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?")
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "N-Quads", "TriG",
)  # fmt: skip


def name_term(prefix: str, local: str) -> ox.NamedNode:
    """Return a term of one of the vocabularies."""
    return ox.NamedNode(PREFIXES[prefix] + local)


def find_address(service: Service, request: Request) -> str:
    """Return the address of this service: as the operator says, or as the client called it."""
    if service.public_url:
        return service.public_url.rstrip("/")
    host = request.header(b"host")
    return f"http://{host}" if HOST.fullmatch(host) else "http://localhost"


def describe_service(service: Service, generation: Generation, request: Request) -> list[ox.Triple]:
    """Describe the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""
    address = find_address(service, request)
    # Clients look for what is said of the very address they asked.
    node = ox.NamedNode(address + request.path)
    dataset = ox.NamedNode(f"{address}/sparql#dataset")
    links: list[tuple[str, ox.NamedNode]] = [
        ("endpoint", ox.NamedNode(f"{address}/sparql")),
        ("supportedLanguage", name_term("sd", "SPARQL11Query")),
        ("defaultDataset", dataset),
    ]
    links += [("resultFormat", name_term("formats", name)) for name in RESULT_FORMATS]
    if generation.catalogue.site is not None:
        links.append(("feature", name_term("sd", "UnionDefaultGraph")))
    triples = [ox.Triple(node, name_term("sd", name), value) for name, value in links]
    triples.append(ox.Triple(node, name_term("rdf", "type"), name_term("sd", "Service")))
    return triples + describe_dataset(dataset, generation)


def describe_dataset(dataset: ox.NamedNode, generation: Generation) -> list[ox.Triple]:
    """Describe default graph and named graphs, with their sizes where these are known."""
    rdf_type = name_term("rdf", "type")
    default = ox.NamedNode(f"{dataset.value}-default")
    triples = [
        ox.Triple(dataset, rdf_type, name_term("sd", "Dataset")),
        ox.Triple(dataset, rdf_type, name_term("void", "Dataset")),
        ox.Triple(dataset, name_term("sd", "defaultGraph"), default),
        ox.Triple(default, rdf_type, name_term("sd", "Graph")),
    ]
    for number, (iri, count) in enumerate(sorted(generation.catalogue.graphs.items())):
        graph = default
        if iri:
            named = ox.NamedNode(f"{dataset.value}-named-{number}")
            graph = ox.NamedNode(f"{dataset.value}-graph-{number}")
            triples += [
                ox.Triple(dataset, name_term("sd", "namedGraph"), named),
                ox.Triple(named, rdf_type, name_term("sd", "NamedGraph")),
                ox.Triple(named, name_term("sd", "name"), ox.NamedNode(iri)),
                ox.Triple(named, name_term("sd", "graph"), graph),
                ox.Triple(graph, rdf_type, name_term("sd", "Graph")),
            ]
        triples.append(ox.Triple(graph, name_term("void", "triples"), ox.Literal(count)))
    return triples
