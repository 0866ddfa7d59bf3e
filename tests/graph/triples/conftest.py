"""The tiny world's records, and a short way to say what triples state of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import pytest
from pyoxigraph import NamedNode, Triple

from kg.graph.iris import Iris
from kg.model import Authority, Sources, read_authority
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources

Fact: TypeAlias = tuple[str, str, str]


@pytest.fixture(scope="session")
def tiny(root: Path) -> Sources:
    """Return the records of the tiny world."""
    sources = read_sources(load_project(root / "tests" / "tiny")).sources
    assert sources is not None
    return sources


@pytest.fixture(scope="session")
def authority(tiny: Sources) -> Authority:
    """Return who is meant by each name of the tiny world."""
    return read_authority(tiny)


@pytest.fixture(scope="session")
def facts(tiny_iris: Iris) -> Callable[[Iterable[Triple]], set[Fact]]:
    """Return a function that gives each triple as path, last part of the property, value."""

    def short(term: object) -> str:
        value = str(getattr(term, "value", term))
        if not isinstance(term, NamedNode):
            return value
        path = tiny_iris.path_of(value)
        return re.split(r"[#/]", value)[-1] if path is None else path

    def read(triples: Iterable[Triple]) -> set[Fact]:
        return {
            (short(t.subject), re.split(r"[#/]", t.predicate.value)[-1], short(t.object))
            for t in triples
        }

    return read
