"""Triples the service makes itself, as a reply."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.service.http.formats import Format
from kg.service.http.replies import Content, Reply, reply_with
from kg.service.worker.evaluation import GRAPH_FORMATS

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def reply_with_triples(
    triples: Iterable[ox.Triple], chosen: Format, media_type: str, etag: str
) -> Reply:
    """Serialise triples into a reply."""
    body = ox.serialize(triples, format=GRAPH_FORMATS[chosen.name], prefixes=PREFIXES) or b""
    return reply_with(Content(body, chosen.content_type(media_type), etag))
