"""The formats answers come in: names, media types, and who writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: short name (also the file extension), media types with the canonical one first."""

    name: str
    media_types: tuple[str, ...]
    charset: bool = True
    aliases: tuple[str, ...] = ()

    def content_type(self, media_type: str | None = None) -> str:
        """Return the Content-Type header for one of the media types."""
        chosen = media_type or self.media_types[0]
        return f"{chosen}; charset=utf-8" if self.charset else chosen


JSON = Format("json", ("application/sparql-results+json", "application/json"), charset=False)
XML = Format(
    "xml", ("application/sparql-results+xml", "application/xml", "text/xml"), charset=False
)
CSV = Format("csv", ("text/csv",))
TSV = Format("tsv", ("text/tab-separated-values",))
HTML = Format("html", ("text/html", "application/xhtml+xml"))
MARKDOWN = Format("md", ("text/markdown",), aliases=("markdown",))
XLSX = Format(
    "xlsx", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",), charset=False
)
TURTLE = Format(
    "ttl",
    ("text/turtle", "application/x-turtle", "text/n3", "text/rdf+n3"),
    aliases=("turtle", "n3"),
)
N_TRIPLES = Format("nt", ("application/n-triples",), charset=False, aliases=("ntriples",))
N_QUADS = Format("nq", ("application/n-quads",), charset=False, aliases=("nquads",))
TRIG = Format("trig", ("application/trig",), charset=False)
RDF_XML = Format(
    "rdf",
    ("application/rdf+xml", "application/xml", "text/xml"),
    charset=False,
    aliases=("rdfxml", "rdf-xml", "rdf+xml", "xml"),
)
JSON_LD = Format(
    "jsonld",
    ("application/ld+json", "application/json"),
    charset=False,
    aliases=("json-ld", "json"),
)

TABLES = (HTML, MARKDOWN, XLSX)
RESULTS = (JSON, XML, CSV, TSV, *TABLES)
BOOLEANS = (JSON, XML, HTML)
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N_QUADS, TRIG, *TABLES)
DATASETS = (TRIG, N_QUADS, JSON_LD)
FORMATS_BY_FORM = {"SELECT": RESULTS, "ASK": BOOLEANS, "CONSTRUCT": GRAPHS, "DESCRIBE": GRAPHS}


def find_format(name: str, offers: Sequence[Format]) -> Format | None:
    """Find the offer with this short name, alias or media type."""
    wanted = name.strip().lower()
    for offer in offers:
        if wanted == offer.name:
            return offer
    for offer in offers:
        if wanted in offer.aliases or wanted in offer.media_types:
            return offer
    return None


def list_names(offers: Sequence[Format]) -> str:
    """List offers for a message, as `json (application/sparql-results+json), …`."""
    return ", ".join(f"{offer.name} ({offer.media_types[0]})" for offer in offers)
