from dataclasses import replace

import pytest

from kg.outputs.tables.table import Remark, Table

LONG = "a sentence that takes many more characters than others do, and then some more"


def test_long_text_gets_more_of_the_width() -> None:
    """Columns share the whole width by what stands in them, and the short ones stay readable."""
    shares = Table("t", "A table", ("n", "text"), (("1", LONG), ("2", LONG))).shares()
    assert sum(shares) == pytest.approx(1)
    assert 0.1 < shares[0] < 0.25 < shares[1]


def test_no_word_is_wider_than_its_column() -> None:
    """The longest word of a column asks for its width, whatever stands in the others."""
    shares = Table("t", "A table", ("multidisciplinarity", "b"), (("x", "y"),)).shares()
    assert shares[0] > 2 * shares[1]


def test_a_full_page_takes_nothing_from_a_word() -> None:
    """Where long columns fill the page, a short one keeps the room of its longest word."""
    table = Table("t", "A table", ("source", "a", "b", "c", "d"), (("A1", *(LONG * 9,) * 4),))
    assert table.is_wide()
    assert table.rooms()[0] >= len("source")


def test_many_columns_want_a_page_on_its_side() -> None:
    """A table of ten columns of text is wide; one of two is not."""
    assert Table("t", "A table", ("a",) * 10, ((LONG,) * 10,)).is_wide()
    assert not Table("t", "A table", ("a",) * 2, ((LONG,) * 2,)).is_wide()


def test_remarks_have_letters_in_order() -> None:
    """Equal remarks share a letter; a cell may have several; a merged cell has those of all."""
    remarks = (Remark(2, 1, "two"), Remark(0, 1, "one"), Remark(2, 1, "one"), Remark(1, 0, "three"))
    table = Table("t", "T", ("g", "x"), (("a", "1"), ("a", "2"), ("b", "3")), (0,), remarks=remarks)
    assert table.footnotes() == (("a", "one"), ("b", "three"), ("c", "two"))
    assert table.marks() == {(0, 1): ("a",), (0, 0): ("b",), (2, 1): ("c", "a")}


def test_letters_go_on_after_z() -> None:
    """The twenty-seventh remark is aa."""
    remarks = tuple(Remark(number, 0, str(number)) for number in range(28))
    table = Table("t", "T", ("x",), (("y",),) * 28, remarks=remarks)
    assert [letter for letter, _ in table.footnotes()][25:] == ["z", "aa", "ab"]


@pytest.mark.parametrize(
    ("caption", "number", "words"),
    [
        ("Table 2. Effects of gardens", "2", "Effects of gardens"),
        ("Tabl S1: Gerddi", "S1", "Gerddi"),
        ("Draft: Table 3.1 – What there is", "3.1", "Draft: What there is"),
        ("Appendix 1: What they found", "", "Appendix 1: What they found"),
        ("Tables 2 and 3. All", "", "Tables 2 and 3. All"),
    ],
)
def test_a_number_in_print_is_no_word_of_the_caption(caption: str, number: str, words: str) -> None:
    """Word and LaTeX put "Table 2." before a caption, which must not begin so itself."""
    assert Table("t", caption, ("x",), (("y",),), label="Tabl").numbered() == (number, words)


def test_cells_are_one_within_what_is_one_before_them() -> None:
    """The same outcome of another question is another cell; a remark stands where it is shown."""
    rows = (("q", "x", "1"), ("q", "x", "2"), ("r", "x", "3"), ("r", "y", "3"))
    remarks = (Remark(1, 1, "one"), Remark(3, 0, "two"), Remark(3, 2, "three"))
    table = Table("t", "T", ("a", "b", "c"), rows, merged=(0, 1), remarks=remarks)
    assert table.spans() == [(2, 2, 1), (0, 0, 1), (2, 1, 1), (0, 1, 1)]
    assert set(table.marks()) == {(0, 1), (2, 0), (3, 2)}
    assert replace(table, merged=(1,)).spans()[0] == (1, 3, 1)
    assert replace(table, merged=()).spans() == [(1, 1, 1)] * 4


def test_what_has_no_room_is_taken_from_the_widest_columns() -> None:
    """A narrow one had been left without its only word."""
    words = ("a" * 28,) * 15
    table = Table("t", "A table", tuple(map(str, range(16))), (("Row", *words),))
    assert table.rooms()[0] >= len("Row")
    assert sum(table.shares()) == pytest.approx(1)
    assert max(table.shares()) == pytest.approx(min(table.shares()[1:]))
