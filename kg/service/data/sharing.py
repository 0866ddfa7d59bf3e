"""Triples that several graphs of a store hold: found, and set apart.

The engine's own union of graphs counts such a triple once for each graph that holds it, but a graph
is a set. Where they are few, two stores are kept, which share their files: one has each triple in
one graph only, so that its union is right, the other all that was loaded. Which of the two a query
is asked of is chosen by `kg.service.sparql.choosing`. Where they are many, the default graph is
filled with all triples, which takes as long as loading them did.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, cast

import pyoxigraph as ox

from kg.crew import Errand
from kg.errors import KgError
from kg.graph.footprints import signs_of
from kg.service.data.quadlines import Graphless, Seen, Sightings, Sought
from kg.service.data.reading import (
    READ_BYTES,
    LoadError,
    Reading,
    describe_fault,
    open_reading,
    read_rest,
)
from kg.service.worker.wire import Shared

MOST_APART = 20_000
"""Quads taken out of a store one by one, whatever its size."""
APART_SHARE = 100
"""One quad in so many may be taken out, too: that takes less than a hundredth of the loading."""
BEHIND = "-whole"
# Asked of the store where its lines were not seen; ASK ends at the first such triple.
_SHARED = (
    "{ GRAPH ?other { ?s ?p ?o } GRAPH ?g { ?s ?p ?o } FILTER(STR(?other) < STR(?g)) }",
    "{ ?s ?p ?o GRAPH ?g { ?s ?p ?o } }",
)
_TAKEN = f"SELECT DISTINCT ?s ?p ?o ?g %s LIMIT {MOST_APART + 1}"


class Repeated(NamedTuple):
    """What lines of N-Quads tell of triples that several graphs may hold."""

    lines: Sequence[bytes] | None
    """All lines whose triple may stand in several; None where they are many."""
    most: int
    """Quads that may be set apart."""
    digests: Mapping[Path, bytes]
    """Of the files, as they were read."""


def look_through(paths: Sequence[Path]) -> Repeated | None:
    """Read N-Quads for triples that several graphs may hold; return None where not all is plain.

    The engine loads the files meanwhile, and tells what is wrong with them. Raises LoadError where
    one changes while it is read.
    """
    sightings, parent = Sightings(), os.getppid()
    digests = {}
    with suppress(LoadError, OSError, EOFError, zlib.error):
        for path in paths:
            with open_reading(path, ox.RdfFormat.N_QUADS) as reading:
                seen = Seen(reading, sightings)
                while sightings.plain and os.getppid() == parent and seen.read(READ_BYTES):
                    pass
                digests[path] = reading.digest()
    if not sightings.plain or len(digests) < len(paths):
        return None
    most = max(MOST_APART, len(sightings) // APART_SHARE)
    numbers = sightings.find_repeated()
    # A triple that is shared has two lines at least.
    lines = _read_lines(digests, numbers) if len(numbers) <= 2 * most else None
    return Repeated(lines, most, digests)


def await_repeated(
    looking: Errand[Repeated | None], files: Mapping[Path, bytes]
) -> Repeated | None:
    """Wait for what was found in files, with the digest of each as it was loaded.

    Raises LoadError where one was another then. Returns None where nothing is known.
    """
    try:
        found = looking.result()
    except (KgError, MemoryError):  # it took more memory than there is: the store can be asked
        return None
    for path in found.digests if found else ():
        _check_digest(path, found.digests[path] if found else b"", files[path])
    return found


def find_extra(store: ox.Store, repeated: Repeated | None) -> list[ox.Quad] | None:
    """Return the quads whose triple stands in another graph, too, which comes before theirs.

    Returns None where they are many, or not to be told apart.
    """
    if repeated is not None:
        found = None if repeated.lines is None else _list_extra(repeated.lines)
        return found if found is not None and len(found) <= repeated.most else None
    if any(isinstance(graph, ox.BlankNode) for graph in store.named_graphs()):
        return None
    extra = {quad for pattern in _SHARED for quad in _ask_extra(store, pattern)}
    return [*extra] if len(extra) <= MOST_APART else None


def _read_lines(files: Mapping[Path, bytes], numbers: Sequence[int]) -> list[bytes]:
    lines: set[bytes] = set()
    first = 0
    for path, digest in files.items() if numbers else ():
        with open_reading(path, ox.RdfFormat.N_QUADS) as reading:
            sought = Sought(reading, numbers, first)
            _read_again(sought, reading, path, digest)
            lines.update(sought.found)
            first = sought.next
    return sorted(lines)


def _list_extra(lines: Sequence[bytes]) -> list[ox.Quad]:
    met: set[ox.Triple] = set()
    extra = []
    for quad in ox.parse(b"\n".join(lines), ox.RdfFormat.N_QUADS):
        if quad.triple in met:
            extra.append(quad)
        met.add(quad.triple)
    return extra


def _ask_extra(store: ox.Store, pattern: str) -> Iterator[ox.Quad]:
    if store.query(f"ASK {pattern}"):
        for row in store.query(_TAKEN % pattern):  # type: ignore[union-attr]
            yield ox.Quad(row["s"], row["p"], row["o"], row["g"])


def set_apart(folder: Path, extra: Collection[ox.Quad]) -> Shared:
    """Copy the store in a folder to one beside it, and take some quads out of the store itself.

    Those are written beside both, for whoever makes them anew.
    """
    name_extra(folder).write_bytes(ox.serialize(extra, format=ox.RdfFormat.N_QUADS) or b"")
    ox.Store.read_only(str(folder)).backup(str(name_whole(folder)))
    store = ox.Store(str(folder))
    shared = take_out(store, extra, folder)
    store.flush()
    return shared


def take_out(store: ox.Store, extra: Collection[ox.Quad], folder: Path) -> Shared:
    """Take some quads out of a store; the whole comes to lie beside the folder given."""
    for quad in extra:
        store.remove(quad)
    graphs = {quad.graph_name.value for quad in extra if isinstance(quad.graph_name, ox.NamedNode)}
    return Shared(str(name_whole(folder)), sorted(signs_of(extra)), sorted(graphs))


def name_whole(folder: Path) -> Path:
    """Return where the store lies in which each graph is whole, beside the one in a folder."""
    return folder.with_name(folder.name + BEHIND)


def name_extra(folder: Path) -> Path:
    """Return where the quads are written that were taken out of the store in a folder."""
    return folder.with_name(f"{folder.name}-extra.nq")


def merge_graphs(store: ox.Store, files: Mapping[Path, bytes], *, plain: bool) -> None:
    """Fill the default graph with the triples of all graphs, from the files where these are plain.

    The digest of each file is given; raises LoadError where one has changed since.
    """
    if plain:
        # To read the files again takes a third of what it takes to read them in the store.
        for path, digest in files.items():
            _load_graphless(store, path, digest)
    else:
        store.bulk_extend(_list_named(store))


def _load_graphless(store: ox.Store, path: Path, digest: bytes) -> None:
    with open_reading(path, ox.RdfFormat.N_QUADS) as reading:
        with suppress(ValueError, SyntaxError):  # it has changed, as the digest tells
            stream = cast("IO[bytes]", Graphless(reading))
            store.bulk_load(stream, format=ox.RdfFormat.N_TRIPLES)
        _read_again(reading, reading, path, digest)


def _read_again(source: Sought | Reading, reading: Reading, path: Path, digest: bytes) -> None:
    """Read a file to its end; raise LoadError where it is not what it was."""
    read_rest(source)
    _check_digest(path, reading.digest(), digest)


def _check_digest(path: Path, now: bytes, before: bytes) -> None:
    if now != before:
        message = "it was changed while it was read; load it again"
        raise LoadError(describe_fault(path, "LOAD003", message))


def _list_named(store: ox.Store) -> Iterator[ox.Quad]:
    for graph in store.named_graphs():
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)
