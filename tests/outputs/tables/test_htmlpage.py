from kg.outputs.tables.htmlpage import render_html
from kg.outputs.tables.table import Remark, Table


def test_special_characters_survive() -> None:
    """Angle brackets of cells and notes are no markup."""
    page = render_html(Table("t", "A table", ("a",), (("<x>",),), notes=("<n>",)))
    assert "<td>&lt;x&gt;</td>" in page
    assert "</table>\n</div>\n<p>&lt;n&gt;</p>" in page


def test_the_page_is_in_the_language_of_the_review() -> None:
    """A reader for the blind takes language and direction from the page itself."""
    page = render_html(Table("t", "A table", ("a",), (("b",),), language="he"))
    assert '<html lang="he" dir="rtl">' in page


def test_a_mark_leads_to_its_remark() -> None:
    """Each letter at a cell is a link to the note of that letter."""
    remarks = (Remark(0, 0, "first"), Remark(0, 0, "second"))
    page = render_html(Table("t", "A table", ("a",), (("x",),), remarks=remarks))
    assert '<sup><a href="#remark-a">a</a>,<a href="#remark-b">b</a></sup></td>' in page
    assert '<p id="remark-b"><sup>b</sup> second</p>' in page


def test_a_wide_table_scrolls_by_itself() -> None:
    """On a phone the page stays as wide as it is; who moves by keys reaches the table."""
    page = render_html(Table("t", "A table", ("a",), (("b",),)))
    region = '<div class="table" role="region" aria-labelledby="caption" tabindex="0">\n<table>'
    assert region in page
    assert '<caption id="caption">A table</caption>' in page
    assert ".table { overflow-x: auto }" in page
