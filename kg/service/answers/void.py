"""`/.well-known/void`: what the data are, in the build's own words or counted on demand."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox

from kg.service.answers.description import RDF_FORMATS, find_address, name_term
from kg.service.answers.graphs import answer_graph
from kg.service.answers.querying import negotiate
from kg.service.answers.rdf import reply_with_triples
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Reply
from kg.service.http.requests import Request
from kg.service.worker.wire import Job

META_GRAPH = "graph/meta"
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


async def describe_data(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer with the graph in which the build describes itself; without one, count."""
    catalogue = generation.catalogue
    if catalogue.base + META_GRAPH in catalogue.graphs:
        return await answer_graph(catalogue.base + META_GRAPH, "", generation, request)
    chosen, media_type = negotiate("", request.header(b"accept"), RDF_FORMATS)
    triples = await count_data(find_address(service, request), generation, request)
    return reply_with_triples(triples, chosen, media_type, "")


async def count_data(address: str, generation: Generation, request: Request) -> list[ox.Triple]:
    """Describe the data by their sizes, and by partitions of classes and properties."""
    dataset = ox.NamedNode(f"{address}/.well-known/void#dataset")
    title, digest = generation.catalogue.title, generation.catalogue.digest
    triples = [
        ox.Triple(dataset, name_term("rdf", "type"), name_term("void", "Dataset")),
        ox.Triple(dataset, name_term("void", "sparqlEndpoint"), ox.NamedNode(f"{address}/sparql")),
        ox.Triple(dataset, name_term("dcterms", "title"), ox.Literal(title)),
        ox.Triple(dataset, name_term("dcterms", "identifier"), ox.Literal(digest)),
    ]
    for name, query in COUNTS.items():
        for row in await _ask(query, generation, request):
            count = ox.Literal(int(row["count"]["value"]))
            triples.append(ox.Triple(dataset, name_term("void", name), count))
    for name, query in PARTITIONS.items():
        rows = await _ask(query, generation, request)
        triples += describe_partitions(dataset, name, rows)
    return triples


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
