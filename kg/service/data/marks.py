"""The mark of a build in another engine: digests of it and of its graphs, in `<base>graph/build`.

Its properties have a space of their own, which nothing in the data uses: a query that names none of
them, and leaves no property open, cannot find what stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.errors import UsageError
from kg.graph.vocab import MARKS
from kg.manifest import Manifest
from kg.service.data.engineclient import EngineClient

DIGEST_PROPERTY = f"{MARKS}digest"
PROOF_PROPERTY = f"{MARKS}proof"
# A mark of a former release had this one, and still tells which build there is.
_EITHER = f"<{DIGEST_PROPERTY}> <http://purl.org/dc/terms/identifier>"
_MARKER = "graph/build"
_AT_ONCE = 100  # names in one query: engines limit how long one may be
_ROWS = 1000  # of an answer


def marker_name(base: str) -> str:
    """Return the IRI of the graph that says which build an engine holds."""
    return f"{base}{_MARKER}"


def drop(graph: str) -> str:
    """Return the update that removes a graph, if there is one."""
    return f"DROP SILENT GRAPH <{graph}>"


def mark(manifest: Manifest, digests: Mapping[str, str]) -> list[str]:
    """Return the updates that say which build an engine holds, with the digests of its graphs.

    They come last, in one request with all others: an engine with transactions does all or nothing.
    """
    marker = marker_name(manifest.base)
    told = {manifest.base: manifest.digest, **digests}
    marks = " . ".join(f'<{name}> <{DIGEST_PROPERTY}> "{digest}"' for name, digest in told.items())
    return [drop(marker), f"INSERT DATA {{ GRAPH <{marker}> {{ {marks} }} }}"]


def tell(base: str, proof: str) -> str:
    """Return the update that says how it is known that an engine holds what it is marked with."""
    told = f'<{base}> <{PROOF_PROPERTY}> "{proof}"'
    return f"INSERT DATA {{ GRAPH <{marker_name(base)}> {{ {told} }} }}"


def unmark(base: str) -> str:
    """Return the update after which an engine holds no build as a whole, but graphs of one."""
    pattern = f"<{base}> <{DIGEST_PROPERTY}> ?digest"
    return f"DELETE WHERE {{ GRAPH <{marker_name(base)}> {{ {pattern} }} }}"


def check_owners(manifest: Manifest, client: EngineClient) -> None:
    """Raise UsageError where a graph belongs to another build, whose answers would be others.

    A review may stand in an engine by itself or in a collection: the graphs have the same names.
    """
    own, names = marker_name(manifest.base), sorted(manifest.graphs)
    for start in range(0, len(names), _AT_ONCE):
        listed = " ".join(f"<{name}>" for name in names[start : start + _AT_ONCE])
        query = f"""SELECT ?marker ?graph {{
          VALUES ?graph {{ {listed} }}
          VALUES ?property {{ {_EITHER} }}
          GRAPH ?marker {{ ?graph ?property ?digest }}
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
    pattern = f"VALUES ?property {{ {_EITHER} }} "
    pattern += f"GRAPH <{marker_name(base)}> {{ ?graph ?property ?digest }}"
    # Piece by piece: some engines cut off what is long, and do not say so in the answer.
    while rows := client.select(
        f"SELECT ?graph ?digest {{ {pattern} }} ORDER BY ?graph LIMIT {_ROWS} OFFSET {len(found)}"
    ):
        found |= {row["graph"]["value"]: row["digest"]["value"] for row in rows}
    return {graph: digest for graph, digest in found.items() if graph != base}


def read_marker(client: EngineClient, base: str) -> str:
    """Return the digest of the build an engine holds, "" for none."""
    pattern = f"GRAPH <{marker_name(base)}> {{ <{base}> ?property ?digest }}"
    rows = client.select(f"SELECT ?digest {{ VALUES ?property {{ {_EITHER} }} {pattern} }}")
    return rows[0]["digest"]["value"] if rows else ""


def stands_alone(client: EngineClient, base: str, digest: str, graphs: Collection[str]) -> bool:
    """Tell whether the default graph of an engine is all of a build and its mark, and no more.

    An engine that does not tell is taken for one that holds more.
    """
    # Who names no graph finds the mark only where the default graph is the union of all.
    rows = client.select(f"SELECT ?digest {{ <{base}> <{DIGEST_PROPERTY}> ?digest }}")
    if [row["digest"]["value"] for row in rows] != [digest]:
        return False
    named = client.select("SELECT ?graph { GRAPH ?graph {} }")
    found = {row["graph"]["value"] for row in named if "graph" in row}
    known = {*graphs, marker_name(base)}
    return marker_name(base) in found and found <= known and client.has_all_named()
