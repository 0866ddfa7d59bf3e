from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.outputs import pagequeries
from kg.outputs.pagequeries import select_page_rows


def test_rows_of_a_page_query(small_store: Store) -> None:
    """A page query is found by its name and gives its rows in its order."""
    rows = select_page_rows(small_store, "references-of-tips")
    assert rows == [{"number": 7, "code": "A2"}, {"number": 7, "code": "A10"}]


def test_a_faulty_query_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page query without a summary stops the build with the file's name and line."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "bad.rq").write_text("SELECT ?x {}", encoding="utf-8")
    monkeypatch.setattr(pagequeries, "resource_folder", lambda _: tmp_path)
    with pytest.raises(QueryError, match=r"queries/pages/bad\.rq:1:1: QRY001"):
        select_page_rows(Store(), "bad")
