"""Triples the service makes itself, as a reply."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.formats import Format
from kg.graph import vocab
from kg.service.http.replies import Reply, reply_with
from kg.service.worker.evaluation import GRAPH_FORMATS

PREFIXES = {
    name: vocab.PREFIXES[name] for name in ("dcterms", "formats", "rdf", "sd", "void", "xsd")
}


def reply_with_triples(triples: Iterable[ox.Triple], chosen: Format, media_type: str) -> Reply:
    """Serialise triples into a reply."""
    body = ox.serialize(triples, format=GRAPH_FORMATS[chosen.name], prefixes=PREFIXES) or b""
    return reply_with(body, chosen.content_type(media_type))
