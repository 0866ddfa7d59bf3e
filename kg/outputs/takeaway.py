"""The graph → the files of the site that are no pages: citations, search, pictures, the dataset.

Each `produce_…` takes the dataset, the addresses of the site and the manifest of the build, and
returns files by their path in the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pyoxigraph import NamedNode, Store

from kg.graph.queries import load_queries
from kg.graph.store import sorted_nquads
from kg.graph.vocab import PREFIXES, RDF
from kg.manifest import Manifest
from kg.outputs.askdata import render_dataset_script
from kg.outputs.citations import FORMATS, Citation, load_citations
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import draw_pictures
from kg.outputs.searchindex import load_documents, render_search_data
from kg.resources import resource_folder

Files = Mapping[str, bytes]
# A list shorter than this is not offered a class at a time: one sees at a glance what is in it.
_LEAST_TO_SPLIT = 5


class Addressed(Protocol):
    """Where on the site each IRI is shown."""

    @property
    def base(self) -> str:
        """Return the IRI that those of the review begin with."""

    def address_of(self, iri: str) -> str | None:
        """Return the address of an IRI from the site's root, or None for one that has none."""


def produce_citations(store: Store, addresses: Addressed, _: Manifest) -> Files:
    """Return the citations of every page that shows sources, beside it, and `sources/all.…`.

    Beside a page of sources of several classes stands a file a class too: `tips/1.a.ris`.
    """
    citations = load_citations(store)
    lists = {"sources/all": list(citations)}
    for row in select_page_rows(store, "exports"):
        address = addresses.address_of(row["record"])
        if address is not None:
            lists.setdefault(address.removesuffix(".html"), []).append(row["code"])
    for stem, codes in list(lists.items()):
        lists |= _split_by_class(stem, codes, citations)
    files: dict[str, bytes] = {}
    for style in FORMATS:
        pieces = {code: style.render_one(citation) for code, citation in citations.items()}
        for stem, codes in lists.items():
            files[stem + style.suffix] = style.join(pieces[code] for code in codes).encode()
    return files


def _split_by_class(
    stem: str, codes: list[str], citations: Mapping[str, Citation]
) -> dict[str, list[str]]:
    """Return the sources of each class under a name of its own, where that is worth it."""
    classes: dict[str, list[str]] = {}
    for code in codes:
        classes.setdefault(citations[code].evidence_class.lower(), []).append(code)
    if len(classes) == 1 or len(codes) < _LEAST_TO_SPLIT:
        return {}
    return {f"{stem}.{letter}": some for letter, some in classes.items()}


def produce_search(store: Store, addresses: Addressed, _: Manifest) -> Files:
    """Return what the search looks through."""
    questions = load_queries(resource_folder("queries") / "examples").values()
    documents = load_documents(store, addresses.address_of, questions)
    return {"search-data.js": render_search_data(documents).encode()}


def produce_pictures(store: Store, _: Addressed, __: Manifest) -> Files:
    """Return each picture as a file, with its data."""
    files: dict[str, bytes] = {}
    for picture in draw_pictures(store):
        files[f"pictures/{picture.name}.svg"] = picture.svg.encode()
        files[f"pictures/{picture.name}.csv"] = picture.csv.encode()
    return files


def produce_dataset(store: Store, addresses: Addressed, _: Manifest) -> Files:
    """Return the dataset for the page that asks it in the browser."""
    nquads = sorted_nquads(store)
    patterns = _patterns_of(store, addresses)
    script = render_dataset_script(nquads, addresses.base, patterns, PREFIXES)
    return {"ask-data.js": script.encode()}


def _patterns_of(store: Store, addresses: Addressed) -> dict[str, str]:
    """Return the address of each kind of record, `{}` standing for its name: `tips/{}.html`."""
    subjects = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, None))
    kinds = {
        subject.value.removeprefix(addresses.base).partition("/")[0]
        for subject in subjects
        if isinstance(subject, NamedNode) and subject.value.startswith(addresses.base)
    }
    found = {kind: addresses.address_of(f"{addresses.base}{kind}/{{}}") for kind in kinds}
    return {kind: address for kind, address in found.items() if address is not None}
