from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.stock import Stock


@dataclass(frozen=True)
class _Addresses:
    base: str = "https://example.org/small/"

    def address_of(self, iri: str) -> str | None:
        return f"{iri.removeprefix(self.base)}.html"


def test_what_is_asked_for_twice_is_loaded_once(small_store: Store) -> None:
    """Citations, pictures and documents are made once and then kept."""
    stock = Stock(small_store, _Addresses(), Manifest("", "", "", "", ""), b"")
    assert set(stock.citations) >= {"A2", "A10"}
    assert stock.citations is stock.citations
    assert stock.pictures is stock.pictures
    assert stock.documents is stock.documents
