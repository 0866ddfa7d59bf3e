"""Queries answered by a store of our own, on disk or in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.queries import fail_call
from kg.service.counts.files import CountFiles
from kg.service.counts.patterns import TableName
from kg.service.counts.shelf import CountShelf
from kg.service.counts.slices import Slices
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.choosing import Place, choose_place
from kg.service.sparql.columns import ask_in_order
from kg.service.sparql.dataset import mentions_from, read_dataset_clause
from kg.service.sparql.legibility import find_unreadable
from kg.service.worker.evaluation import Results
from kg.service.worker.pair import Pair
from kg.service.worker.terms import parse_term
from kg.service.worker.wire import Job

# A function of an expression: terms in, a term out, or None for an error.
Function = Callable[..., ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
# The graphs that make up the default graph, and those that are named.
_Dataset = tuple[tuple[str, ...], tuple[str, ...]]


class LocalBackend:
    """A read-only store."""

    def __init__(
        self,
        stores: Pair,
        base: str,
        prefixes: Mapping[str, str],
        *,
        union: bool,
        counts: str = "",
        slices: Slices | None = None,
    ) -> None:
        """Take the open stores, the base IRI of queries and the prefixes of answers.

        With `union` a query that names no graph asks all of them. The engine's kind of union counts
        a triple once for each graph that holds it: so of the two stores that one is asked in which
        it stands once. `counts` is the folder of tables of counts, `slices` what the data are put
        together of.
        """
        self.prefixes = prefixes
        self._stores = stores
        self._base = base or None
        self._union = union
        self._adviser: Adviser | None = None
        files = CountFiles(Path(counts)) if counts else None
        self._counts = CountShelf(self._ask, self._base, files, slices)
        self.wanted: TableName | None = None
        self._merged: tuple[_Dataset | None, ox.Store] | None = None

    def advise(self, job: Job, *, empty: bool) -> list[str]:
        """Say what whoever asked should know; of why it may be so where the answer is empty."""
        if self._adviser is None:
            self._adviser = Adviser(self._stores.get_once(), self._base or "")
        return self._adviser.advise(job.query, empty=empty, graphs=job.graphs, bound=job.bindings)

    def tells_alike(self, job: Job, warnings: Sequence[str]) -> bool:
        """Tell whether all queries of this shape are told these warnings and nothing else."""
        return self._adviser is not None and self._adviser.tells_alike(job.query, warnings)

    def query(self, job: Job, missing: Sequence[str] = ()) -> Results:
        """Evaluate a job's query on the dataset it names, or on the whole store.

        A call of a function that is `missing` is an error as SPARQL has it: without a value.
        """
        return ask_in_order(partial(self._evaluate, job, missing), job.query)

    def _evaluate(self, job: Job, missing: Sequence[str], query: str) -> Results:
        self.wanted = None
        defaults, named = job.default_graphs, job.named_graphs
        if defaults is None and named is None and mentions_from(query):
            clause = read_dataset_clause(query, self._base or "")
            if clause.default_graphs or clause.named_graphs:
                defaults, named = clause.default_graphs, clause.named_graphs
        functions: dict[ox.NamedNode, Function] = {ox.NamedNode(iri): fail_call for iri in missing}
        bindings = {ox.Variable(name): parse_term(term) for name, term in job.bindings.items()}
        if defaults is None and named is None:
            if not bindings and not functions:
                results = self._counts.query(query)
                self.wanted = self._counts.wanted
                return results
            return self._ask(query, substitutions=bindings, custom_functions=functions)
        store, graphs = self._choose_store(query, defaults or [], named or [])
        return store.query(
            query,
            base_iri=self._base,
            substitutions=bindings,
            default_graph=graphs,
            named_graphs=[ox.NamedNode(iri) for iri in named or []],
            custom_functions=functions,
        )

    def make_table(self, name: TableName) -> None:
        """Make a table of counts and keep it; raise ValueError where it cannot be kept."""
        self.wanted = None
        if not self._counts.make(name):
            raise ValueError("this table cannot be kept")

    def _ask(self, query: str, **more: Any) -> Results:
        """Evaluate a query that has no dataset clause."""
        union, place = self._union, Place.ONCE
        shared = self._stores.shared
        if shared is not None:
            place = choose_place(query, self._base or "", shared.signs, shared.graphs)
        if place is Place.MERGED:
            store, union = self._merge(None), False
        else:
            stores = self._stores
            store = stores.get_whole() if place is Place.WHOLE else stores.get_once()
        return store.query(query, base_iri=self._base, use_default_graph_as_union=union, **more)

    def _choose_store(
        self, query: str, defaults: Sequence[str], named: Sequence[str]
    ) -> tuple[ox.Store, list[Graph]]:
        """Return where to ask, and which graphs of it are the default graph.

        Of several default graphs the engine counts a triple once for each that holds it, while
        https://www.w3.org/TR/sparql11-query/#specifyingDataset wants their merge, a set. Graphs are
        copied for it, so that it is only done of such as are there, and for what can be read.
        Raises SyntaxError.
        """
        whole = self._stores.get_whole()
        wanted = [ox.NamedNode(iri) for iri in sorted(set(defaults))]
        there = tuple(one.value for one in wanted if whole.contains_named_graph(one))
        if len(there) < 2:  # noqa: PLR2004
            return whole, [*wanted]
        if message := find_unreadable(query):
            raise SyntaxError(message)
        return self._merge((there, tuple(sorted(set(named))))), [ox.DefaultGraph()]

    def _merge(self, wanted: _Dataset | None) -> ox.Store:
        """Return a store in memory that has some graphs merged as its default graph, or all."""
        if self._merged is None or self._merged[0] != wanted:
            self._merged = None  # its memory is free before there is another
            whole = self._stores.get_whole()
            self._merged = wanted, merge_graphs(whole, *wanted) if wanted else merge_all(whole)
        return self._merged[1]


def merge_graphs(store: ox.Store, defaults: Sequence[str], named: Sequence[str]) -> ox.Store:
    """Copy graphs into a store in memory, some merged as its default graph, some by name."""
    lines = [_write_graph(store, ox.NamedNode(iri)) for iri in defaults]
    lines += [_write_graph(store, ox.NamedNode(iri), by_name=True) for iri in named]
    return _read_quads(lines)


def merge_all(store: ox.Store) -> ox.Store:
    """Copy all graphs into a store in memory, by name and merged as its default graph."""
    named = [graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    graphs: list[Graph] = [ox.DefaultGraph(), *named]
    lines = [_write_graph(store, graph) for graph in graphs]
    return _read_quads([*lines, *(_write_graph(store, graph, by_name=True) for graph in named)])


def _write_graph(store: ox.Store, graph: Graph, *, by_name: bool = False) -> bytes:
    """Return lines of N-Quads; to hand over each quad would take Python three times as long."""
    lines = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return lines.replace(b" .\n", f" {graph} .\n".encode()) if by_name else lines


def _read_quads(lines: Sequence[bytes]) -> ox.Store:
    store = ox.Store()
    # At once: a blank node is the same in all graphs.
    store.bulk_load(b"".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)
    return store
