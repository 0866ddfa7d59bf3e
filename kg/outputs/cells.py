"""The terms of an answer → the cells of a row: missing, a number, a truth or a text.

Rows are made here for pages, pictures and exports alike, so that what is in a cell is said once:
None where the query bound nothing, int or float for a number, bool for a truth, str for the rest
(an IRI, a text, a date or a year as it is written).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.queries import term_text
from kg.graph.vocab import XSD

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple"
Cell = str | int | float | bool | None
# A row of a query: a cell for each column of its SELECT, and no more. Pages hang lists of rows into
# it as well, so that its values have no one type.
Row = dict[str, Any]


def _truth_of(lexical: str) -> bool:
    return lexical in {"true", "1"}


# By datatype. A year is no number: nothing is counted with it, and 0987 is not 987.
_READERS: Mapping[str, Callable[[str], Cell]] = {
    XSD.boolean.value: _truth_of,
    XSD.decimal.value: float,
    XSD.double.value: float,
    XSD.integer.value: int,
}


def cells_of(terms: Iterable[Term | None]) -> list[Cell]:
    """Return the cell of each term; raise ValueError for a number that is not written as one."""
    # Most cells of a wide answer are empty, and to call a function is half of what a cell takes.
    return [None if term is None else cell_of(term) for term in terms]


def cell_of(term: Term) -> Cell:
    """Return the cell of a term; raise ValueError for a number that is not written as one."""
    if not isinstance(term, Literal):
        return term_text(term)
    read = _READERS.get(term.datatype.value, str)
    return read(term.value)
