"""A dataset in layers, of which some change: what stays the same is not put into a store again.

Two stores take turns. While one is brought up to date, whoever shows the other may ask it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Quad, Store

from kg.graph.store import load_dataset

Layer = Sequence[Quad]


@dataclass(slots=True)
class Layers:
    """A dataset that several layers make up, each known by a name; `store` holds them all.

    No layer may be changed once it is there. A quad may stand in several.
    """

    store: Store = field(default_factory=Store)
    _layers: dict[Hashable, Layer] = field(default_factory=dict)
    _counts: Counter[Quad] = field(default_factory=Counter)  # in how many layers
    _other: Store | None = None
    _missed: dict[Quad, bool] = field(default_factory=dict)  # by the other: what came, what went

    def put(self, name: Hashable, layer: Layer) -> set[Quad]:
        """Put a layer in the place of the one of that name; return the quads that came or went."""
        before = self._layers.get(name, ())
        if layer is before:
            return set()
        self._layers[name] = layer
        old, new = {*before}, {*layer}
        come = {quad for quad in new - old if quad not in self._counts}
        self._counts.update(new - old)
        self._counts.subtract(old - new)
        gone = {quad for quad in old - new if not self._counts[quad]}
        for quad in gone:
            del self._counts[quad]
        _bring(self.store, come, gone)
        if self._other is not None:
            self._missed |= dict.fromkeys(come, True) | dict.fromkeys(gone, False)
        return come | gone

    def keep_only(self, names: set[Hashable]) -> set[Quad]:
        """Take away the layers of other names; return the quads that went."""
        gone: set[Quad] = set()
        for name in self._layers.keys() - names:
            gone |= self.put(name, ())
            del self._layers[name]
        return gone

    def turn(self) -> None:
        """Leave the store as it is, and hold the layers in the other one from now on."""
        other, missed = self._other, self._missed
        if other is None:
            other = load_dataset(self._counts)
        self._other, self._missed, self.store = self.store, {}, other
        come = {quad for quad, is_there in missed.items() if is_there}
        _bring(other, come, missed.keys() - come)


def _bring(store: Store, come: set[Quad], gone: set[Quad]) -> None:
    """Bring a store up to date; it may know already of some."""
    for quad in gone:
        store.remove(quad)
    store.bulk_extend(come)
