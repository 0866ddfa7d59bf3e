"""IRIs → addresses of the site, such as `tips/12.html` or `errata.html#E001`.

A record has a page of its own, or it is an anchor on the page of what holds it. The whole mapping
is written as `pages.json`, which the service uses to send an IRI to its page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Store

from kg.graph.vocab import DCTERMS, ONTOLOGY, TT
from kg.outputs.pagequeries import select_page_rows

# Kind of record → its address; a kind that is not named here has no page.
ADDRESSES = {
    "agents": "authors.html#{}",
    "appendices": "appendices/{}.html",
    "appraisal-tools": "systematic.html#tool-{}",
    "concept-kinds": "concepts.html#{}",
    "concepts": "concepts/{}.html",
    "countries": "countries/{}.html",
    "currency": "changes.html#{}",
    "debates": "debates/{}.html",
    "designs": "designs/{}.html",
    "effects": "systematic.html#effect-{}",
    "elements": "implications.html#{}",
    "errata": "errata.html#{}",
    "evidence-classes": "evidence-classes/{}.html",
    "flows": "systematic.html#flow-{}",
    "graph": "downloads.html#graph-{}",
    "implications": "implications/{}.html",
    "index": "a-z.html#{}",
    "journals": "journals.html#{}",
    "leads": "everything.html#lead-{}",
    "outcomes": "systematic.html#outcome-{}",
    "populations": "populations/{}.html",
    "practical": "appendices/practical.html#{}",
    "practical-groups": "appendices/practical.html#{}",
    "reference-lists": "bibliography/{}.html",
    "review-questions": "systematic.html#question-{}",
    "rows": "appendices/findings.html#row-{}",
    "sections": "sections/{}.html",
    "selections": "works/{}.html",
    "settings": "settings/{}.html",
    "sizes": "sizes/{}.html",
    "sources": "sources/{}.html",
    "stages": "tools.html#{}",
    "studies": "studies/{}.html",
    "tables": "tables/{}.html",
    "themes": "themes/{}.html",
    "tips": "tips/{}.html",
    "tools": "tools.html#{}",
    "without": "without/{}.html",
    "works": "sources/{}.html",  # the page of the source, which names its work
}
# Kinds that are anchors on the page of the section or document that holds them.
HELD = {"claims": "{}#{}", "mentions": "{}#m{}"}
WHOLES = {
    "concept-kinds": "concepts.html",
    "concepts": "concepts.html",
    "countries": "studies.html",
    "designs": "studies.html",
    "evidence-classes": "evidence-classes.html",
    "populations": "studies.html",
    "review": "review.html",
    "settings": "studies.html",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where on the site each IRI is shown.

    `works` are those that others have IRIs for: what we say of them is beside their source's page,
    and a link to one leads out.
    """

    base: str
    holders: dict[str, str]
    works: Mapping[str, str] = field(default_factory=dict)

    def address_of(self, iri: str) -> str | None:
        """Return the address of an IRI from the site's root, or None for one that has none."""
        if iri.startswith(TT.base):
            return f"ontology.html#{iri.removeprefix(TT.base)}"
        if iri == ONTOLOGY.value:
            return "ontology.html"
        if not iri.startswith(self.base):
            return None
        path, _, fragment = iri.removeprefix(self.base).partition("#")
        address = self._address_of_path(path)
        if address is None or not fragment or "#" in address:
            return address
        return f"{address}#{fragment}"

    def page_with(self, iri: str) -> str | None:
        """Return the page beside which the data on an IRI lie, or None where there is none."""
        address = self.address_of(iri) or self.works.get(iri)
        return address.partition("#")[0] if address else None

    def address_of_record(self, path: str) -> str | None:
        """Return the address of a record by its path, such as `tips/12`."""
        return self.address_of(self.base + path) if path else None

    def _address_of_path(self, path: str) -> str | None:
        kind, _, name = path.partition("/")
        if not name:
            return WHOLES.get(kind)
        if kind in HELD:
            holder = self.holders.get(path)
            return None if holder is None else HELD[kind].format(holder, name)
        pattern = ADDRESSES.get(kind)
        return None if pattern is None else pattern.format(name)


def path_beside(address: str, ending: str) -> str:
    """Return the path of a page beside another: `tips/12.html`, `-sheet` → `tips/12-sheet.html`."""
    return f"{address.removesuffix('.html')}{ending}.html"


def read_addresses(store: Store, base: str) -> Addresses:
    """Find out where each record without a page of its own is shown.

    Raise QueryError when one of the queries for it is faulty.
    """
    plain = Addresses(base, {})
    holders: dict[str, str] = {}
    for row in select_page_rows(store, "addresses"):
        holder = plain.address_of(row["holder"])
        if holder is not None:
            holders[row["record"].removeprefix(base)] = holder
    works: dict[str, str] = {}
    for row in select_page_rows(store, "work-sources"):
        works.setdefault(row["work"], plain.address_of(row["source"]) or "")
    return Addresses(base, holders, works)


def read_successors(store: Store) -> dict[str, str]:
    """Return what replaces each IRI that is out of use."""
    found = store.quads_for_pattern(None, DCTERMS.isReplacedBy, None)
    return {
        quad.subject.value: quad.object.value
        for quad in found
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def render_pages_json(
    addresses: Addresses,
    subjects: Iterable[str],
    documents: Iterable[str],
    successors: Mapping[str, str],
) -> str:
    """Return the mapping from the path of each IRI (below the base) to its address, as JSON.

    The documents beside the ontology, which all reviews share, are told of on its page; a record
    that was renamed, where it is now.
    """
    paths = {iri.partition("#")[0] for iri in subjects if iri.startswith(addresses.base)}
    found = {
        former.removeprefix(addresses.base): addresses.address_of(now)
        for former, now in successors.items()
        if former.startswith(addresses.base) and "#" not in former
    }
    # Where a page still has a place of the former name, that is the one.
    found |= {path.removeprefix(addresses.base): addresses.address_of(path) for path in paths}
    shown = {path: address for path, address in found.items() if address is not None}
    shown |= dict.fromkeys(documents, "ontology.html#documents")
    return json.dumps(shown, indent=0, sort_keys=True, ensure_ascii=False) + "\n"
