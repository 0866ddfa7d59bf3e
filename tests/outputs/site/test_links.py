from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import BuildError
from kg.manifest import Manifest
from kg.outputs.site import build_site, gathering
from kg.outputs.site.links import LINKS, PageLinks, check_links, gather_links, read_links
from kg.outputs.site.pages import PAGES
from kg.outputs.site.writing import SiteWriter
from kg.outputs.writing import OutputWriter

pytestmark = pytest.mark.slow

PAGE = """<html><body id="top"><a href="../index.html">home</a> <a href="#here">here</a>
<h2 id="here" class="x" data-id="no" data-href="no">Here</h2><img src="2%20b.png">
<a href="2.html?a=1&amp;b=2#a&amp;b">two</a>
<form action="../search.html"></form> <a href="https://example.org/x">out</a>
<a href="mailto:a@example.org">write</a> <a href="//example.org/">out</a>
<a href="../sparql.html#q=ASK">ask</a></body></html>"""


def test_the_links_of_a_page_are_read_from_the_root() -> None:
    """Links to other sites are left out; a page that reads its fragment has no anchors."""
    assert read_links("tips/1.html", PAGE) == PageLinks(
        ["index.html", "search.html", "sparql.html", "tips/1.html#here", "tips/2 b.png",
         "tips/2.html#a&b"],
        ["here", "top"],
    )  # fmt: skip


def test_links_from_the_root_are_those_of_the_page_for_missing_ones() -> None:
    """The page that is shown at any depth names places from the top."""
    assert read_links("404.html", '<a href="/tips.html">tips</a>').targets == ["tips.html"]
    page = '<a href="/works/tea/tips.html">tips</a>'
    assert read_links("404.html", page, "/works/tea/").targets == ["tips.html"]


def test_a_dead_link_is_named_with_its_page() -> None:
    """A missing file, a missing anchor, and what a file gives out are all told at once."""
    links = {
        "a.html": PageLinks(["b.html", "b.html#here", "b.html#gone", "c.html"], []),
        "b.html": PageLinks(["a.html"], ["here"]),
    }
    with pytest.raises(BuildError) as raised:
        check_links(links, {"pages.json": ["d.html", "a.html"]}, {"a.html", "b.html"})
    assert str(raised.value).splitlines() == [
        "a.html: 'b.html#gone' is no page or place of this site",
        "a.html: 'c.html' is no page or place of this site",
        "pages.json: 'd.html' is no page or place of this site",
    ]


def test_many_dead_links_are_counted() -> None:
    """A fault in the menu is on every page: ten are named, the rest counted."""
    links = {f"{number}.html": PageLinks(["gone.html"], []) for number in range(12)}
    with pytest.raises(BuildError, match="and 2 more"):
        check_links(links, {}, links.keys())


def test_a_kind_of_page_that_forgets_rows_ends_the_build(
    tiny_store: Store, manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where addresses are given out and no pages made, nothing is published."""
    kept = tuple(kind for kind in PAGES if kind.template != "study.html")
    assert len(kept) == len(PAGES) - 1
    monkeypatch.setattr(gathering, "PAGES", kept)
    with pytest.raises(BuildError, match=r"concepts/tea\.html: 'studies/tea-survey\.html'"):
        build_site(tiny_store, manifest, OutputWriter(tmp_path / "site"), tmp_path / "none")


def test_the_links_of_a_page_taken_over_are_known(tmp_path: Path) -> None:
    """What a page links to is read when it is made, and noted for the next build."""
    page = {"a.html": b'<a href="b.html#x">b</a>'}
    first = SiteWriter(OutputWriter(tmp_path / "one"), tmp_path / "none")
    first.write_contents("a test", page)
    made = gather_links(first, page)
    first.finish()
    assert made == {"a.html": PageLinks(["b.html#x"], [])}
    noted = tmp_path / "one" / LINKS
    noted.write_text(noted.read_text().replace("b.html", "noted.html"))
    second = SiteWriter(OutputWriter(tmp_path / "two"), tmp_path / "one")
    second.write_contents("a test", page)
    assert gather_links(second, page) == {"a.html": PageLinks(["noted.html#x"], [])}


def test_a_page_taken_over_is_held_against_what_is_there_now(
    tiny_store: Store, manifest: Manifest, tiny_site: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A page that has not changed may link to one that is no more."""
    kept = tuple(kind for kind in PAGES if kind.template != "tools.html")
    monkeypatch.setattr(gathering, "PAGES", kept)
    with pytest.raises(BuildError, match=r"'tools\.html"):
        build_site(tiny_store, manifest, OutputWriter(tmp_path / "site"), tiny_site)
