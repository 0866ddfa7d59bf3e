"""The formats that an answer can be had in, and how they are found by name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.formats import (
    HTML,
    JSON,
    MARKDOWN,
    RDF_FORMATS,
    SOLUTIONS,
    XLSX,
    XML,
    Format,
)

TABLES = (HTML, MARKDOWN, XLSX)
RESULTS = (*SOLUTIONS, *TABLES)
BOOLEANS = (JSON, XML, HTML)
GRAPHS = (*RDF_FORMATS, *TABLES)
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
