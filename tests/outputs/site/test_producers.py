from __future__ import annotations

from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.site.addresses import Addresses
from kg.outputs.site.producers import PRODUCERS


def test_no_two_producers_make_the_same_file(
    tiny_store: Store, addresses: Addresses, manifest: Manifest
) -> None:
    """Each file that is no page has one maker."""
    made = [name for produce in PRODUCERS for name in produce(tiny_store, addresses, manifest)]
    assert len(made) == len(set(made))
    assert "sources/all.bib" in made
