from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.index import triples_for_index
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_the_index_keeps_its_order_and_its_pages(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Entries are numbered as printed, and the review says which pages the index covers."""
    assert tiny.index is not None
    said = facts(triples_for_index(tiny.index, tiny_iris))
    assert {
        ("review", "firstPage", "1"),
        ("review", "lastPage", "5"),
        ("index/pot", "order", "1"),
        ("index/tea", "order", "2"),
        ("index/pot", "pageLocator", "2-3"),
        ("index/pot", "indexes", "concepts/pot"),
    } <= said
