from kg.outputs.tables.drift import describe_drift

BEFORE = "n,text\n1,one\n2,two\n3,three\n"


def test_equal_tables_have_no_drift() -> None:
    """A copy that is the same is told nothing of."""
    assert not list(describe_drift("t", BEFORE, BEFORE))


def test_a_changed_cell_is_told_once() -> None:
    """The line names table, row, column, and both values."""
    after = BEFORE.replace("two", "due").replace("three", "")
    assert list(describe_drift("t", BEFORE, after)) == [
        "t, row 2, text: two → due",
        "t, row 3, text: three → (empty)",
    ]


def test_the_record_of_a_row_is_named() -> None:
    """Where it is known what a row is made from, its lines say so; a row that has gone has none."""
    after = "n,text\n2,due\n3,three\n4,four\n"
    assert list(describe_drift("t", BEFORE, after, ["rows/2", "", "rows/4"])) == [
        "t, row 1 has gone: 1 | one",
        "t, row 1, text: two → due (rows/2)",
        "t, row 3 is new: 4 | four (rows/4)",
    ]


def test_rows_that_come_and_go_do_not_move_the_others() -> None:
    """A new row at the top is one difference, not one in each row below it."""
    after = BEFORE.replace("1,one", "0,none\n1,one")
    assert list(describe_drift("t", BEFORE, after)) == ["t, row 1 is new: 0 | none"]
    assert list(describe_drift("t", after, BEFORE)) == ["t, row 1 has gone: 0 | none"]


def test_other_headings_are_shown_whole() -> None:
    """A column that came or was renamed is seen in the headings; its rows are shown whole."""
    lines = list(describe_drift("t", "n\n1\n", "n,m\n1,2\n"))
    assert lines == ["t: headings before: n", "t: headings now: n | m", "t, row 1: 1 → 1 | 2"]


def test_a_whole_table_comes_or_goes() -> None:
    """A table without a copy is new, a copy without a table has gone."""
    assert list(describe_drift("t", None, BEFORE)) == ["t: this table is new"]
    assert list(describe_drift("t", BEFORE, None)) == ["t: this table has gone"]
