"""The data beside each page: the triples whose subjects the page shows, as Turtle and JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import RdfFormat, Store, Triple, parse, serialize

from kg.graph.store import prefixes_of, sorted_nquads, turtle
from kg.outputs.site.addresses import Addresses

Lines = dict[str, list[bytes]]


def lines_by_page(store: Store, addresses: Addresses) -> Lines:
    """Return the N-Quads lines of a dataset, sorted, by the page that shows their subject."""
    pages: Lines = {}
    page: str | None = None
    last = b""
    for line in sorted_nquads(store).splitlines():
        subject = line[: line.index(b">")]
        if subject != last:
            last = subject
            address = addresses.address_of(subject[1:].decode())
            page = address.partition("#")[0] if address else None
        if page is not None:
            pages.setdefault(page, []).append(line)
    return pages


def subjects_of(lines: Lines) -> list[str]:
    """Return every subject that a page shows."""
    found = {line[1 : line.index(b">")] for group in lines.values() for line in group}
    return sorted(subject.decode() for subject in found)


def render_siblings(lines: list[bytes], base: str) -> dict[str, bytes]:
    """Return the Turtle and the JSON-LD of a page, by file suffix, from its lines in order."""
    quads = parse(b"\n".join(lines), format=RdfFormat.N_QUADS)
    # The lines are sorted, so what two graphs say stands side by side.
    triples = dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    used = _prefixes_in(lines, prefixes_of(base))
    return {
        ".ttl": turtle(triples, used),
        ".jsonld": (serialize(triples, format=RdfFormat.JSON_LD) or b"") + b"\n",
    }


def _prefixes_in(lines: list[bytes], prefixes: Mapping[str, str]) -> dict[str, str]:
    text = b"\n".join(lines)
    return {name: space for name, space in prefixes.items() if b"<" + space.encode() in text}
