"""A graph as lines of N-Quads: how it is sent to another engine, and known there again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import lt

import pyoxigraph as ox

# Triples a request, where a graph is sent in pieces: far below what engines refuse as too large.
PIECE = 10_000
_END = b" .\n"


@dataclass(frozen=True, slots=True)
class GraphLines:
    """A named graph without blank nodes: a line a quad, in order, each once."""

    name: str
    quads: Sequence[bytes]

    @property
    def end(self) -> bytes:
        """Return what each line ends with, from its object on: no literal has the end of a line."""
        return end_of(self.name)

    def write_triples(self, quads: Sequence[bytes] | None = None) -> bytes:
        """Return the graph, or some of its lines, as N-Triples."""
        return b"".join(self.quads if quads is None else quads).replace(self.end, _END)

    def split(self) -> Iterator[bytes]:
        """Yield pieces of N-Triples, of so many as one request may have."""
        for start in range(0, len(self.quads), PIECE):
            yield self.write_triples(self.quads[start : start + PIECE])

    def digest(self) -> str:
        """Return the SHA-256 of the graph: its triples are in order, as its quads are."""
        return hashlib.sha256(self.write_triples()).hexdigest()


def end_of(graph: str) -> bytes:
    """Return how the lines of a graph end."""
    return f" <{graph}> .\n".encode()


def sort_graph(name: str, quads: Sequence[bytes]) -> GraphLines:
    """Make a graph of its lines, in whatever order they are."""
    return GraphLines(name, quads if _is_sorted(quads) else sorted(set(quads)))


def read_graph(store: ox.Store, name: str) -> GraphLines:
    """Read a graph of a store."""
    dump = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name)) or b""
    return sort_graph(name, dump.replace(_END, end_of(name)).splitlines(keepends=True))


def digest_lines(lines: bytes) -> str:
    """Return the SHA-256 of a graph without blank nodes, whatever the order of its triples."""
    each = lines.splitlines(keepends=True)
    return hashlib.sha256(lines if _is_sorted(each) else b"".join(sorted(set(each)))).hexdigest()


def digest_triples(content: bytes) -> str:
    """Return the same of a graph whose lines an engine writes in a manner of its own.

    Raises SyntaxError where it is no N-Triples.
    """
    triples = (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
    return digest_lines(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def _is_sorted(lines: Sequence[bytes]) -> bool:
    """Tell whether lines are in order, each once: to see that is cheaper than to sort them."""
    return all(map(lt, lines, lines[1:]))
