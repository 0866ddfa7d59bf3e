from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.formats import RDF_FORMATS, Format
from kg.graph.vocab import RDF, VOID
from kg.service.answers.rdf import reply_with_triples

TRIPLE = ox.Triple(ox.NamedNode("http://x/d"), RDF.type, VOID.Dataset)


@pytest.mark.parametrize("chosen", RDF_FORMATS, ids=lambda chosen: chosen.name)
def test_triples_come_back_from_every_format(chosen: Format) -> None:
    """As they went in, in the type that was negotiated."""
    reply = reply_with_triples([TRIPLE], chosen, chosen.media_types[0])
    known = ox.RdfFormat.from_media_type(chosen.media_types[0])
    assert known is not None
    assert [quad.triple for quad in ox.parse(reply.body, format=known)] == [TRIPLE]
    assert dict(reply.headers)[b"content-type"].decode() == chosen.content_type()
    assert not reply.cacheable


def test_turtle_has_the_prefixes_of_its_vocabularies() -> None:
    """People read it."""
    body = reply_with_triples([TRIPLE], RDF_FORMATS[0], "text/turtle").body.decode()
    assert "void:Dataset" in body
