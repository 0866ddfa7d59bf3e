"""Citations → CSL-JSON, the form of citeproc, Zotero and pandoc."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.outputs.citations.records import Agent, Citation

TYPES = {
    "article": "article-journal",
    "article/magazine": "article-magazine",
    "book": "book",
    "collection": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "legislation": "legislation",
    "manual": "book",
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "misc/speech": "speech",
}

Item = dict[str, object]


def render_csl(citations: Iterable[Citation]) -> str:
    """Return citations as a CSL-JSON array; the evidence class stands in `keyword` and `custom`."""
    return join_items(map(csl_text, citations))


def join_items(items: Iterable[str]) -> str:
    """Return items, each as JSON, as an array."""
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_text(citation: Citation) -> str:
    """Return one citation as the JSON of a CSL item."""
    return json.dumps(csl_item(citation), ensure_ascii=False, indent=2)


def csl_item(citation: Citation) -> Item:
    """Return a citation as a CSL item, empty variables left out."""
    fields = citation.fields
    notes = [fields.get("note", ""), *citation.notes]
    item: Item = {
        "id": citation.key,
        "type": TYPES.get(citation.kind) or TYPES.get(citation.entry_type, "document"),
        "title": citation.title,
        "author": [_name(agent) for agent in citation.authors],
        "editor": [_name(agent) for agent in citation.editors],
        "issued": _date(citation.year),
        "container-title": fields.get("container", ""),
        "volume": fields.get("volume", ""),
        "issue": fields.get("number", ""),
        "page": fields.get("pages", ""),
        "publisher": fields.get("publisher", ""),
        "publisher-place": fields.get("address", ""),
        "genre": fields.get("entrysubtype", ""),
        "DOI": citation.identifier("doi"),
        "ISBN": citation.identifier("isbn13", "isbn10"),
        "PMID": citation.identifier("pmid"),
        "URL": citation.url,
        "accessed": _date(fields.get("urldate", "")),
        "keyword": ", ".join(citation.keywords),
        "note": "\n".join(filter(None, notes)),
        "custom": {"code": citation.code, "evidence-class": citation.evidence_class},
    }
    return {name: value for name, value in item.items() if value}


def _name(agent: Agent) -> dict[str, str]:
    if agent.given:
        return {"family": agent.family, "given": agent.given}
    return {"literal": agent.family}


def _date(text: str) -> dict[str, list[list[int]]] | None:
    """Return a date such as 2005, 2005-03 or 2005-03-29 as CSL date parts."""
    parts = text.split("-")
    if not all(part.isdigit() for part in parts):
        return None
    return {"date-parts": [[int(part) for part in parts[:3]]]}
