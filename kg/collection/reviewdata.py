"""The dataset of a build as a collection takes it: whole, of one review, its own things apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from kg.collection.buildfiles import LeftOut
from kg.graph.store import sorted_nquads
from kg.graph.vocab import SD, TT, VOID
from kg.webaddress import url_fault

REVIEW, ONTOLOGY = "graph/review", "graph/ontology"


def load_dataset(content: bytes, meta: bytes | None) -> Store:
    """Return the dataset of a build, with what it says of itself where that stands apart."""
    store = Store()
    try:
        store.bulk_load(content, format=RdfFormat.N_QUADS)
        base = find_base(store)
        graph = NamedNode(f"{base}graph/meta")
        if meta is not None and graph not in set(store.named_graphs()):
            store.bulk_load(meta, format=RdfFormat.TURTLE, to_graph=graph)
    except (SyntaxError, ValueError) as error:
        raise LeftOut(f"its data cannot be read: {error}; build it anew") from error
    return store


def find_base(store: Store) -> str:
    """Return the base of the one review in a dataset; raise LeftOut for a graph of another."""
    names = [one.value for one in store.named_graphs() if isinstance(one, NamedNode)]
    bases = {name.removesuffix(REVIEW) for name in names if name.endswith(f"/{REVIEW}")}
    if len(bases) != 1:
        found = "several reviews" if bases else "no review"
        raise LeftOut(f"its data hold {found}; give the build of one")
    base = bases.pop()
    strangers = sorted(name for name in names if not name.startswith(f"{base}graph/"))
    if strangers:
        raise LeftOut(f"its graph {strangers[0][:200]} is not below {base}graph/; build it anew")
    return base


def list_told(store: Store) -> dict[str, int]:
    """Return how many triples each graph has, as the data say of themselves; none of others."""
    told: dict[str, int] = {}
    for named in store.quads_for_pattern(None, SD.name, None):
        for graph in store.quads_for_pattern(named.subject, SD.graph, None):
            if isinstance(graph.object, NamedNode) and isinstance(named.object, NamedNode):
                for many in store.quads_for_pattern(graph.object, VOID.triples, None):
                    if isinstance(many.object, Literal) and many.object.value.isdecimal():
                        told[named.object.value] = int(many.object.value)
    return told


def is_draft(store: Store) -> bool:
    """Say whether the data say of themselves that they are a draft's."""
    return any(store.quads_for_pattern(None, TT.isDraft, Literal(value=True)))


def check_whole(store: Store, told: Mapping[str, int]) -> None:
    """Raise LeftOut where a graph holds fewer triples than a build tells: a file was cut short."""
    for name, many in told.items():
        found = sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(name)))
        if found < many:
            held = f"its graph {name[:200]} has {found:,} triples, and was built with {many:,}"
            raise LeftOut(f"{held}: a file was cut short, or edited; build it anew")


def check_counts(store: Store, base: str, told: Mapping[str, int]) -> None:
    """Raise LeftOut where it is not told of each graph how many triples it has.

    What a server gives may end anywhere, and the counts may be in what did not come.
    """
    named = {one.value for one in store.named_graphs() if isinstance(one, NamedNode)}
    unknown = sorted(named - told.keys() - {f"{base}graph/meta"})
    if unknown:
        raise LeftOut(
            f"its data do not say how many triples are in {unknown[0][:200]}, and may have been "
            "cut short; try again, or give the folder of the build or a zip of it"
        )


def check_base(base: str, taken: Mapping[str, str]) -> None:
    """Raise LeftOut where the addresses of a review would lie among those of another."""
    if fault := url_fault(base):
        raise LeftOut(f"its base {base[:200]}: {fault}")
    if "?" in base or "#" in base:
        raise LeftOut(f"its base {base[:200]} has a '?' or a '#', behind which no name can stand")
    for other in taken.values():
        if base != other and (base.startswith(other) or other.startswith(base)):
            raise LeftOut(f"its base {base} and that of another review, {other}, lie in each other")


def split_dataset(store: Store, base: str) -> tuple[bytes, bytes, dict[str, int]]:
    """Return the quads of a review's own things, the triples of others, and the former counted.

    The ontology is left out, for a collection has one. A thing whose address is elsewhere, as that
    of a work, would stand in several graphs and be counted in each.
    """
    own: list[bytes] = []
    shared: set[bytes] = set()
    graphs: dict[str, int] = {}
    start, ontology = f"<{base}".encode(), f"<{base}{ONTOLOGY}> .".encode()
    _check_terms(store)
    for line in sorted_nquads(store).splitlines():
        if line.endswith(ontology):
            continue
        end = line.rindex(b" <")
        if line.startswith(start):
            own.append(line)
            graph = line[end + 2 : -3].decode()
            graphs[graph] = graphs.get(graph, 0) + 1
        else:
            shared.add(line[:end] + b" .")
    return _joined(own), _joined(sorted(shared)), graphs


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _check_terms(store: Store) -> None:
    for quad in store:
        if isinstance(quad.graph_name, DefaultGraph):
            raise LeftOut("its data stand in no graph; a build has each part in a graph of its own")
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise LeftOut("its data hold blank nodes; a build has a name for each thing")
        if isinstance(quad.object, Triple):
            raise LeftOut("its data hold a triple about a triple; a build has none")
