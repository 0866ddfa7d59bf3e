"""What the pages know besides their rows: the build, questions with answers, pictures, files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kg.manifest import Manifest
from kg.outputs.cells import Row
from kg.outputs.citations import citation_metadata, coins_title
from kg.outputs.downloads import list_downloads
from kg.outputs.searchindex import group_documents
from kg.outputs.site.questions import read_questions
from kg.outputs.stock import Stock


@dataclass(frozen=True, slots=True)
class Facts:
    """Given to each page's view. Rows are plain values, for what is made from them is hashed."""

    manifest: Manifest
    questions: tuple[Row, ...] = ()
    pictures: tuple[Row, ...] = ()
    groups: tuple[Row, ...] = ()
    downloads: tuple[Row, ...] = ()
    citations: Mapping[str, Row] = field(default_factory=dict)  # by the code of the source
    updated: str = ""  # when, in the form of RFC 3339; "" where no one said


def gather_facts(stock: Stock, folder: Path) -> Facts:
    """Return the facts of a build; `folder` holds the files that can be taken away."""
    return Facts(
        stock.manifest,
        questions=read_questions(stock.examples, stock.addresses),
        pictures=_read_pictures(stock),
        groups=_read_groups(stock),
        downloads=tuple(asdict(download) for download in list_downloads(folder)),
        citations=_read_citations(stock),
        updated=_read_time(),
    )


def _read_citations(stock: Stock) -> dict[str, Row]:
    """Return what reference managers find in a page of each source, and in a list that names it."""
    return {
        code: {
            "coins": coins_title(citation),
            "meta": [list(pair) for pair in citation_metadata(citation)],
        }
        for code, citation in stock.citations.items()
    }


def _read_time() -> str:
    """Return SOURCE_DATE_EPOCH as a time; without it a build has none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return f"{datetime.fromtimestamp(int(epoch), UTC):%Y-%m-%dT%H:%M:%SZ}" if epoch else ""


def _read_pictures(stock: Stock) -> tuple[Row, ...]:
    """Return the pictures, each row of a table with the address of what it is about."""
    return tuple(
        {
            "name": picture.name,
            "title": picture.title,
            "description": picture.description,
            "svg": picture.svg,
            "heads": list(picture.heads),
            "rows": [list(row) for row in picture.rows],
            "links": [stock.addresses.address_of(iri) or "" for iri in picture.subjects],
        }
        for picture in stock.pictures
    )


def _read_groups(stock: Stock) -> tuple[Row, ...]:
    """Return what can be found, under its headings."""
    return tuple(
        {
            "heading": heading,
            "documents": [{"title": item.title, "address": item.address} for item in found],
        }
        for heading, found in group_documents(stock.documents)
    )
