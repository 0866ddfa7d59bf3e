from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.graph.vocab import XSD
from kg.outputs.cells import Cell, cells_of


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        pytest.param(None, None, id="missing"),
        pytest.param(Literal(12), 12, id="whole number"),
        pytest.param(Literal("0.5", datatype=XSD.decimal), 0.5, id="number with a point"),
        pytest.param(Literal("1e3", datatype=XSD.double), 1000.0, id="number with an exponent"),
        pytest.param(Literal(value=True), True, id="true"),
        pytest.param(Literal("0", datatype=XSD.boolean), False, id="false as a digit"),
        pytest.param(Literal("Tea", language="en"), "Tea", id="text in a language"),
        pytest.param(Literal(""), "", id="empty text is not missing"),
        pytest.param(Literal("0987", datatype=XSD.gYear), "0987", id="a year is a text"),
        pytest.param(NamedNode("https://example.org/a"), "https://example.org/a", id="IRI"),
        pytest.param(BlankNode("b"), "b", id="node without a name"),
    ],
)
def test_a_term_becomes_a_cell_of_its_kind(
    term: NamedNode | BlankNode | Literal | None, cell: Cell
) -> None:
    """A cell is missing, a number, a truth or a text, as the datatype of its term says."""
    [found] = cells_of([term])
    assert (found, type(found)) == (cell, type(cell))


def test_a_number_that_is_none_is_refused() -> None:
    """Whoever counts with a cell may rely on it: a literal that lies about its kind raises."""
    with pytest.raises(ValueError, match="many"):
        cells_of([Literal("many", datatype=XSD.integer)])
