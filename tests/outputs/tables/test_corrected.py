from collections.abc import Callable

import pytest
from pyoxigraph import Store

from kg.assembly import assemble_project
from kg.outputs.tables import load_all_tables
from kg.outputs.tables.corrected import correct_tables
from kg.outputs.tables.table import Table
from kg.sources.folder.project import Project
from kg.timings import Timings

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]

FAULT = """errata:
  - id: E002
    status: {status}
    kind: appendix
    arises_in: print
    printed: {printed}
{corrected}    proof: The text says so.
    section: appendix
    touches: [{touched}]
"""


def correct(
    edit: Edit,
    printed: str,
    corrected: str | None = None,
    status: str = "proved",
    touched: str = "rows/1",
) -> tuple[Table, Table]:
    """Return the findings table of the tiny world with a fault: as printed, and corrected."""
    line = f"    corrected: {corrected}\n" if corrected else ""
    values = {"printed": printed, "corrected": line, "status": status, "touched": touched}
    project = edit("data/errata.yaml", "errata:\n", FAULT.format(**values))
    assembly = assemble_project(project, Timings())
    assert assembly.store is not None, "\n".join(map(str, assembly.problems))
    [before, *_] = load_all_tables(assembly.store)
    [after] = correct_tables(assembly.store, [before])
    return before, after


def test_a_proved_fault_is_mended_and_named(edit: Edit) -> None:
    """The cell has the right words, and a remark says which fault it was and why it is one."""
    before, after = correct(edit, "share the pot", "share a pot")
    [changed] = [cell for old, new in zip(before.rows, after.rows, strict=True)
                 for was, cell in zip(old, new, strict=True) if was != cell]  # fmt: skip
    assert "share a pot" in changed
    [remark] = after.remarks
    assert after.rows[remark.row][remark.column] == changed
    assert remark.text == (
        "E002: “share the pot” is printed; corrected to “share a pot”. The text says so."
    )


def test_a_suspected_fault_changes_nothing(edit: Edit) -> None:
    """What is only suspected is neither changed nor told."""
    before, after = correct(edit, "share the pot", "share a pot", "suspected")
    assert (before.rows, after.remarks) == (after.rows, ())


def test_what_nobody_can_mend_is_told(edit: Edit) -> None:
    """A proved fault without a right reading leaves the cell as it is, with a remark."""
    before, after = correct(edit, "A1 A2 B1")
    assert before.rows == after.rows
    [remark] = after.remarks
    assert "it stands as printed" in remark.text


@pytest.mark.parametrize("printed", ["A", "hare the", "1"])
def test_parts_of_words_are_not_touched(edit: Edit, printed: str) -> None:
    """What is printed must stand in the cell as words of their own, and once in the row."""
    before, after = correct(edit, f'"{printed}"', "Z")
    assert (before.rows, after.remarks) == (after.rows, ())


def test_a_fault_of_another_row_stays_there(edit: Edit) -> None:
    """A fault touches the rows that it names, and no row that has the same words."""
    before, after = correct(edit, "share the pot", "share a pot", touched="rows/2")
    assert (before.rows, after.remarks) == (after.rows, ())


def test_the_faults_of_the_review_are_named(frost_store: Store) -> None:
    """Each remark names a proved fault; the work that another was taken for keeps its code."""
    tables = load_all_tables(frost_store)
    corrected = {table.name: table for table in correct_tables(frost_store, tables)}
    appendix = corrected["appendix-1"]
    assert [text[:5] for _, text in appendix.footnotes()] == ["E094:", "E095:"]
    codes = [row[-1] for row in corrected["references-alphabetical"].rows]
    assert len(codes) == len(set(codes))


def test_a_fault_of_an_entry_is_mended_in_every_list(frost_store: Store) -> None:
    """What both lists print wrongly is right in both; each says so of its own entry."""
    tables = [table for table in load_all_tables(frost_store) if "references" in table.name]
    assert len(tables) == 2
    for before, after in zip(tables, correct_tables(frost_store, tables), strict=True):
        assert "England since 1890" in str(before.rows)
        assert "England since 1890" not in str(after.rows)
        assert any("E033" in remark.text for remark in after.remarks)
