"""The ontology in the words of schema.org: a set of defined terms, and its parts."""

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
    }


def describe_terms(values: Row, _: Row) -> Row:
    """Return the JSON-LD of the page of a group of terms."""
    return {
        "@type": "DefinedTermSet",
        "name": values["heading"],
        "isPartOf": {"@type": "DefinedTermSet", "@id": ONTOLOGY.value},
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": TT.base + term["name"],
                "name": term["label"],
                "termCode": term["name"],
            }
            for term in values["terms"]
        ],
    }
