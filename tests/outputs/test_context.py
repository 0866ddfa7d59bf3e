from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.context import Context


@dataclass(frozen=True)
class _Addresses:
    base: str = "https://example.org/small/"

    def address_of(self, iri: str) -> str | None:
        return f"{iri.removeprefix(self.base)}.html"


def test_what_is_asked_for_twice_is_loaded_once(small_store: Store) -> None:
    """References, pictures and documents are made once and then kept."""
    context = Context(small_store, _Addresses(), Manifest("", "", "", "", ""), b"")
    assert set(context.references) >= {"A2", "A10"}
    assert context.references is context.references
    assert context.pictures is context.pictures
    assert context.documents is context.documents
