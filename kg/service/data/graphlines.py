"""A graph as lines of N-Triples: how it is sent to another engine, and known there again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

# Triples a request, where a graph is sent in pieces: far below what engines refuse as too large.
PIECE = 10_000
_END = b" .\n"


def read_lines(store: ox.Store, graph: str) -> bytes:
    """Return the triples of a graph of a store."""
    name = ox.NamedNode(graph)
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""


def split_lines(lines: bytes) -> Iterator[bytes]:
    """Yield pieces of so many triples as one request may have."""
    rest = lines.splitlines(keepends=True)
    for start in range(0, len(rest), PIECE):
        yield b"".join(rest[start : start + PIECE])


def add_graph(lines: bytes, graph: str) -> bytes:
    """Turn triples into quads of a graph: no literal has the end of a line in it."""
    return lines.replace(_END, f" <{graph}>".encode() + _END)


def digest_lines(lines: bytes) -> str:
    """Return the SHA-256 of a graph without blank nodes, whatever the order of its lines."""
    return hashlib.sha256(b"".join(sorted(set(lines.splitlines(keepends=True))))).hexdigest()


def digest_triples(content: bytes) -> str:
    """Return the same of a graph whose lines an engine writes in a manner of its own.

    Raises SyntaxError where it is no N-Triples.
    """
    triples = (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
    return digest_lines(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
