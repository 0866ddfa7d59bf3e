"""RDF files in, a store on disk out; run as a process of its own, so that its memory is returned.

`python -m kg.service.data.loading FOLDER BASE FILE…` prints one line of JSON: {"digest", "graphs"}.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

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
PLACE = re.compile(r"(?:.*?)line (\d+)(?:.*?)column (\d+)", re.DOTALL)
BAD_INPUT, PROBLEMS = 2, 1


class LoadError(Exception):
    """A file that cannot be loaded; the text says where and why, for the user."""


def find_rdf_format(path: Path) -> ox.RdfFormat:
    """Tell a file's format from its name; `.gz` behind it is allowed."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    suffix = suffixes[-2] if suffixes[-1:] == [".gz"] and len(suffixes) > 1 else path.suffix.lower()
    found = FORMATS_BY_SUFFIX.get(suffix)
    if found is None:
        known = " ".join(FORMATS_BY_SUFFIX)
        raise LoadError(f"{path}:1:1: LOAD001 rename the file to end in one of {known} (or .gz)")
    return found


def load_file(store: ox.Store, path: Path, base: str) -> None:
    """Load one file: triples into the default graph, quads into theirs."""
    rdf_format = find_rdf_format(path)
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opener(path, "rb") as stream:
            store.bulk_load(cast("IO[bytes]", stream), format=rdf_format, base_iri=base or None)
    except SyntaxError as error:
        line, column = error.lineno, error.offset
        message = " ".join((error.msg or str(error)).split())
        raise LoadError(f"{path}:{line or 1}:{column or 1}: LOAD002 {message}") from error
    except OSError as error:
        raise LoadError(f"{path}:1:1: LOAD003 cannot be read: {error.strerror or error}") from error


def digest_files(paths: Sequence[Path]) -> str:
    """Return the SHA-256 over the contents of files, in their order."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


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


def load_files(folder: Path, base: str, paths: Sequence[Path]) -> dict[str, object]:
    """Load files into a new store and make it fast to read; return digest and graphs."""
    store = ox.Store(str(folder))
    for path in paths:
        load_file(store, path, base)
    store.optimize()
    store.flush()
    return {"digest": digest_files(paths), "graphs": count_graphs(store)}


def main(words: Sequence[str]) -> int:
    """Run as a process; errors go to standard error, one line each."""
    folder, base, *names = words
    try:
        described = load_files(Path(folder), base, [Path(name) for name in names])
    except LoadError as error:
        sys.stderr.write(f"{error}\n")
        return PROBLEMS
    sys.stdout.write(json.dumps(described) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
