"""The ontology in the words of schema.org: a set of defined terms."""

from __future__ import annotations

from kg.graph.vocab import ONTOLOGY, TT
from kg.outputs.cells import Row


def describe_ontology(values: Row, _: Row) -> Row:
    """Return the JSON-LD of the ontology's page."""
    head = values["head"]
    formats = [
        {"@type": "DataDownload", "contentUrl": file["file"], "encodingFormat": file["type"]}
        for file in values["formats"]
    ]
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": TT.base + term["name"],
            "name": term["label"],
            "termCode": term["name"],
        }
        for group in values["groups"]
        for term in group["terms"]
    ]
    return {
        "@type": ["DefinedTermSet", "Dataset"],
        "@id": ONTOLOGY.value,
        "name": head["title"],
        "description": head["description"],
        "version": head["versionInfo"],
        "license": head["license"],
        "creator": {"@type": "Organization", "name": head["creator"]},
        "dateCreated": head["created"],
        "dateModified": head["modified"],
        "distribution": formats,
        "hasDefinedTerm": terms,
    }
