"""The data beside each page: the triples whose subjects the page shows, as Turtle and JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import RdfFormat, serialize

from kg.graph.store import parse_ordered, prefixes_of
from kg.outputs.addresses import Addresses

Lines = dict[str, list[bytes]]


def lines_by_page(nquads: bytes, addresses: Addresses) -> Lines:
    """Return the lines of a dataset's sorted N-Quads by the page that shows their subject."""
    pages: Lines = {}
    group: list[bytes] | None = None
    last = b""
    for line in nquads.splitlines():
        # Sorted lines of one subject stand together, so that its address is looked up once.
        if not line.startswith(last) or not last:
            last = line[: line.index(b">") + 1]
            page = addresses.page_with(last[1:-1].decode())
            group = None if page is None else pages.setdefault(page, [])
        if group is not None:
            group.append(line)
    return pages


def subjects_of(lines: Lines) -> list[str]:
    """Return every subject that a page shows."""
    found = {line[1 : line.index(b">")] for group in lines.values() for line in group}
    return sorted(subject.decode() for subject in found)


def render_siblings(lines: list[bytes], base: str) -> dict[str, bytes]:
    """Return the Turtle and the JSON-LD of a page, by file suffix, from its lines."""
    ntriples = [line[: line.rindex(b" <")] + b" ." for line in lines]
    triples = parse_ordered(ntriples)
    # Only those that the page uses: thirty lines of prefixes would hide three triples.
    used = _prefixes_in(b"\n".join(ntriples), prefixes_of(base))
    return {
        ".ttl": serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b"",
        ".jsonld": (serialize(triples, format=RdfFormat.JSON_LD) or b"") + b"\n",
    }


def _prefixes_in(ntriples: bytes, prefixes: Mapping[str, str]) -> dict[str, str]:
    return {name: space for name, space in prefixes.items() if b"<" + space.encode() in ntriples}
