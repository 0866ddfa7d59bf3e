"""Words → the records that hold them, by the full-text indexes that the build of a collection has.

To read all that can be found in many reviews takes longer than a question may; an index is there
for each of them already, and tells the pages of the site that hold the words.
"""

from __future__ import annotations

import asyncio

from kg.assistants.asking import Asker
from kg.fulltext import Hit, OutOfTimeError, terms_of
from kg.service.data.searching import Searching
from kg.service.http.problems import ProblemError

Found = tuple[str, str, str, str]
# As an index calls kinds that have another name elsewhere.
_KINDS = {"for practice": "implication", "this site": "page", "index": "entry"}
_LOOKED_AT = 20
"""Hits for each that is wanted: some are of another kind, some are pages and no records."""


async def find_in_indexes(
    searching: Searching, asker: Asker, words: str, kind: str | None, most: int
) -> list[Found]:
    """Find records (IRI, kind, title, text), the best first; raise ProblemError if out of time."""
    terms = terms_of(words)
    if not terms:
        return []
    seconds = asker.generation.limits.deadline
    try:
        found = await asyncio.to_thread(searching.find, terms, "", most * _LOOKED_AT, seconds)
    except OutOfTimeError as error:
        raise ProblemError("timeout", "The search took too long.") from error
    records: dict[str, Found] = {}
    for hit in found.hits:
        named = _KINDS.get(hit.kind, hit.kind)
        record = _record_of(hit, searching, asker) if kind in (None, named) else ""
        if record and len(records) < most:
            records.setdefault(record, (record, named, hit.title, hit.text))
    return [*records.values()]


def _record_of(hit: Hit, searching: Searching, asker: Asker) -> str:
    """Return the IRI of what a page, or a place on one, shows; "" for a page of the site's own."""
    index = searching.indexes[hit.name]
    if not index.review:
        return ""
    shelf, path = asker.generation.catalogue.shelves.find(f"/{index.start}{hit.address}")
    address = path.removeprefix("/")
    thing = shelf.things.get(address) or address.removesuffix(".html")
    return f"{shelf.base}{thing}" if "#" not in thing else ""
