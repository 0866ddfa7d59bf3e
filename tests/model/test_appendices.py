from typing import Any

import pytest
from pydantic import ValidationError

from kg.model import AppendixFile, FindingsTable

TABLE: dict[str, Any] = {"title": "What we found", "section": "appendix", "rows": []}
ROW: dict[str, Any] = {"number": 1, "implication": "share"}
COLUMNS = [{"heading": "Place"}, {"heading": "Who", "holds": "codes"}, {"heading": "Year"}]


def test_a_table_has_as_many_columns_as_it_has() -> None:
    """A column that says nothing else holds text, and rows bring its cells in their order."""
    row = ROW | {"codes": ["A1"], "cells": ["Rhyl", None]}
    table = FindingsTable.model_validate(TABLE | {"columns": COLUMNS, "rows": [row]})
    assert [column.holds for column in table.columns] == ["text", "codes", "text"]
    assert table.rows[0].cells == ("Rhyl", None)


@pytest.mark.parametrize(
    ("columns", "rows", "told"),
    [
        pytest.param(["Who", "Year"], [], "headings alone will do for 3 columns", id="plain-two"),
        pytest.param([*COLUMNS, COLUMNS[1]], [], "two columns hold codes", id="codes-twice"),
        pytest.param(COLUMNS, [ROW | {"cells": ["Rhyl"]}], "row 1 has 1 cells", id="cell-missing"),
        pytest.param([], [], "at least 1 item", id="no-column"),
    ],
)
def test_columns_that_say_too_little_are_told(columns: Any, rows: Any, told: str) -> None:
    """Whoever reads the message knows which table, row or column to mend."""
    with pytest.raises(ValidationError, match=told):
        FindingsTable.model_validate(TABLE | {"columns": columns, "rows": rows})


def test_two_tables_have_files_of_two_names() -> None:
    """Else one would overwrite the other."""
    findings = TABLE | {"columns": COLUMNS, "name": "practical"}
    practical = {"title": "What to try", "section": "appendix", "groups": []}
    with pytest.raises(ValidationError, match="both tables are called 'practical'"):
        AppendixFile.model_validate({"findings": findings, "practical": practical})
