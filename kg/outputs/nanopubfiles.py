"""Nanopublications → files in TriG: one for each, and one with all of them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, serialize

from kg.graph.store import prefixes_of
from kg.outputs.nanopubs import Nanopub
from kg.outputs.writing import OutputWriter


def render_trig(quads: Iterable[Quad], base: str) -> bytes:
    """Return quads as TriG, in the order given."""
    prefixes = prefixes_of(base)
    return serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes) or b""


def write_nanopubs(nanopubs: Iterable[Nanopub], base: str, outputs: OutputWriter) -> int:
    """Write `nanopubs.trig` with all of them and a file for each; return how many there are."""
    everything: list[Quad] = []
    count = 0
    for nanopub in nanopubs:
        trig = render_trig(nanopub.quads, base)
        outputs.write(f"{nanopub.name}.trig", trig, f"the nanopublication {nanopub.iri.value}")
        everything += nanopub.quads
        count += 1
    outputs.write("nanopubs.trig", render_trig(everything, base), "all nanopublications")
    return count
