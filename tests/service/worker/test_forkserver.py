from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.worker.forkserver import copy_into_memory

DATA = """
@prefix x: <http://x/> .
x:a x:p "plain", "Gruß"@de, 1, 1.50, "2005"^^<http://www.w3.org/2001/XMLSchema#gYear>,
    "a\\tb\\n\\"c\\"" .
x:g { x:a x:p _:one . _:one x:q "one" . }
x:h { x:a x:p "plain" . }
"""


def test_a_copy_holds_what_the_store_holds(tmp_path: Path) -> None:
    """Every graph, every kind of term, as it was written."""
    store = ox.Store(str(tmp_path / "store"))
    store.load(DATA, format=ox.RdfFormat.TRIG)
    expected = ox.Dataset(store)
    store.flush()
    del store
    copied = ox.Dataset(copy_into_memory(str(tmp_path / "store")))
    for dataset in (expected, copied):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert len(expected) == 9
    assert copied == expected


def test_a_store_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The copy is whole or there is none."""
    with pytest.raises(OSError, match="nothing"):
        copy_into_memory(str(tmp_path / "nothing"))
