"""A build loaded into another engine, and put in place when all of it is there.

Only graphs that differ from those the engine holds are sent: of a collection those of the reviews
that changed. One that is new gets its own name at once, as the engine loads it fastest: nobody asks
for it before the mark tells of it. One that takes the place of another is changed by what differs
where that is little, or gathered beside it; in both cases the graphs in use stay as they are until
one update puts all in place. A push that was broken off goes on with what is not complete yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.manifest import Manifest
from kg.service.data.buildlines import BuildLines
from kg.service.data.engineclient import EngineClient
from kg.service.data.graphlines import GraphLines
from kg.service.data.keptdigests import KeptDigests
from kg.service.data.marks import (
    check_owners,
    drop,
    mark,
    read_digests,
    read_marker,
    tell,
    unmark,
)
from kg.service.data.samples import Sample, draw_samples
from kg.service.data.verification import Expected, Verification

NOTES = "/graph/meta"
"""How the names of graphs end that say of a build what it is of, and who made it when."""
MOST_CHANGES = 1000
"""Triples changed one by one: engines limit how long an update may be."""

Report = Callable[[str], None]


def stage_name(graph: str, digest: str) -> str:
    """Return the IRI of the graph that the new state of a graph, of this digest, is gathered in."""
    return f"{graph}/staged/{digest[:16]}"


def push_build(
    manifest: Manifest,
    build: Path,
    kept: KeptDigests,
    client: EngineClient,
    report: Report,
    *,
    compare_all: bool = False,
) -> None:
    """Load every graph of a build that the engine has not, then put them in place together.

    `build` is its folder; what is kept of former pushes is brought up to date. What is sent is
    counted, and a part of it read back and compared; with `compare_all` everything is. Of a graph
    that stays it is seen that it is there: all are counted where the last push did not end well.
    Raises UsageError where a graph is one of another build that the engine holds.
    """
    held = read_digests(client, manifest.base)
    marker = read_marker(client, manifest.base)
    lines = BuildLines(build, manifest)
    if not compare_all and marker == manifest.digest and _has_notes(lines, manifest, kept, held):
        report(f"the engine holds build {manifest.digest[:16]} already")
        return
    check_owners(manifest, client)
    verification = Verification(client, report, compare_all)
    push = Push(lines, manifest.graphs, client, verification, kept.read())
    push.load_new([graph for graph in sorted(manifest.graphs) if graph not in held])
    there = sorted(held.keys() & manifest.graphs.keys())
    replaced = push.find_replaced(there, held, count=compare_all or not marker)
    steps = [step for graph in replaced for step in push.prepare(graph)]
    steps += [drop(graph) for graph in sorted(held.keys() - manifest.graphs.keys())]
    client.update(" ;\n".join([*steps, *mark(manifest, push.digests)]))
    try:
        push.verify(there if compare_all else replaced)
    except KgError:
        client.update(unmark(manifest.base))
        raise
    proof = verification.describe(sum(manifest.graphs.values()))
    client.update(tell(manifest.base, proof))
    kept.keep(push.digests)
    report(f"build {manifest.digest[:16]} is in place: {proof}")


def _has_notes(
    lines: BuildLines, manifest: Manifest, kept: KeptDigests, held: Mapping[str, str]
) -> bool:
    """Say whether an engine has what a build says of itself, of which its digest tells nothing."""
    known = kept.read()
    notes = [graph for graph in manifest.graphs if graph.endswith(NOTES)]
    return all(held.get(one) == (known.get(one) or lines.read(one).digest()) for one in notes)


@dataclass(frozen=True, slots=True)
class Push:
    """What a push goes between: a build, how many triples each of its graphs has, an engine."""

    lines: BuildLines
    counts: Mapping[str, int]
    client: EngineClient
    verification: Verification
    digests: dict[str, str]
    """Those known from pushes before, and of the graphs that were read so far."""
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    """What is to be compared of the graphs that were sent."""

    def load_new(self, graphs: Sequence[str]) -> None:
        """Load graphs that no build in the engine has, and verify them."""
        there = self.client.count_graphs(graphs)
        missing = [graph for graph in graphs if not self._was_loaded(graph, there[graph])]
        self._drop([graph for graph in missing if there[graph]])
        if missing and self.client.takes_quads:
            self.client.add_quads(b"".join(self._read(graph).quads) for graph in missing)
        else:
            for graph in missing:
                self._add(self._read(graph), graph)
        self.verify(missing)

    def _was_loaded(self, graph: str, found: int) -> bool:
        """Tell whether a push that was broken off has loaded a new graph, whole.

        One of the same size may be that of another build, so that its digest decides.
        """
        if found and found == self.counts[graph]:
            self._read(graph)
            if self.verification.has(graph, self.digests[graph]):
                self.verification.report(f"{graph}: {found} triples were there already")
                self.verification.counted[graph] = found
                return True
        return False

    def _drop(self, graphs: Sequence[str]) -> None:
        """Drop graphs that are to be loaded anew, once it is seen that the engine takes what comes.

        They may be somebody's, loaded by other means, and the address of the store a wrong one.
        """
        pieces = self._read(graphs[0]).split() if graphs else ()
        if piece := next(iter(pieces), b""):
            self.client.add_triples(graphs[0], piece.splitlines(keepends=True)[0])
        for graph in graphs:
            self.client.drop_graph(graph)

    def find_replaced(
        self, graphs: Sequence[str], held: Mapping[str, str], *, count: bool
    ) -> list[str]:
        """Return those of some graphs of the engine, with their digests there, that are others.

        One that has its digest, and that the engine has lost since, is another, too.
        """
        for graph in graphs:
            if graph not in self.digests:
                self.digests[graph] = self.lines.read(graph).digest()
        same = [graph for graph in graphs if held[graph] == self.digests[graph]]
        if count:
            found = self.client.count_graphs(same)
            stay = {graph for graph in same if found[graph] == self.counts[graph]}
            self.verification.counted |= {graph: found[graph] for graph in stay}
        else:
            filled = self.client.find_graphs([graph for graph in same if self.counts[graph]])
            stay = {graph for graph in same if graph in filled or not self.counts[graph]}
        if stay:
            many = "1 graph stays" if len(stay) == 1 else f"{len(stay)} graphs stay"
            triples = sum(self.counts[graph] for graph in stay)
            told = "" if count else "; whether all are there still, --compare-all tells"
            self.verification.report(f"{many}, of {triples} triples{told}")
        return [graph for graph in graphs if graph not in stay]

    def prepare(self, graph: str) -> list[str]:
        """Return the updates that make a graph in use what it is in the build.

        Where much differs, it is loaded beside the one in use, unless that was done before.
        """
        lines, count = self._read(graph), self.counts[graph]
        if not count:
            return [drop(graph)]
        staged = stage_name(graph, self.digests[graph])
        there = self.client.count_triples(staged) == count
        if not there:
            changes = self._find_changes(lines)
            if changes is not None:
                return changes
            self.client.drop_graph(staged)
            self._add(lines, staged)
            self.verification.verify({graph: self._expect(graph)}, lambda _: staged)
        else:
            self.verification.report(f"{graph}: {count} triples were there already")
        return [f"MOVE SILENT GRAPH <{staged}> TO GRAPH <{graph}>"]

    def _find_changes(self, lines: GraphLines) -> list[str] | None:
        """Return updates of the triples that differ; None where these are many, or not readable."""
        graph = lines.name
        ours, theirs = (
            set(each.splitlines(keepends=True))
            for each in (lines.write_triples(), self.client.read_graph(graph))
        )
        changes = {"DELETE": theirs - ours, "INSERT": ours - theirs}
        if sum(map(len, changes.values())) > MOST_CHANGES:
            return None
        updates = {how: b"".join(sorted(found)) for how, found in changes.items() if found}
        try:
            for _ in ox.parse(b"".join(updates.values()), format=ox.RdfFormat.N_TRIPLES):
                pass
        except SyntaxError:
            return None
        changed = sorted(set().union(*changes.values()))
        self.samples[graph] = draw_samples(lines, self.digests[graph], changed)
        return [
            f"{how} DATA {{ GRAPH <{graph}> {{\n{each.decode()}}} }}"
            for how, each in updates.items()
        ]

    def _read(self, graph: str) -> GraphLines:
        lines = self.lines.read(graph)
        self.digests[graph] = lines.digest()
        if not self.verification.whole:
            self.samples[graph] = draw_samples(lines, self.digests[graph])
        return lines

    def _add(self, lines: GraphLines, name: str) -> None:
        for piece in lines.split():
            self.client.add_triples(name, piece)

    def _expect(self, graph: str) -> Expected:
        return Expected(self.counts[graph], self.digests[graph], self.samples.get(graph, ()))

    def verify(self, graphs: Sequence[str]) -> None:
        """Hold graphs of the engine against those of the build; say what was found."""
        self.verification.verify({graph: self._expect(graph) for graph in graphs})
