"""The tiny world as a site, written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.queries import load_queries
from kg.graph.store import sorted_nquads
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.site.addresses import Addresses, read_addresses
from kg.outputs.site.rows import Answers
from kg.outputs.stock import Stock
from kg.resources import resource_folder

BASE = "https://example.org/tea/"


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    """Return the manifest of a build of the tiny world."""
    return Manifest("d" * 64, "i" * 64, "0", "Tea at work", BASE, {f"{BASE}graph/review": 1})


@pytest.fixture(scope="session")
def addresses(tiny_store: Store) -> Addresses:
    """Return where the tiny world's records are shown."""
    queries = load_queries(resource_folder("queries") / "pages")
    return read_addresses(tiny_store, queries["addresses"], BASE)


@pytest.fixture(scope="session")
def answers(tiny_store: Store, addresses: Addresses) -> Answers:
    """Return the page queries over the tiny world."""
    return Answers(tiny_store, load_queries(resource_folder("queries") / "pages"), addresses)


@pytest.fixture(scope="session")
def stock(tiny_store: Store, addresses: Addresses, manifest: Manifest) -> Stock:
    """Return what the outputs of the tiny world are made from."""
    return Stock(tiny_store, addresses, manifest, sorted_nquads(tiny_store))


@pytest.fixture(scope="session")
def tiny_site(
    tiny_store: Store, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the folder of the tiny world's site."""
    folder = tmp_path_factory.mktemp("tea") / "site"
    build_site(tiny_store, manifest, folder, folder.with_name("none"))
    return folder
