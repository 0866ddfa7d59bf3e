from __future__ import annotations

from kg.outputs.site.producers import PRODUCERS, UNTOLD
from kg.outputs.stock import Stock


def test_no_two_producers_make_the_same_file(stock: Stock) -> None:
    """Each file that is no page has one maker."""
    made = [name for produce in (*PRODUCERS, *UNTOLD) for name in produce(stock)]
    assert len(made) == len(set(made))
    assert "sources/all.bib" in made
