"""What can be found of a review → its full-text index; the indexes of a collection, listed.

The service asks them where the records are too many for the search in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.fulltext import Entry, write_index
from kg.outputs.cells import Row
from kg.outputs.searchindex import KINDS, Document
from kg.outputs.writing import OutputWriter

# The folder of a build that the service reads, and the list of what is in it.
FOLDER, LIST = "search", "search.json"
OWN = "_own.db"  # no slug of a review begins so


def document_of(row: Row) -> Document:
    """Return a document as it was before it was kept as a row."""
    return Document(**row | {name: tuple(row[name]) for name in ("words", "names")})


def write_documents(path: Path, documents: Iterable[Document]) -> None:
    """Write the index of some documents, where there is none yet."""
    write_index(path, map(_entry_of, documents))


def _entry_of(one: Document) -> Entry:
    kind = KINDS[one.kind]
    more = (" ".join(one.names), " ".join(one.words), one.text, one.more)
    return Entry(
        kind.one, one.title, one.text, one.address, one.language, kind.weight, (one.title, *more)
    )


def write_indexes(
    outputs: OutputWriter,
    reviews: Iterable[tuple[Row, Path, str | None]],
    own: Iterable[Document],
    *,
    static: bool,
) -> None:
    """Write the indexes of a collection: that of each review linked, and one of its own pages.

    `reviews` are the row of each review with its index and with where its pages begin; `static`
    tells that the site can be searched without the service.
    """
    owner = "the search"
    listed: dict[str, Mapping[str, str]] = {}
    for row, path, start in _with_pages(reviews):
        name = f"{row['slug']}.db"
        outputs.claim(name, owner)
        outputs.link(name, path)
        listed[name] = {"review": row["slug"], "short": row["short"], "start": start}
    outputs.claim(OWN, owner)
    listed[OWN] = {"review": "", "short": "", "start": ""}
    told = {"static": static, "indexes": listed}
    outputs.write(LIST, f"{json.dumps(told, ensure_ascii=False, indent=0)}\n".encode(), owner)
    # Last: the folder is there now, though no review has pages.
    write_documents(outputs.folder / OWN, own)


def _with_pages(
    reviews: Iterable[tuple[Row, Path, str | None]],
) -> Iterator[tuple[Row, Path, str]]:
    """Yield the reviews whose pages somebody can go to."""
    for row, path, start in reviews:
        if start is not None:
            yield row, path, start
