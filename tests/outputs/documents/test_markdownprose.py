import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.outputs.documents.markdownprose import render_markdown
from kg.outputs.documents.prose import Block, Run, Writing
from kg.process import find_pandoc
from tests.outputs.documents.writings import LINK, WRITING


def read_back(text: str) -> str:
    """Return what another reader of Markdown makes of it, as HTML."""
    program = find_pandoc()
    assert program is not None
    words = [program, "-f", "commonmark", "-t", "html", "--wrap", "none"]
    done = subprocess.run(words, input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def test_another_reader_finds_the_same() -> None:
    """Headings, looks, items and addresses come back; no sign of the text is taken for a mark."""
    page = read_back(render_markdown(WRITING))
    assert "<h1>50 % of &lt;tea&gt; &amp; more</h1>\n<h2>Class A_1</h2>" in page
    assert "<strong>A1</strong> Øster, E. (2001). <em>On #tea</em>. H2O" in page
    assert f'<a href="{LINK.replace("&", "&amp;")}"' in page
    items = page.partition("<ul>")[2].partition("</ul>")[0]
    assert "[supports]: it *helps*." in items
    assert "a second line" in items
    assert "<p>1. no list, - no item</p>" in page


@settings(max_examples=15, deadline=None)
@given(st.text(st.sampled_from("ab1 -+.#*_`[]()<>&\\|~=:!"), min_size=1, max_size=20))
def test_any_text_stays_text(text: str) -> None:
    """No text of a review becomes a list, a heading, a look or an element."""
    block = Block("text", (Run(f"{text}x"),))
    page = read_back(render_markdown(Writing("T", "en", (block,))))
    for tag in ("<ul", "<ol", "<h2", "<em", "<strong", "<a ", "<code", "<pre", "<img", "<hr"):
        assert tag not in page, text
