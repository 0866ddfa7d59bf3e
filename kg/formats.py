"""The formats that files and answers come in: one table of names, media types and W3C's names."""

from __future__ import annotations

from dataclasses import dataclass


# One is made of each, so that they are told apart in no time: as keys they come with every request.
@dataclass(frozen=True, eq=False, slots=True)
class Format:
    """A format: short name (also the end of a file's name), media types, the canonical one first.

    `w3c` is its name below `http://www.w3.org/ns/formats/`, where it has one.
    """

    name: str
    media_types: tuple[str, ...]
    charset: bool = True
    aliases: tuple[str, ...] = ()
    w3c: str = ""

    def content_type(self, media_type: str | None = None) -> str:
        """Return the Content-Type header for one of the media types."""
        chosen = media_type or self.media_types[0]
        return f"{chosen}; charset=utf-8" if self.charset else chosen


JSON = Format(
    "json",
    ("application/sparql-results+json", "application/json"),
    charset=False,
    w3c="SPARQL_Results_JSON",
)
XML = Format(
    "xml",
    ("application/sparql-results+xml", "application/xml", "text/xml"),
    charset=False,
    w3c="SPARQL_Results_XML",
)
CSV = Format("csv", ("text/csv",), w3c="SPARQL_Results_CSV")
TSV = Format("tsv", ("text/tab-separated-values",), w3c="SPARQL_Results_TSV")
HTML = Format("html", ("text/html",))
MARKDOWN = Format("md", ("text/markdown",), aliases=("markdown",))
XLSX = Format(
    "xlsx", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",), charset=False
)
TURTLE = Format(
    "ttl",
    ("text/turtle", "application/x-turtle", "text/n3", "text/rdf+n3"),
    aliases=("turtle", "n3"),
    w3c="Turtle",
)
N_TRIPLES = Format(
    "nt", ("application/n-triples",), charset=False, aliases=("ntriples",), w3c="N-Triples"
)
N_QUADS = Format("nq", ("application/n-quads",), charset=False, aliases=("nquads",), w3c="N-Quads")
TRIG = Format("trig", ("application/trig",), charset=False, w3c="TriG")
RDF_XML = Format(
    "rdf",
    ("application/rdf+xml", "application/xml", "text/xml"),
    charset=False,
    aliases=("rdfxml", "rdf-xml", "rdf+xml", "xml"),
    w3c="RDF_XML",
)
JSON_LD = Format(
    "jsonld",
    ("application/ld+json", "application/json"),
    charset=False,
    aliases=("json-ld", "json"),
    w3c="JSON-LD",
)

SOLUTIONS = (JSON, XML, CSV, TSV)
RDF_FORMATS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N_QUADS, TRIG)

# The files of a build, by the end of their names. What is called json or xml there is no answer to
# a query, and has the plain type.
FILES = {
    offer.name: offer
    for offer in (
        *RDF_FORMATS,
        *(CSV, TSV, HTML, MARKDOWN, XLSX),
        Format("atom", ("application/atom+xml",), charset=False),
        Format("bib", ("application/x-bibtex",)),
        Format("css", ("text/css",)),
        Format(
            "docx",
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
            charset=False,
        ),
        Format("gz", ("application/gzip",), charset=False),
        Format("ico", ("image/x-icon",), charset=False),
        Format("jpg", ("image/jpeg",), charset=False),
        Format("js", ("text/javascript",)),
        Format("json", ("application/json",), charset=False),
        Format("mjs", ("text/javascript",)),
        Format("pdf", ("application/pdf",), charset=False),
        Format("png", ("image/png",), charset=False),
        Format("ris", ("application/x-research-info-systems",)),
        Format("rq", ("application/sparql-query",)),
        Format("svg", ("image/svg+xml",), charset=False),
        Format("tex", ("application/x-tex",)),
        Format("txt", ("text/plain",)),
        Format("wasm", ("application/wasm",), charset=False),
        Format("webmanifest", ("application/manifest+json",), charset=False),
        Format("webp", ("image/webp",), charset=False),
        Format("woff2", ("font/woff2",), charset=False),
        Format("xml", ("application/xml",), charset=False),
        Format("zip", ("application/zip",), charset=False),
    )
}
UNKNOWN = Format("", ("application/octet-stream",), charset=False)


def format_of(suffix: str) -> Format:
    """Return the format of a file by the end of its name, such as `.ttl`, or else UNKNOWN."""
    return FILES.get(suffix.removeprefix(".").lower(), UNKNOWN)
