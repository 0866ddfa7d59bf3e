"""Quads → an in-memory dataset, sorted N-Quads, and a store on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.graph.queries import Query, construct_lines
from kg.graph.vocab import PREFIXES, RDF

_TYPE = f" {RDF.type} ".encode()
_SOME = 50_000  # lines that are held at once
_PIECE = 1 << 16  # bytes that are read at once, as many as a pipe holds


def load_dataset(quads: Iterable[Quad]) -> Store:
    """Return the quads as a dataset in memory."""
    store = Store()
    store.bulk_extend(quads)
    return store


def lines_of(triples: Iterable[Triple], graph: NamedNode) -> Iterator[str]:
    """Yield the quads of a graph as lines of N-Quads.

    To make a quad of a literal takes twenty times as long as to write it.
    """
    place = f" {graph} .\n"
    return (f"{triple}{place}" for triple in triples)


def quads_in(graph: NamedNode, triples: Iterable[Triple]) -> list[Quad]:
    """Return triples as quads of a graph."""
    return [*parse("".join(lines_of(triples, graph)), format=RdfFormat.N_QUADS, lenient=True)]


def write_lines(lines: Iterable[str], stream: BinaryIO) -> None:
    """Write lines of N-Quads as they come."""
    stream.writelines(map(str.encode, lines))


def load_stream(nquads: BinaryIO) -> Store:
    """Return N-Quads that `write_lines` writes as a dataset in memory."""
    store = Store()
    # Some at a time: they are put in their places while as much again is being written.
    while some := nquads.read(_PIECE) + nquads.readline():
        store.bulk_load(some, format=RdfFormat.N_QUADS, lenient=True)  # ours is not doubted
    return store


def load_lines(lines: Iterable[str]) -> Store:
    """Return lines of N-Quads of ours as a dataset in memory."""
    store, left = Store(), iter(lines)
    while some := "".join(islice(left, _SOME)):
        store.bulk_load(some, format=RdfFormat.N_QUADS, lenient=True)
    return store


def infer(store: Store, rules: Mapping[str, Query], graph: NamedNode) -> dict[str, int]:
    """Run the rules in the order of their heads; return how many triples each one added.

    A later rule sees what earlier ones inferred. What a rule makes goes into `graph` only.
    """
    counts: dict[str, int] = {}
    for rule in in_order(rules):
        # All of it before any is added: a rule must not see what it makes while it looks.
        lines = construct_lines(store, rule)
        store.bulk_load(lines, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        counts[rule.name] = lines.count(b"\n")
    return counts


def in_order(rules: Mapping[str, Query]) -> list[Query]:
    """Return rules in the order of their heads, and those of one place by their names."""
    return sorted(rules.values(), key=lambda rule: (int(rule.head.get("order", "1")), rule.name))


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, one a line, sorted by code point: equal datasets, equal bytes."""
    if isinstance(quads, Store):  # it writes itself, and no quad becomes a value of Python
        return merge_nquads(quads.dump(format=RdfFormat.N_QUADS) or b"")
    return merge_nquads(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def lines_in(store: Store, graph: NamedNode) -> list[bytes]:
    """Return the triples of a graph, as a store has them, as lines of N-Triples."""
    return (store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"").splitlines()


def place_in(graph: NamedNode, ntriples: Iterable[bytes]) -> list[bytes]:
    """Return lines of N-Triples as lines of N-Quads of a graph, sorted."""
    place = f" {graph} .".encode()
    return sorted(line.removesuffix(b" .") + place for line in ntriples)


def insert_lines(nquads: bytes, lines: Iterable[bytes]) -> bytes:
    """Return sorted N-Quads with some more lines, which are sorted, too, and new.

    Each is looked for by halves: to sort all again would take a hundred times as long.
    """
    parts, start = [], 0
    for line in lines:
        end = _place_of(line, nquads, start)
        parts += [nquads[start:end], line, b"\n"]
        start = end
    return b"".join([*parts, nquads[start:]])


def _place_of(line: bytes, nquads: bytes, low: int) -> int:
    """Return where the first line begins, at `low` or after it, that comes after a line."""
    high = len(nquads)
    while low < high:
        begin = nquads.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = nquads.index(b"\n", begin)
        if nquads[begin:end] < line:
            low = end + 1
        else:
            high = begin
    return low


def merge_nquads(*parts: bytes) -> bytes:
    """Return the lines of all parts, sorted, each once."""
    # Parts that are sorted already are joined in one pass; a set would shuffle them first.
    lines = dict.fromkeys(sorted(b"\n".join(parts).split(b"\n")))
    lines.pop(b"", None)
    return b"\n".join(lines) + b"\n"


def lines_by_graph(nquads: bytes) -> dict[str, list[bytes]]:
    """Return the triples of each named graph, by its IRI, as lines of N-Triples.

    Every quad must be in a named graph: one of the default graph would end in its object.
    """
    # By text and not by terms: the lines are the bytes that are written, and to parse them again
    # would take longer than all that is done with them.
    graphs: dict[bytes, list[bytes]] = {}
    for line in nquads.splitlines():
        end = line.rindex(b" <")
        graphs.setdefault(line[end + 2 : -3], []).append(line[:end] + b" .")
    return {graph.decode(): lines for graph, lines in graphs.items()}


def turtle(ntriples: Iterable[bytes], prefixes: Mapping[str, str]) -> bytes:
    """Return lines of N-Triples of ours as Turtle, by subject, type first.

    Equal graphs give equal bytes.
    """
    # One by one: all quads of a large graph at once would take more room than the graph.
    quads = parse(_in_order(ntriples), format=RdfFormat.N_TRIPLES, lenient=True)
    return serialize(quads, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""


def parse_ordered(ntriples: Iterable[bytes]) -> list[Quad]:
    """Parse lines of N-Triples of ours, each once, in the order of their subjects, type first.

    The quads are all in the default graph, which the formats for triples take for triples.
    """
    return list(parse(_in_order(ntriples), format=RdfFormat.N_TRIPLES, lenient=True))


def _in_order(ntriples: Iterable[bytes]) -> bytes:
    # As text: to sort terms in Python takes several times as long. Most lines come sorted, and a
    # set would shuffle them.
    lines = sorted(dict.fromkeys(ntriples), key=_type_first)
    return b"\n".join(lines)


def _type_first(line: bytes) -> bytes:
    return line.replace(_TYPE, b"  ", 1)  # a blank comes before any term


def prefixes_of(base: str) -> dict[str, str]:
    """Return the prefixes of our vocabularies and of the kinds of records below a base."""
    kinds = ("claims", "concepts", "errata", "implications", "mentions", "sections", "sources")
    return PREFIXES | {kind: f"{base}{kind}/" for kind in kinds}


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def write_store(nquads: bytes, folder: Path) -> Store:
    """Write a dataset of ours as a store on disk, which more may be added to.

    Raises OSError where the folder cannot be written, SyntaxError where the N-Quads are none.
    """
    store = Store(str(folder))
    store.bulk_load(nquads, format=RdfFormat.N_QUADS, lenient=True)
    return store


def finish_store(store: Store, nquads: bytes) -> None:
    """Add the last quads to a store on disk, to be opened read-only from then on."""
    store.bulk_load(nquads, format=RdfFormat.N_QUADS, lenient=True)
    store.flush()  # nothing may be left unwritten
