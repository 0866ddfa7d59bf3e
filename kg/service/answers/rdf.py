"""Triples the service makes itself, as a reply."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.formats import Format
from kg.graph import vocab
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Reply, reply_with
from kg.service.worker.evaluation import GRAPH_FORMATS, EvaluationError, mend_xml

PREFIXES = {
    name: vocab.PREFIXES[name] for name in ("dcterms", "formats", "rdf", "sd", "void", "xsd")
}


def reply_with_triples(triples: Iterable[ox.Triple], chosen: Format, media_type: str) -> Reply:
    """Serialise triples into a reply; raise ProblemError where the format cannot hold them."""
    body = ox.serialize(triples, format=GRAPH_FORMATS[chosen.name], prefixes=PREFIXES) or b""
    if chosen.name == "rdf":
        try:
            body = mend_xml(body, "Turtle (format=ttl)")
        except EvaluationError as error:
            raise ProblemError(*error.args) from error
    return reply_with(body, chosen.content_type(media_type))
