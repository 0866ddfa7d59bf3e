"""References → CSL-JSON, the form of citeproc, Zotero and pandoc."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.outputs.references.records import Agent, Reference

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


def render_csl(references: Iterable[Reference]) -> str:
    """Return a CSL-JSON array; the evidence class stands in `keyword` and `custom`."""
    return join_items(map(csl_text, references))


def join_items(items: Iterable[str]) -> str:
    """Return items, each as JSON, as an array."""
    # Joined as text, so that each item is written once and stands in many lists.
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_text(reference: Reference) -> str:
    """Return one reference as the JSON of a CSL item."""
    return json.dumps(csl_item(reference), ensure_ascii=False, indent=2)


def csl_item(reference: Reference) -> Item:
    """Return a reference as a CSL item, empty variables left out."""
    fields = reference.fields
    notes = [fields.get("note", ""), *reference.notes]
    item: Item = {
        "id": reference.key,
        "type": TYPES.get(reference.kind) or TYPES.get(reference.entry_type, "document"),
        "title": reference.title,
        "author": [_name(agent) for agent in reference.authors],
        "editor": [_name(agent) for agent in reference.editors],
        "issued": _date(fields.get("date") or reference.year),
        "container-title": fields.get("container", ""),
        "volume": fields.get("volume", ""),
        "issue": fields.get("number", ""),
        "page": fields.get("pages", ""),
        "publisher": fields.get("publisher", ""),
        "publisher-place": fields.get("address", ""),
        "genre": fields.get("entrysubtype", ""),
        "DOI": reference.identifier("doi"),
        "ISBN": reference.identifier("isbn13", "isbn10"),
        "PMID": reference.identifier("pmid"),
        "URL": reference.url,
        "accessed": _date(fields.get("urldate", "")),
        "keyword": ", ".join(reference.keywords),
        "note": "\n".join(filter(None, notes)),
        "custom": _custom(reference),
    }
    # An empty variable is printed by some styles as a stray comma or an empty bracket.
    return {name: value for name, value in item.items() if value}


def _custom(reference: Reference) -> dict[str, str]:
    """Return what only this project says of a source; nothing of what is no source."""
    values = {"code": reference.code, "evidence-class": reference.evidence_class}
    return values if reference.code else {}


def _name(agent: Agent) -> dict[str, str]:
    if agent.given:
        return {"family": agent.family, "given": agent.given}
    # A body is no person: split in two, `Audit Commission` would become `Commission, A.`.
    return {"literal": agent.family}


def _date(text: str) -> dict[str, list[list[int]]] | None:
    """Return a date such as 2005, 2005-03 or 2005-03-29, or a range of two, as CSL date parts."""
    ends = [end.split("-") for end in text.split("/")]
    if not all(part.isdigit() for end in ends for part in end):
        return None
    return {"date-parts": [[int(part) for part in end[:3]] for end in ends]}
