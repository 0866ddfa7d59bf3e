"""Web pages as R Markdown, pandoc and journals write them."""

from pathlib import Path

import pytest

from kg.imports.texts.documents import Document
from kg.imports.texts.kinds import TextKind, recognise_text
from kg.imports.texts.outline import build_sections
from kg.imports.texts.reading import read_document

MENU = '<ul><li><a href="#a">Aims</a><ul><li><a href="#b">Basis</a></li></ul></li></ul>'
BODY = """<h1 id="a">Aims</h1><p>Words.</p>
<h1 id="b">Basis</h1><ul><li><a href="#a">Aims</a> on</li></ul>"""
KNITTED = (
    '<div id="header"><h1 class="title toc-ignore">Naps</h1><h3 class="subtitle">At work</h3>'
    '<h4 class="author">Ann Able</h4><h4 class="author">Bo Baker</h4>'
    f'<h4 class="date">14 March 2025</h4></div><div id="TOC">{MENU}</div>{BODY}'
)
PANDOC = f"""<header id="title-block-header"><h1 class="title">Naps</h1>
<p class="date">2025-03-14</p></header><nav id="TOC" role="doc-toc">{MENU}</nav>{BODY}"""


def read(tmp_path: Path, head: str, body: str) -> Document:
    """Read a page."""
    path = tmp_path / "a.html"
    path.write_text(f"<html><head><title>Naps</title>{head}</head><body>{body}</body></html>")
    kind = recognise_text(path, path.read_bytes())
    assert isinstance(kind, TextKind)
    document = read_document(path.read_bytes(), kind, "a.html")
    assert isinstance(document, Document)
    return document


def test_the_title_block_of_r_markdown_makes_no_sections(tmp_path: Path) -> None:
    """Its headings are who wrote what, and when; the menu below it is no part of the text."""
    document = read(tmp_path, "", KNITTED)
    assert (document.title, document.subtitle, document.date) == ("Naps", "At work", "2025")
    assert document.authors == ("Ann Able", "Bo Baker")
    assert [one.id for one in build_sections(document, "a")] == ["a", "b"]
    assert document.text == (
        "% Naps\n% Ann Able; Bo Baker\n\nAt work\n\n14 March 2025\n\n"
        "# Aims\n\nWords.\n\n# Basis\n\n- Aims on\n"
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [('<meta name="dcterms.date" content="2025-03-14">', PANDOC),
     ('<meta name="citation_publication_date" content="2025/03/14">', BODY)],
)  # fmt: skip
def test_a_page_says_its_year_by_many_names(tmp_path: Path, head: str, body: str) -> None:
    """Pandoc, publishers and catalogues each have one of their own."""
    document = read(tmp_path, f'{head}<meta name="citation_author" content="Able, Ann">', body)
    assert (document.date, document.authors) == ("2025", ("Able, Ann",))
    assert [one.id for one in build_sections(document, "a")] == ["a", "b"]


def test_a_number_beside_an_entry_begins_it() -> None:
    """Styles set it into a division of its own, left of the entry."""
    entry = '<div class="e"><div class="n">[{}] </div><div>Able A. Tea {}. Leaf. 2001.</div></div>'
    page = "".join(entry.format(number, number) for number in (1, 2))
    content = f"<h1>References</h1>{page}".encode()
    kind = recognise_text(Path("a.html"), content)
    assert isinstance(kind, TextKind)
    document = read_document(content, kind, "a.html")
    assert isinstance(document, Document)
    assert "[1] Able A. Tea 1. Leaf. 2001.\n\n[2] Able A. Tea 2." in document.text
