"""The site of a review whose references stand in a style."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, Store

from kg.csl import Style
from kg.graph.vocab import TT
from kg.manifest import Manifest
from kg.outputs.context import Told
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.styles import find_style

pytestmark = pytest.mark.slow


def _words(page: Path) -> str:
    text = page.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())


@pytest.fixture(scope="module")
def styled_site(
    tiny_store: Store, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the site of the tiny world in the style of APA, as if it printed no codes."""
    style = find_style("apa", Path("nowhere"))
    assert isinstance(style, Style)
    store = Store()
    store.bulk_extend(tiny_store)
    for quad in list(store.quads_for_pattern(None, TT.citesBy, None)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal("author-year"), quad.graph_name))
    folder = tmp_path_factory.mktemp("styled") / "site"
    told = Told(style=style)
    build_site(store, manifest, OutputWriter(folder), folder.with_name("none"), told=told)
    return folder


def test_references_stand_in_the_order_and_the_words_of_the_style(styled_site: Path) -> None:
    """The list is whole, and names the style; each work leads to its page."""
    text = _words(styled_site / "references.html")
    assert "10 works that the review lists, in the style “APA Style 7th edition”." in text
    places = [text.index(name) for name in ("Able, A. (2001).", "Baker, B.,", "van Dale, F.")]
    assert places == sorted(places)
    page = (styled_site / "references.html").read_text("utf-8")
    assert "<i>Journal of Breaks</i>" in page
    assert 'href="sources/A1.html"' in page


def test_the_same_stands_by_class(styled_site: Path) -> None:
    """Each class has one heading, and in it the order is the style's."""
    page = (styled_site / "references-by-class.html").read_text("utf-8")
    headings = re.findall(r'<h2>.*?class="letter">(\w)<', page)
    assert headings == ["A", "B", "C", "D"]
    assert page.index("Able, A.") < page.index("Øster, E.") < page.index("van Dale, F.")


def test_a_source_is_cited_in_the_style(styled_site: Path) -> None:
    """Its page has the entry and the citation, and others call it by the citation."""
    text = _words(styled_site / "sources" / "A1.html")
    assert "Able, A. (2001). Tea and Company. Journal of Breaks, 1(2)." in text
    assert "In a text: (Able, 2001)" in text
    assert "Baker et al., 2002" in _words(styled_site / "tips" / "1.html")


def test_without_a_style_there_is_no_such_list(tiny_site: Path) -> None:
    """References stand as the review prints them."""
    assert not (tiny_site / "references.html").exists()
    assert "In a text:" not in _words(tiny_site / "sources" / "A1.html")
