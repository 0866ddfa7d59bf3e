"""What the service says of itself: SPARQL Service Description and VoID, as triples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.service.app import Service
from kg.service.formats import GRAPHS, TABLES
from kg.service.generation import Generation
from kg.service.problems import ProblemError
from kg.service.querying import negotiate
from kg.service.rdf import PREFIXES, reply_with_triples
from kg.service.replies import Reply
from kg.service.requests import Request
from kg.service.wire import Job

RDF_FORMATS = tuple(offer for offer in GRAPHS if offer not in TABLES)
HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?")
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "N-Quads", "TriG",
)  # fmt: skip
PARTITIONS = {
    "classPartition": "SELECT ?key (COUNT(*) AS ?count) { ?s a ?key } GROUP BY ?key",
    "propertyPartition": "SELECT ?key (COUNT(*) AS ?count) { ?s ?key ?o } GROUP BY ?key",
}
COUNTS = {
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?count) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?count) { ?s ?p ?o }",
    "triples": "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }",
}
PARTITION_KEYS = {
    "classPartition": ("class", "entities"),
    "propertyPartition": ("property", "triples"),
}


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


async def handle_void(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer with the VoID description of the dataset, counts and partitions included."""
    chosen, media_type = negotiate("", request.header(b"accept"), RDF_FORMATS)
    address = find_address(service, request)
    dataset = ox.NamedNode(f"{address}/.well-known/void#dataset")
    triples = [
        ox.Triple(dataset, name_term("rdf", "type"), name_term("void", "Dataset")),
        ox.Triple(dataset, name_term("void", "sparqlEndpoint"), ox.NamedNode(f"{address}/sparql")),
        ox.Triple(dataset, name_term("dcterms", "title"), ox.Literal(generation.catalogue.title)),
        ox.Triple(
            dataset, name_term("dcterms", "identifier"), ox.Literal(generation.catalogue.digest)
        ),
    ]
    for name, query in COUNTS.items():
        for row in await _ask(query, generation, request):
            count = ox.Literal(int(row["count"]["value"]))
            triples.append(ox.Triple(dataset, name_term("void", name), count))
    for name, query in PARTITIONS.items():
        rows = await _ask(query, generation, request)
        triples += describe_partitions(dataset, name, rows)
    return reply_with_triples(triples, chosen, media_type, "")


def describe_partitions(
    dataset: ox.NamedNode, name: str, rows: Iterable[dict[str, dict[str, str]]]
) -> list[ox.Triple]:
    """Describe the partitions of a dataset by class or by property."""
    key, measure = PARTITION_KEYS[name]
    triples = []
    for number, row in enumerate(row for row in rows if row.get("key", {}).get("type") == "uri"):
        part = ox.NamedNode(f"{dataset.value}-{key}-{number}")
        triples += [
            ox.Triple(dataset, name_term("void", name), part),
            ox.Triple(part, name_term("void", key), ox.NamedNode(row["key"]["value"])),
            ox.Triple(part, name_term("void", measure), ox.Literal(int(row["count"]["value"]))),
        ]
    return triples


async def _ask(
    query: str, generation: Generation, request: Request
) -> list[dict[str, dict[str, str]]]:
    """Run one of our own queries; what takes too long is left out: absent is honest."""
    job = Job(query, "json", deadline=generation.limits.deadline)
    try:
        outcome, body = await generation.run(job, request)
    except ProblemError:
        return []
    if outcome.problem:
        return []
    rows: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    return sorted(rows, key=lambda row: row.get("key", {}).get("value", ""))
