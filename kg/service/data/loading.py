"""RDF files in, a store on disk out; run as a process of its own, so that its memory is returned.

`python -m kg.service.data.loading FOLDER BASE DEFAULT_GRAPH FILE…` prints the path of each file as
its loading begins, then one line of JSON: {"digest", "graphs", "union"}.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.service.data.capacity import SHARE, fits_memory, measure_capacity
from kg.service.data.quadlines import Graphless, Seen, Sightings
from kg.service.data.reading import (
    LoadError,
    check_elements,
    describe_fault,
    open_reading,
    read_rest,
)

FORMATS_BY_SUFFIX = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".n3": ox.RdfFormat.N3,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
PROBLEMS = 1
UNION, OWN = "union", "own"
LEAST_MEMORY = 2 << 30
"""What loading may take on a small machine: the engine sorts a million triples at a time."""
TOO_COSTLY = (
    "loading it takes more memory or stack than there is for it; "
    "split the file, or write it as N-Triples"
)
TOO_LONG = "one value in it is longer than the 16 MiB that the engine reads at once; shorten it"
# Asked of the store before it is chosen how graphs are united; ASK ends at the first such triple.
SHARED = "ASK { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER(?a != ?b) }"
SHARED_WITH_DEFAULT = "ASK { ?s ?p ?o GRAPH ?a { ?s ?p ?o } }"


def find_rdf_format(path: Path) -> ox.RdfFormat:
    """Tell a file's format from its name; `.gz` behind it is allowed."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    suffix = suffixes[-2] if suffixes[-1:] == [".gz"] and len(suffixes) > 1 else path.suffix.lower()
    found = FORMATS_BY_SUFFIX.get(suffix)
    if found is None:
        known = " ".join(FORMATS_BY_SUFFIX)
        message = f"rename the file to end in one of {known} (or .gz)"
        raise LoadError(describe_fault(path, "LOAD001", message))
    return found


def load_file(store: ox.Store, path: Path, base: str, sightings: Sightings) -> bytes:
    """Load one file: triples into the default graph, quads into theirs, which are seen by the way.

    Returns the SHA-256 of the bytes that were loaded. Raises LoadError, with a line for the user.
    """
    rdf_format = find_rdf_format(path)
    quads = rdf_format == ox.RdfFormat.N_QUADS
    if not quads:
        sightings.give_up()
    fault: Exception | None = None
    try:
        if rdf_format == ox.RdfFormat.RDF_XML:
            with open_reading(path, rdf_format) as reading:
                check_elements(reading)
        with open_reading(path, rdf_format) as reading:
            seen = Seen(reading, sightings) if quads else reading
            try:
                stream = cast("IO[bytes]", seen)
                store.bulk_load(stream, format=rdf_format, base_iri=base or None)
            finally:
                # The engine tells of a reader that raised only that it did; the reader knows why.
                fault = reading.fault
            # The digest is over the whole file, and packing may be damaged behind the last triple.
            read_rest(seen)
            return reading.digest()
    except (LoadError, SyntaxError, MemoryError, OSError, EOFError, zlib.error) as error:
        raise LoadError(name_fault(path, fault or error)) from error


def name_fault(path: Path, error: Exception) -> str:
    """Return the line that tells what kept a file from being loaded."""
    if isinstance(error, SyntaxError):
        message = error.msg or str(error)
        return describe_fault(path, "LOAD002", message, error.lineno or 1, error.offset or 1)
    if isinstance(error, MemoryError):
        # The engine's parsers raise it, too, where one word of a file is longer than their buffer.
        return describe_fault(path, "LOAD004", TOO_LONG if "buffer" in str(error) else TOO_COSTLY)
    if isinstance(error, LoadError):
        return describe_fault(path, "LOAD005", str(error))
    if isinstance(error, (EOFError, zlib.error)):
        return describe_fault(path, "LOAD003", f"its packing is damaged, fetch it anew: {error}")
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return describe_fault(path, "LOAD003", f"cannot be read: {told}")


def count_graphs(store: ox.Store) -> dict[str, int]:
    """Count the triples of each named graph, and of the default graph under ""."""
    counts = {"": _count(store, ox.DefaultGraph())}
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode):
            counts[graph.value] = _count(store, graph)
    return counts


def _count(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> int:
    solutions = store.query(
        "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }", default_graph=graph, named_graphs=[]
    )
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(solutions)
    (solution,) = solutions
    return int(solution["count"].value)


def merge_shared(store: ox.Store, files: Mapping[Path, bytes], sightings: Sightings) -> bool:
    """Merge all graphs into the default one where two of them hold the same triple.

    The engine's own union counts such a triple twice, but a graph is a set. Returns whether the
    default graph holds all now; else the engine's union is right, and takes no room. The digest of
    each file is given; raises LoadError where one has changed since.
    """
    if not sightings.may_repeat() or not (store.query(SHARED) or store.query(SHARED_WITH_DEFAULT)):
        return False
    if sightings.plain:
        # To read the files again takes a third of what it takes to read them in the store.
        for path, digest in files.items():
            _load_graphless(store, path, digest)
    else:
        store.bulk_extend(_list_named(store))
    return True


def _load_graphless(store: ox.Store, path: Path, digest: bytes) -> None:
    with open_reading(path, ox.RdfFormat.N_QUADS) as reading:
        with suppress(ValueError, SyntaxError):  # it has changed, as the digest tells
            stream = cast("IO[bytes]", Graphless(reading))
            store.bulk_load(stream, format=ox.RdfFormat.N_TRIPLES)
        read_rest(reading)
        if reading.digest() != digest:
            message = "it was changed while it was read; load it again"
            raise LoadError(describe_fault(path, "LOAD003", message))


def _list_named(store: ox.Store) -> Iterator[ox.Quad]:
    for graph in store.named_graphs():
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def load_files(
    folder: Path, base: str, paths: Sequence[Path], default_graph: str = UNION
) -> dict[str, object]:
    """Load files into a new store, and make it fast to read where it will be read from disk.

    Returns the digest, the triples by graph, and whether queries are to ask the engine's union.
    """
    store = ox.Store(str(folder))
    digests: list[bytes] = []
    sightings = Sightings()
    if default_graph != UNION:
        sightings.give_up()
    for path in paths:
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()
        digests.append(load_file(store, path, base, sightings))
    named = next(iter(store.named_graphs()), None) is not None
    files = dict(zip(paths, digests, strict=True))
    union = default_graph == UNION and named and not merge_shared(store, files, sightings)
    graphs = count_graphs(store)
    if not fits_memory(sum(graphs.values())):
        # It is read from disk for days, and slowly where it lies in many levels. To write it anew
        # takes a fifth of the time of loading, and the files, packed less, half as much room again.
        store.optimize()
    store.flush()
    digest = hashlib.sha256(b"".join(digests)).hexdigest()
    return {"digest": digest, "graphs": graphs, "union": union}


def limit_memory() -> None:
    """Let this process end before the machine's memory does, and leave no image of it on disk."""
    allowed = max(LEAST_MEMORY, int(measure_capacity() * SHARE))
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))
    # The data may be confidential, and an image of gigabytes fills the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(words: Sequence[str]) -> int:
    """Run as a process; errors go to standard error, one line each."""
    folder, base, default_graph, *names = words
    limit_memory()
    try:
        paths = [Path(name) for name in names]
        described = load_files(Path(folder), base, paths, default_graph)
    except LoadError as error:
        sys.stderr.write(f"{error}\n")
        return PROBLEMS
    sys.stdout.write(json.dumps(described) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
