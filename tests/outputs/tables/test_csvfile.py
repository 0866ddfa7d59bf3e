import csv
import io

import pytest
from pyoxigraph import Store

from kg.outputs.tables import load_all_tables
from kg.outputs.tables.csvfile import render_csv
from kg.outputs.tables.table import Table


def test_every_cell_is_kept(tiny_store: Store) -> None:
    """What a spreadsheet reads is what the table holds."""
    for table in load_all_tables(tiny_store):
        read = list(csv.reader(io.StringIO(render_csv(table))))
        assert [tuple(row) for row in read] == [table.heads, *table.rows]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44 20", "-4.60 (95% CI)", "@sum", "\tx", "-1-1", "-4.60", "+3", "-"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    """What a spreadsheet would work out, or show without its sign, is text by an apostrophe."""
    table = Table("t", "A table", ("a",), ((cell,),))
    [_, [shown]] = csv.reader(io.StringIO(render_csv(table)))
    assert shown == f"'{cell}"


@pytest.mark.parametrize("cell", ["4.60", "a=b", "3-4", "", "'"])
def test_what_is_no_formula_stays(cell: str) -> None:
    """A sign within the text does no harm."""
    table = Table("t", "A table", ("a", "b"), ((cell, "x"),))
    [_, [shown, _]] = csv.reader(io.StringIO(render_csv(table)))
    assert shown == cell
