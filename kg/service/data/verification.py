"""What an engine was given, held against what it has: counted whole, and compared in part.

Each graph is counted. What is read back and compared by digest is a part of it, bounded to what
costs little beside loading, or all of it where that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.errors import KgError
from kg.service.data.engineclient import EngineClient
from kg.service.data.graphlines import digest_lines, digest_triples
from kg.service.data.samples import FEW, Sample


class Expected(NamedTuple):
    """What an engine should have of a graph."""

    triples: int
    digest: str
    samples: Sequence[Sample] = ()


@dataclass(slots=True)
class Verification:
    """What is known of the graphs of an engine, `whole` where all is to be read back."""

    client: EngineClient
    report: Callable[[str], None]
    whole: bool
    compared: dict[str, int] = field(default_factory=dict)
    """How many triples were compared, by graph."""
    counted: dict[str, int] = field(default_factory=dict)
    """How many triples there are in each graph that was counted."""
    differs: bool = False
    """Whether anything came back in another form."""

    def describe(self, triples: int) -> str:
        """Say what is known of an engine that was given so many triples of a build, in all."""
        counted = sum(self.counted.values())
        told = f"{triples} triples were counted"
        if counted < triples:
            told = f"{counted} of {triples} triples were counted, the others when they came"
        compared = sum(self.compared.values())
        told += f", {compared} read back and compared by digest"
        return told + (", others came back in another form" if self.differs else "")

    def verify(
        self, graphs: Mapping[str, Expected], name_of: Callable[[str], str] = lambda graph: graph
    ) -> None:
        """Hold graphs in the engine, by the names they have there, against what they should be.

        Raises KgError where one has not as many triples; says what was found of the others.
        """
        counts = self.client.count_graphs([name_of(graph) for graph in graphs])
        for graph, expected in graphs.items():
            name = name_of(graph)
            if counts[name] != expected.triples:
                told = f"the engine holds {counts[name]} triples of {expected.triples}"
                raise KgError(f"{name}: {told}; push again")
            self.counted[graph] = expected.triples
        for graph, expected in graphs.items():
            self._compare(graph, name_of(graph), expected)

    def has(self, name: str, digest: str) -> bool:
        """Tell whether the graph of a name is one of this digest, which reads all of it."""
        return is_same(self.client.read_graph(name), digest) is True

    def _compare(self, graph: str, name: str, expected: Expected) -> None:
        whole = self.whole or expected.triples <= FEW
        if whole:
            same = is_same(self.client.read_graph(name), expected.digest)
        else:
            same = _all_same(
                is_same(self.client.read_subjects(name, sample.subjects), sample.digest)
                for sample in expected.samples
            )
        drawn = sum(sample.triples for sample in expected.samples)
        self.compared[graph] = (expected.triples if whole else drawn) if same else 0
        self.differs |= not same
        # Some engines store literals in a form of their own: equal numbers, not equal bytes.
        if same is None:
            told = "counts verified; the engine gives back no valid N-Triples"
        elif not same:
            told = "counts verified; what came back differs: "
            told += "the engine rewrites literals, or was changed"
        elif whole:
            told = "digest verified"
        else:
            told = f"counts verified, and the digests of {drawn} of them"
        self.report(f"{graph}: {expected.triples} triples, {told}")


def is_same(content: bytes, digest: str) -> bool | None:
    """Tell whether triples have a digest; None where they cannot be read."""
    try:
        return digest_lines(content) == digest or digest_triples(content) == digest
    except SyntaxError:
        return None


def _all_same(found: Iterable[bool | None]) -> bool | None:
    """Return the first that is not true, if there is one."""
    return next((one for one in found if not one), True)
