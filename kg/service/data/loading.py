"""RDF files in, a store on disk out; run as a process of its own, so that its memory is returned.

`python -m kg.service.data.loading FOLDER BASE DEFAULT_GRAPH FILE…` prints the path of each file as
its loading begins, then one line of JSON: what `Loaded` holds.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, cast

import msgspec
import pyoxigraph as ox

from kg.crew import Errand, gather_crew
from kg.service.data.capacity import SHARE, measure_capacity
from kg.service.data.reading import (
    LoadError,
    check_elements,
    describe_fault,
    open_reading,
    read_rest,
)
from kg.service.data.sharing import (
    Repeated,
    await_repeated,
    find_extra,
    look_through,
    merge_graphs,
    set_apart,
)
from kg.service.worker.wire import Shared

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
UNION, MERGED, OWN = "union", "merged", "own"
"""What a query asks that names no graph: all graphs, all in a graph of their own, or no graph."""
LEAST_MEMORY = 2 << 30
"""What loading may take on a small machine: the engine sorts a million triples at a time."""
TOO_COSTLY = (
    "loading it takes more memory or stack than there is for it; "
    "split the file, or write it as N-Triples"
)
TOO_LONG = "one value in it is longer than the 16 MiB that the engine reads at once; shorten it"


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


def load_file(store: ox.Store, path: Path, base: str) -> bytes:
    """Load one file: triples into the default graph, quads into theirs.

    Returns the SHA-256 of the bytes that were loaded. Raises LoadError, with a line for the user.
    """
    rdf_format = find_rdf_format(path)
    fault: Exception | None = None
    try:
        if rdf_format == ox.RdfFormat.RDF_XML:
            with open_reading(path, rdf_format) as reading:
                check_elements(reading)
        with open_reading(path, rdf_format) as reading:
            try:
                stream = cast("IO[bytes]", reading)
                store.bulk_load(stream, format=rdf_format, base_iri=base or None)
            finally:
                # The engine tells of a reader that raised only that it did; the reader knows why.
                fault = reading.fault
            # The digest is over the whole file, and packing may be damaged behind the last triple.
            read_rest(reading)
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


def print_path(path: Path) -> None:
    """Print the path of a file at once: should it end this process, others know which it was."""
    sys.stdout.write(f"{path}\n")
    sys.stdout.flush()


class Loaded(msgspec.Struct):
    """What is known of a store that was loaded."""

    digest: str
    graphs: dict[str, int]
    """Triples by graph; those that stand in none under ""."""
    union: bool = False
    """Whether queries that name no graph are to ask the engine's union."""
    shared: Shared | None = None
    """What several graphs hold, where the store has it once."""


def load_files(
    folder: Path, base: str, paths: Sequence[Path], default_graph: str = UNION
) -> Loaded:
    """Load files into a new store."""
    open_store = partial(ox.Store, str(folder))
    written, files = read_files(open_store, base, paths, default_graph, print_path)
    written.flush()
    del written
    # To read it, it is opened read-only: else the engine writes anew what it has just written.
    store = ox.Store.read_only(str(folder))
    extra = list_extra(store, files.repeated, default_graph)
    if extra is None:
        store = ox.Store(str(folder))
        merge_graphs(store, files.digests, plain=files.repeated is not None)
        store.flush()
    loaded = describe(store, files, merged=extra is None, default_graph=default_graph)
    del store
    if extra:
        loaded.shared = set_apart(folder, extra)
    return loaded


class Files(NamedTuple):
    """What is known of files that were read into a store."""

    digests: Mapping[Path, bytes]
    repeated: Repeated | None
    """What their lines tell of triples in several graphs, where they do."""


def read_files(
    open_store: Callable[[], ox.Store],
    base: str,
    paths: Sequence[Path],
    default_graph: str,
    begin: Callable[[Path], None] = lambda _: None,
) -> tuple[ox.Store, Files]:
    """Read files into a store; `begin` is told of each. Raises LoadError with a line for the user.

    The store is opened here: it may have threads, and others are sent before.
    """
    with gather_crew() as crew:
        looking: Errand[Repeated | None] = Errand.done(None)
        if _have_lines(paths, default_graph):
            looking = crew.send(partial(look_through, paths))
        store, digests = open_store(), {}
        for path in paths:
            begin(path)
            digests[path] = load_file(store, path, base)
        return store, Files(digests, await_repeated(looking, digests))


def list_extra(
    store: ox.Store, repeated: Repeated | None, default_graph: str
) -> list[ox.Quad] | None:
    """Return the quads to be set apart; None where the default graph is to have all triples."""
    if default_graph == MERGED:
        return None
    return find_extra(store, repeated) if default_graph == UNION and _has_graphs(store) else []


def describe(store: ox.Store, files: Files, *, merged: bool, default_graph: str) -> Loaded:
    """Say what is known of a store into which files were read."""
    digest = hashlib.sha256(b"".join(files.digests.values())).hexdigest()
    union = default_graph == UNION and not merged and _has_graphs(store)
    return Loaded(digest, count_graphs(store), union)


def _has_graphs(store: ox.Store) -> bool:
    return next(iter(store.named_graphs()), None) is not None


def _have_lines(paths: Sequence[Path], default_graph: str) -> bool:
    """Tell whether all is lines of N-Quads, and whether it matters what several graphs hold."""
    return default_graph != OWN and all(
        find_rdf_format(path) == ox.RdfFormat.N_QUADS for path in paths
    )


@contextmanager
def limited_memory(allowed: int) -> Iterator[None]:
    """Let this process end when it takes more memory, while what is done inside lasts.

    It leaves no image of itself on disk, then and later.
    """
    # The data may be confidential, and an image of gigabytes fills the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def main(words: Sequence[str]) -> int:
    """Run as a process; errors go to standard error, one line each."""
    folder, base, default_graph, *names = words
    try:
        with limited_memory(max(LEAST_MEMORY, int(measure_capacity() * SHARE))):
            loaded = load_files(Path(folder), base, [Path(name) for name in names], default_graph)
    except LoadError as error:
        sys.stderr.write(f"{error}\n")
        return PROBLEMS
    sys.stdout.write(msgspec.json.encode(loaded).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
