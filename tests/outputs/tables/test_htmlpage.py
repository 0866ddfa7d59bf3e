from kg.outputs.tables.htmlpage import render_html
from kg.outputs.tables.table import Table


def test_special_characters_survive() -> None:
    """Angle brackets of cells and notes are no markup."""
    page = render_html(Table("t", "A table", ("a",), (("<x>",),), notes=("<n>",)))
    assert "<td>&lt;x&gt;</td>" in page
    assert "</table>\n<p>&lt;n&gt;</p>" in page


def test_the_page_is_in_the_language_of_the_review() -> None:
    """A reader for the blind takes language and direction from the page itself."""
    page = render_html(Table("t", "A table", ("a",), (("b",),), language="he"))
    assert '<html lang="he" dir="rtl">' in page
