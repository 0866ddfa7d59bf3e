from pathlib import Path

from pyoxigraph import Store

from kg.outputs.tables import load_table_set, render_tables
from kg.outputs.tables.accepted import find_drift


def test_each_table_is_held_against_its_copy(tiny_store: Store, tmp_path: Path) -> None:
    """Equal ones have no line; a changed cell has one, with its record; a lost table has one."""
    base = "https://example.org/tea/"
    tables = load_table_set(tiny_store)
    for name, content in render_tables(tables, ["csv"]).items():
        (tmp_path / name).write_bytes(content)
    assert not any(find_drift(tables, tmp_path, base).values())
    copy = tmp_path / "appendix-1.csv"
    copy.write_text(copy.read_text(encoding="utf-8").replace("D1", "C1"), encoding="utf-8")
    (tmp_path / "gone.csv").write_text("a\n1\n", encoding="utf-8")
    found = {name: lines for name, lines in find_drift(tables, tmp_path, base).items() if lines}
    assert found == {
        "appendix-1": ["appendix-1, row 2, EVIDENCE: C1 → D1 (rows/2)"],
        "gone": ["gone: this table has gone"],
    }
