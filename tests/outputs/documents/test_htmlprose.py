from html.parser import HTMLParser

from kg.outputs.documents.htmlprose import render_html
from kg.outputs.documents.prose import Block, Run, Writing
from tests.outputs.documents.writings import LINK, WRITING


def test_a_writing_is_a_page_of_its_own() -> None:
    """Headings, entries, items and looks are elements; text is text."""
    page = render_html(WRITING)
    assert "<h1>50 % of &lt;tea&gt; &amp; more</h1>\n<h2>Class A_1</h2>" in page
    assert "<p><b>A1</b> Øster, E. (2001). <i>On #tea</i>. H<sub>2</sub>O and x<sup>2</sup>" in page
    assert f'<a href="{LINK.replace("&", "&amp;")}">' in page
    assert "<ul>\n<li>[supports]: it *helps*.</li>\n<li>a second\nline</li>\n</ul>" in page


def test_a_page_says_which_way_it_is_read() -> None:
    """Every element that opens is closed, and none comes in with a text."""
    page = render_html(Writing("ספר", "he", (Block("text", (Run("<script>"),)),)))
    assert '<html lang="he" dir="rtl">' in page
    opened: list[str] = []

    class Look(HTMLParser):
        """Keeps what is open."""

        def handle_starttag(self, tag: str, attrs: object) -> None:
            """Open."""
            assert attrs is not None
            assert tag != "script"
            opened.extend([] if tag == "meta" else [tag])

        def handle_endtag(self, tag: str) -> None:
            """Close."""
            assert opened.pop() == tag

    Look().feed(page)
    assert not opened
