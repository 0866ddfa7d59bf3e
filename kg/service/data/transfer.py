"""A build loaded into another engine: staged graph by graph, verified, then moved into place.

Only graphs that differ from those the engine holds are sent: of a collection those of the reviews
that changed. The graphs in use stay as they are until the new ones are complete; a push that was
broken off goes on with the graphs that are not complete yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, UsageError
from kg.manifest import Manifest
from kg.service.data.engineclient import EngineClient

# Triples a request: far below what engines refuse as too large, and few round trips.
PIECE = 10_000
DIGEST_PROPERTY = "http://purl.org/dc/terms/identifier"
_MARKER = "graph/build"
_AT_ONCE = 100  # names in one query: engines limit how long one may be
_ROWS = 1000  # of an answer

Report = Callable[[str], None]


def stage_name(graph: str, digest: str) -> str:
    """Return the IRI of the graph that the new state of a graph, of this digest, is gathered in."""
    return f"{graph}/staged/{digest[:16]}"


def marker_name(base: str) -> str:
    """Return the IRI of the graph that says which build an engine holds."""
    return f"{base}{_MARKER}"


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
    """Load every graph of a build that the engine has not, then put them in place together.

    Raises UsageError where a graph is one of another build that the engine holds.
    """
    marked = read_marker(client, manifest.base)
    if marked == manifest.digest:
        report(f"the engine holds build {manifest.digest[:16]} already")
        return
    check_owners(manifest, client)
    store = ox.Store.read_only(str(store_folder))
    digests = {
        graph: digest_triples(b"".join(read_pieces(store, graph)))
        for graph in sorted(manifest.graphs)
    }
    held = read_digests(client, manifest.base) if marked else {}
    staged = []
    for graph, digest in digests.items():
        count = manifest.graphs[graph]
        if held.get(graph) == digest and client.count_triples(graph) == count:
            report(f"{graph}: {count} triples, as they were")
        else:
            stage_graph(store, graph, count, digest, client, report)
            staged.append(graph)
    put_in_place(manifest, digests, staged, sorted(held.keys() - digests.keys()), client)
    for graph in staged:
        check_count(client, graph, manifest.graphs[graph])
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
    report(f"{graph}: {count} triples, {verify_digest(digest, staged, client)}")


def check_count(client: EngineClient, graph: str, count: int) -> None:
    """Raise unless the engine holds as many triples as it was given."""
    found = client.count_triples(graph)
    if found != count:
        raise KgError(f"{graph}: the engine holds {found} triples of {count}; push again")


def verify_digest(given: str, staged: str, client: EngineClient) -> str:
    """Compare what the engine gives back with what it was given; say what was found."""
    # Some engines store literals in a form of their own: equal numbers, not equal bytes.
    try:
        found = digest_triples(client.read_graph(staged))
    except SyntaxError:
        return "counts verified; the engine gives back no valid N-Triples"
    return "digest verified" if found == given else "counts verified; the engine rewrites literals"


def put_in_place(
    manifest: Manifest,
    digests: Mapping[str, str],
    staged: Iterable[str],
    gone: Iterable[str],
    client: EngineClient,
) -> None:
    """Move the staged graphs over those in use, drop those gone, mark the build, in one update."""
    moves = [
        f"MOVE SILENT GRAPH <{stage_name(graph, digests[graph])}> TO GRAPH <{graph}>"
        for graph in staged
        if manifest.graphs[graph]
    ]
    empty = (graph for graph in staged if not manifest.graphs[graph])
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in (*empty, *gone)]
    marker = marker_name(manifest.base)
    told = {manifest.base: manifest.digest, **digests}
    marks = " . ".join(f'<{name}> <{DIGEST_PROPERTY}> "{digest}"' for name, digest in told.items())
    # One request: engines that have transactions do all of it or nothing. The mark comes last.
    steps = [*moves, *drops, f"DROP SILENT GRAPH <{marker}>"]
    client.update(" ;\n".join([*steps, f"INSERT DATA {{ GRAPH <{marker}> {{ {marks} }} }}"]))


def check_owners(manifest: Manifest, client: EngineClient) -> None:
    """Raise UsageError where a graph belongs to another build, whose answers would be others.

    A review may stand in an engine by itself or in a collection: the graphs have the same names.
    """
    own, names = marker_name(manifest.base), sorted(manifest.graphs)
    for start in range(0, len(names), _AT_ONCE):
        listed = " ".join(f"<{name}>" for name in names[start : start + _AT_ONCE])
        query = f"""SELECT ?marker ?graph {{
          VALUES ?graph {{ {listed} }}
          GRAPH ?marker {{ ?graph <{DIGEST_PROPERTY}> ?digest }}
          FILTER(STRENDS(STR(?marker), "/{_MARKER}") && ?marker != <{own}>)
        }} LIMIT 1"""
        for row in client.select(query):
            other = row["marker"]["value"].removesuffix(_MARKER)
            raise UsageError(
                f"{row['graph']['value']}: the engine has this graph from the build of {other}, "
                "which would be another then; give each build or collection an engine of its own"
            )


def read_digests(client: EngineClient, base: str) -> dict[str, str]:
    """Return the digests of the graphs that an engine holds of a build, by graph."""
    found: dict[str, str] = {}
    pattern = f"GRAPH <{marker_name(base)}> {{ ?graph <{DIGEST_PROPERTY}> ?digest }}"
    # Piece by piece: some engines cut off what is long, and do not say so in the answer.
    while rows := client.select(
        f"SELECT ?graph ?digest {{ {pattern} }} ORDER BY ?graph LIMIT {_ROWS} OFFSET {len(found)}"
    ):
        found |= {row["graph"]["value"]: row["digest"]["value"] for row in rows}
    return {graph: digest for graph, digest in found.items() if graph != base}


def read_marker(client: EngineClient, base: str) -> str:
    """Return the digest of the build an engine holds, "" for none."""
    pattern = f"<{base}> <{DIGEST_PROPERTY}> ?digest"
    query = f"SELECT ?digest {{ GRAPH <{marker_name(base)}> {{ {pattern} }} }}"
    rows = client.select(query)
    return rows[0]["digest"]["value"] if rows else ""
