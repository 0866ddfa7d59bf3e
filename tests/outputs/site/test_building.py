from __future__ import annotations

import filecmp
import json
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.vocab import TT
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.site.links import LINKS
from kg.outputs.writing import OutputWriter
from tests.outputs.site.conftest import words_of

pytestmark = pytest.mark.slow


class _Links(HTMLParser):
    """Collects the ids and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [
            value for name, value in attrs if name in {"href", "src", "action"} and value
        ]


def _pages(folder: Path) -> dict[str, _Links]:
    return {
        path.relative_to(folder).as_posix(): _Links(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def _targets(page: str, links: _Links) -> Iterator[str]:
    """Yield where a page leads, from the root of the site."""
    for link in links.links:
        if "://" not in link:
            path, _, anchor = link.removeprefix("/" if page == "404.html" else "").partition("#")
            here = posixpath.join(posixpath.dirname(page), path or posixpath.basename(page))
            target = posixpath.normpath(here)
            # What follows there is a query, or the name of one.
            yield f"{target}#{anchor}" if anchor and target != "sparql.html" else target


def _without(store: Store, *kinds: NamedNode) -> Store:
    """Return a dataset without records of some kinds and all that is theirs."""
    gone = {
        quad.subject.value for kind in kinds for quad in store.quads_for_pattern(None, None, kind)
    }

    def stays(term: object) -> bool:
        return not isinstance(term, NamedNode) or term.value.partition("#")[0] not in gone

    smaller = Store()
    smaller.bulk_extend(quad for quad in store if stays(quad.subject) and stays(quad.object))
    return smaller


def _same(one: Path, two: Path) -> bool:
    names = [
        {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()} for folder in (one, two)
    ]
    return names[0] == names[1] and all(
        filecmp.cmp(one / name, two / name, shallow=False) for name in names[0]
    )


def test_every_link_is_held_against_what_is_there(any_site: Path) -> None:
    """Another reader of HTML finds the links and ids that the build has checked, and no more."""
    pages = _pages(any_site)
    read = {page: (set(_targets(page, links)), set(links.ids)) for page, links in pages.items()}
    noted = json.loads((any_site / LINKS).read_text(encoding="utf-8"))
    assert {page: tuple(map(set, lists)) for page, lists in noted.items()} == read


def test_an_id_stands_once(any_site: Path) -> None:
    """No page has two elements of one id."""
    for page, links in _pages(any_site).items():
        assert len(links.ids) == len(set(links.ids)), page


def test_no_page_asks_another_host_for_anything(tiny_site: Path) -> None:
    """Styles, scripts, fonts and pictures come from the site itself."""
    for path in [*tiny_site.rglob("*.html"), *tiny_site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(src=|url\(|rel=\"stylesheet\" href=)[\"']?https?://", text), path


def test_no_page_has_styles_or_scripts_of_its_own(tiny_site: Path) -> None:
    """A strict content security policy holds: no style attribute, no handler, no inline script."""
    for path in tiny_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text), path
        assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", text), path


def test_every_page_says_how_old_the_review_is(tiny_site: Path, tiny_store: Store) -> None:
    """The caution stands once on every page."""
    (caution,) = [q.object.value for q in tiny_store.quads_for_pattern(None, TT.caution, None)]
    for path in tiny_site.rglob("*.html"):
        assert path.read_text(encoding="utf-8").count(f">{caution}<") == 1, path


def test_two_builds_are_equal(
    tiny_store: Store, manifest: Manifest, tiny_site: Path, tmp_path: Path
) -> None:
    """The same dataset gives the same bytes."""
    build_site(tiny_store, manifest, OutputWriter(tmp_path / "site"), tmp_path / "none")
    assert _same(tmp_path / "site", tiny_site)


def test_a_changed_claim_renders_only_what_shows_it(
    tiny_store: Store, manifest: Manifest, tiny_site: Path, tmp_path: Path
) -> None:
    """After a change the build equals a full one, and most pages are the old files."""
    store = Store()
    store.bulk_extend(tiny_store)
    old = next(
        quad
        for quad in sorted(store.quads_for_pattern(None, TT.statement, None), key=str)
        if "/claims/" in str(quad.subject)
    )
    store.remove(old)
    changed = Literal("Something new is said here.", language="en")
    store.add(Quad(old.subject, old.predicate, changed, old.graph_name))
    build_site(store, manifest, OutputWriter(tmp_path / "next"), tiny_site)
    build_site(store, manifest, OutputWriter(tmp_path / "full"), tmp_path / "none")
    assert _same(tmp_path / "next", tmp_path / "full")
    pages = list((tmp_path / "next").rglob("*.html"))
    anew = [p for p in pages if not p.samefile(tiny_site / p.relative_to(tmp_path / "next"))]
    assert anew
    assert [p.name for p in anew if "Something new" not in p.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("kinds", "folder"),
    [
        pytest.param([TT.Tip], "tips", id="no tips"),
        pytest.param([TT.Proposition], "debates", id="no debates"),
        pytest.param([TT.Theme], "themes", id="no themes"),
        pytest.param([TT.Erratum], "errata.html", id="no faults"),
        pytest.param([TT.Study], "studies", id="no studies"),
        pytest.param(
            [TT.Implication, TT.AppendixRow, TT.AppendixTable, TT.PracticeElement,
             TT.PracticalGroup, TT.PracticalImplication],
            "rests-on.html", id="no findings",
        ),
    ],
)  # fmt: skip
def test_what_a_review_lacks_has_no_page_and_no_menu(
    kinds: list[NamedNode], folder: str, tiny_store: Store, manifest: Manifest, tmp_path: Path
) -> None:
    """A review without tips has no pages of tips, and nothing links to them."""
    outputs = OutputWriter(tmp_path / "site")
    build_site(_without(tiny_store, *kinds), manifest, outputs, tmp_path / "none")
    assert not (tmp_path / "site" / folder).exists()


def test_what_the_review_cannot_tell_is_the_reviews_own(
    tiny_store: Store, manifest: Manifest, tiny_site: Path, tmp_path: Path
) -> None:
    """The limits stand on the home page and in each box, and nothing stands in for them."""
    (limits,) = tiny_store.quads_for_pattern(None, TT.limits, None)
    silent = Store()
    silent.bulk_extend(quad for quad in tiny_store if quad != limits)
    build_site(silent, manifest, OutputWriter(tmp_path / "site"), tmp_path / "none")
    for page in ("index.html", "tips/1.html", "rests-on.html"):
        told = words_of(tiny_site / page)
        assert f" {limits.object.value}" in told, page
        assert words_of(tmp_path / "site" / page) == told.replace(f" {limits.object.value}", "")


def test_the_tip_page_lists_the_sources_of_its_rows(tiny_store: Store, tiny_site: Path) -> None:
    """The sources listed on a tip's page are those that the graph gives it, and no other."""
    query = """
        PREFIX tt: <https://w3id.org/tiptrace/ontology#>
        SELECT ?tip (GROUP_CONCAT(DISTINCT ?code) AS ?codes) WHERE {
          ?tip tt:addresses ?point . ?row tt:forImplication ?point ; tt:listsSource/tt:code ?code .
        } GROUP BY ?tip"""
    for solution in tiny_store.query(query, use_default_graph_as_union=True):  # type: ignore[union-attr]
        number = str(solution["tip"].value).rpartition("/")[2]
        text = (tiny_site / f"tips/{number}.html").read_text(encoding="utf-8")
        listed = text.partition('<div class="lane-list')[2].partition("<figure")[0]
        shown = set(re.findall(r'class="code"[^>]*>.*?</svg>([^<]+)<', listed))
        assert shown == set(solution["codes"].value.split())


def test_pages_json_leads_from_iris_to_pages(tiny_site: Path) -> None:
    """The service finds the page of an IRI in `pages.json`, whose addresses the build checks."""
    mapping = json.loads((tiny_site / "pages.json").read_text())
    assert mapping["tips/1"] == "tips/1.html"
    assert mapping["errata/E001"] == "errata.html#E001"
    assert mapping["works/A2"] == "sources/A2.html"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param(
            "concepts/collaboration",
            "In our own words; how the review defines it stands below.",
            id="the review defines it",
        ),
        pytest.param(
            "concepts/barriers",
            "In our own words; no definition that the review gives is recorded.",
            id="it does not",
        ),
        pytest.param("concepts/laming-report", "In our own words. ", id="nobody defines a report"),
    ],
)
def test_a_concept_says_whose_its_definition_is(frost_site: Path, page: str, told: str) -> None:
    """The short definition is ours, and that of the review stands beside it where there is one."""
    words = words_of(frost_site / f"{page}.html")
    assert told in words
    assert ("How it is defined in the review" in words) == ("stands below" in told)
