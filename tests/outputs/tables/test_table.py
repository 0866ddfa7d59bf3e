import pytest

from kg.outputs.tables.table import Table

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


def test_many_columns_want_a_page_on_its_side() -> None:
    """A table of ten columns of text is wide; one of two is not."""
    assert Table("t", "A table", ("a",) * 10, ((LONG,) * 10,)).is_wide()
    assert not Table("t", "A table", ("a",) * 2, ((LONG,) * 2,)).is_wide()
