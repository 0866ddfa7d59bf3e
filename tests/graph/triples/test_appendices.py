from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.appendices import triples_for_appendices
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_row_lists_its_sources_in_printed_order(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """The relation says which sources a row lists, its entries say in which order."""
    assert tiny.appendices is not None
    said = facts(triples_for_appendices(tiny.appendices, tiny_iris))
    assert {
        ("rows/1", "forImplication", "implications/share-the-pot"),
        ("rows/1", "listsSource", "sources/B1"),
        ("rows/1", "printedText", "A1 A2 B1"),
        ("rows/1#for-B1", "entryFor", "sources/B1"),
        ("practical/one-pot", "closeMatch", "implications/share-the-pot"),
        ("sections/what-to-do", "standsFor", "implications/keep-it-clean"),
    } <= said


def test_a_column_says_what_it_holds(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Three plain headings are those of elements, implications and codes, in this order."""
    assert tiny.appendices is not None
    said = facts(triples_for_appendices(tiny.appendices, tiny_iris))
    assert {
        ("appendices/findings", "tableName", "appendix-1"),
        ("appendices/practical", "tableName", "practical"),
        ("appendices/findings#column-doing", "columnHolds", "elementColumnContent"),
        ("appendices/findings#column-evidence", "columnHolds", "codesColumnContent"),
    } <= said
