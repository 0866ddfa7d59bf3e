"""A build loaded into another engine: staged graph by graph, verified, then moved into place.

The graphs in use stay as they are until the new ones are complete; a push that was broken off
goes on with the graphs that are not complete yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.manifest import Manifest
from kg.service.data.engineclient import EngineClient

# Triples a request: far below what engines refuse as too large, and few round trips.
PIECE = 10_000
DIGEST_PROPERTY = "http://purl.org/dc/terms/identifier"

Report = Callable[[str], None]


def stage_name(graph: str, digest: str) -> str:
    """Return the IRI of the graph that the new state of a graph is gathered in."""
    return f"{graph}/staged/{digest[:16]}"


def marker_name(base: str) -> str:
    """Return the IRI of the graph that says which build an engine holds."""
    return f"{base}graph/build"


def read_pieces(store: ox.Store, graph: str) -> Iterator[bytes]:
    """Read a graph out of a store as pieces of N-Triples."""
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    triples = (quad.triple for quad in quads)
    while piece := list(islice(triples, PIECE)):
        yield ox.serialize(piece, format=ox.RdfFormat.N_TRIPLES) or b""


def digest_triples(content: bytes) -> str:
    """Return the SHA-256 of a graph without blank nodes, whatever the order of its lines."""
    parsed = ox.parse(content, format=ox.RdfFormat.N_TRIPLES)
    lines = sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in parsed})
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def push_build(
    manifest: Manifest, store_folder: Path, client: EngineClient, report: Report
) -> None:
    """Load every graph of a build, then put them in place together."""
    if read_marker(client, manifest.base) == manifest.digest:
        report(f"the engine holds build {manifest.digest[:16]} already")
        return
    store = ox.Store.read_only(str(store_folder))
    for graph, count in sorted(manifest.graphs.items()):
        stage_graph(store, graph, count, manifest.digest, client, report)
    put_in_place(manifest, client)
    for graph, count in sorted(manifest.graphs.items()):
        check_count(client, graph, count)
    report(f"build {manifest.digest[:16]} is in place")


def stage_graph(
    store: ox.Store, graph: str, count: int, digest: str, client: EngineClient, report: Report
) -> None:
    """Load one graph beside the one in use, unless that was done before; verify it."""
    staged = stage_name(graph, digest)
    if count and client.count_triples(staged) == count:
        report(f"{graph}: {count} triples were there already")
        return
    client.drop_graph(staged)
    for piece in read_pieces(store, graph):
        client.add_triples(staged, piece)
    check_count(client, staged, count)
    report(f"{graph}: {count} triples, {verify_digest(store, graph, staged, client)}")


def check_count(client: EngineClient, graph: str, count: int) -> None:
    """Raise unless the engine holds as many triples as it was given."""
    found = client.count_triples(graph)
    if found != count:
        raise KgError(f"{graph}: the engine holds {found} triples of {count}; push again")


def verify_digest(store: ox.Store, graph: str, staged: str, client: EngineClient) -> str:
    """Compare what the engine gives back with what it was given; say what was found."""
    given = digest_triples(b"".join(read_pieces(store, graph)))
    # Some engines store literals in a form of their own: equal numbers, not equal bytes.
    try:
        found = digest_triples(client.read_graph(staged))
    except SyntaxError:
        return "counts verified; the engine gives back no valid N-Triples"
    return "digest verified" if found == given else "counts verified; the engine rewrites literals"


def put_in_place(manifest: Manifest, client: EngineClient) -> None:
    """Move the staged graphs over those in use, and mark the build, in one update."""
    moves = [
        f"MOVE SILENT GRAPH <{stage_name(graph, manifest.digest)}> TO GRAPH <{graph}>"
        for graph, count in sorted(manifest.graphs.items())
        if count
    ]
    marker = marker_name(manifest.base)
    mark = f'<{manifest.base}> <{DIGEST_PROPERTY}> "{manifest.digest}"'
    # One request: engines that have transactions do all of it or nothing. The mark comes last.
    steps = [*moves, f"DROP SILENT GRAPH <{marker}>"]
    client.update(" ;\n".join([*steps, f"INSERT DATA {{ GRAPH <{marker}> {{ {mark} }} }}"]))


def read_marker(client: EngineClient, base: str) -> str:
    """Return the digest of the build an engine holds, "" for none."""
    pattern = f"<{base}> <{DIGEST_PROPERTY}> ?digest"
    query = f"SELECT ?digest {{ GRAPH <{marker_name(base)}> {{ {pattern} }} }}"
    rows = client.select(query)
    return rows[0]["digest"]["value"] if rows else ""
