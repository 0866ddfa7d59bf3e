"""What the pages know besides their rows: the build, questions with answers, pictures, files."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.graph.queries import load_queries
from kg.manifest import Manifest
from kg.outputs.downloads import list_downloads
from kg.outputs.pictures import draw_pictures
from kg.outputs.searchindex import group_documents, load_documents
from kg.outputs.site.addresses import Addresses
from kg.outputs.site.questions import read_questions
from kg.outputs.site.rows import Row
from kg.resources import resource_folder


@dataclass(frozen=True, slots=True)
class Facts:
    """Given to each page's view. Rows are plain values, for what is made from them is hashed."""

    manifest: Manifest
    questions: tuple[Row, ...] = ()
    pictures: tuple[Row, ...] = ()
    groups: tuple[Row, ...] = ()
    downloads: tuple[Row, ...] = ()


def gather_facts(store: Store, addresses: Addresses, manifest: Manifest, folder: Path) -> Facts:
    """Return the facts of a dataset; `folder` holds the files that can be taken away."""
    return Facts(
        manifest,
        questions=read_questions(store, addresses),
        pictures=_read_pictures(store, addresses),
        groups=_read_groups(store, addresses),
        downloads=tuple(asdict(download) for download in list_downloads(folder)),
    )


def _read_pictures(store: Store, addresses: Addresses) -> tuple[Row, ...]:
    """Return the pictures, each row of a table with the address of what it is about."""
    return tuple(
        {
            "name": picture.name,
            "title": picture.title,
            "description": picture.description,
            "svg": picture.svg,
            "heads": list(picture.heads),
            "rows": [list(row) for row in picture.rows],
            "links": [addresses.address_of(iri) or "" for iri in picture.subjects],
        }
        for picture in draw_pictures(store)
    )


def _read_groups(store: Store, addresses: Addresses) -> tuple[Row, ...]:
    """Return what can be found, under its headings."""
    questions = load_queries(resource_folder("queries") / "examples").values()
    documents = load_documents(store, addresses.address_of, questions)
    return tuple(
        {
            "heading": heading,
            "documents": [{"title": item.title, "address": item.address} for item in found],
        }
        for heading, found in group_documents(documents)
    )
