"""`/.well-known/void`: what the data are, in the build's own words or counted on demand."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from kg.formats import RDF_FORMATS
from kg.graph.vocab import DCTERMS, RDF, VOID, describe
from kg.service.answers.description import find_address
from kg.service.answers.graphs import answer_graph
from kg.service.answers.querying import negotiate
from kg.service.answers.rdf import reply_with_triples
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Reply
from kg.service.http.requests import Request
from kg.service.worker.wire import Job

# In which a review, and a collection of many, describes itself.
META_GRAPHS = ("graph/meta", "graph/collection")
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
    # A build has counted itself, once: to count it for each client would cost a whole-base query.
    for name in META_GRAPHS:
        if catalogue.base + name in catalogue.graphs:
            return await answer_graph(catalogue.base + name, "", generation, request)
    chosen, media_type = negotiate("", request.header(b"accept"), RDF_FORMATS)
    triples = await count_data(find_address(service, request), generation, request)
    return reply_with_triples(triples, chosen, media_type)


async def count_data(address: str, generation: Generation, request: Request) -> list[Triple]:
    """Describe the data by their sizes, and by partitions of classes and properties."""
    dataset = NamedNode(f"{address}/.well-known/void#dataset")
    title, digest = generation.catalogue.title, generation.catalogue.digest
    triples = [
        *describe(
            dataset,
            (RDF.type, VOID.Dataset),
            (VOID.sparqlEndpoint, NamedNode(f"{address}/sparql")),
            (DCTERMS.title, title),
            (DCTERMS.identifier, digest),
        )
    ]
    for name, query in COUNTS.items():
        for row in await _ask(query, generation, request):
            triples += describe(dataset, (VOID[name], int(row["count"]["value"])))
    for name, query in PARTITIONS.items():
        rows = await _ask(query, generation, request)
        triples += describe_partitions(dataset, name, rows)
    return triples


def describe_partitions(
    dataset: NamedNode, name: str, rows: Iterable[dict[str, dict[str, str]]]
) -> list[Triple]:
    """Describe the partitions of a dataset by class or by property."""
    key, measure = PARTITION_KEYS[name]
    triples: list[Triple] = []
    # A class may be a blank node, which has no name outside the answer.
    for number, row in enumerate(row for row in rows if row.get("key", {}).get("type") == "uri"):
        part = NamedNode(f"{dataset.value}-{key}-{number}")
        triples += describe(dataset, (VOID[name], part))
        triples += describe(
            part,
            (VOID[key], NamedNode(row["key"]["value"])),
            (VOID[measure], int(row["count"]["value"])),
        )
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
