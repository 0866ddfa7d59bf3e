"""What other programs look for: tags of a page that is passed on, sitemap, robots, manifest."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Literal, Store

from kg.graph.iris import Iris
from kg.graph.vocab import DCTERMS
from kg.outputs.site.sharing import MOST_PAGES, render_sharing
from kg.resources import resource_folder
from tests.outputs.site.conftest import PUBLISHED
from tests.outputs.site.trees import read_page

ADDRESS = PUBLISHED["address"]
STATIC = resource_folder("site") / "static"


def metas_of(page: Path) -> dict[str, str]:
    """Return the content of the tags of Open Graph and the like, by name."""
    found = (item.attributes for item in read_page(page).find("meta"))
    named = ((one.get("property") or one.get("name"), one) for one in found)
    return {name: one["content"] for name, one in named if name and "content" in one}


def canonical_of(page: Path) -> list[str]:
    """Return the addresses that a page calls its own."""
    links = (link.attributes for link in read_page(page).find("link"))
    return [link["href"] for link in links if link.get("rel") == "canonical"]


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG."""
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:])
    return width, height


def test_a_page_says_what_it_is_when_passed_on(published_site: Path) -> None:
    """Title, words, kind, address and a picture stand in its head."""
    tip = metas_of(published_site / "tips/1.html")
    assert tip["og:title"] == "Tip 1: Share a pot"
    assert tip["og:description"] == tip["description"]
    assert (tip["og:type"], tip["og:site_name"]) == ("article", "Tea at work")
    assert tip["og:url"] == f"{ADDRESS}tips/1.html"
    assert tip["og:image"] == f"{ADDRESS}static/card.png"
    home = metas_of(published_site / "index.html")
    assert (home["og:title"], home["og:type"]) == ("Tea at work", "website")
    size = (int(tip["og:image:width"]), int(tip["og:image:height"]))
    assert size == size_of(published_site / "static/card.png")


MOVED = "how-sure.html"  # leads on to another page


def test_each_page_has_one_address(published_site: Path) -> None:
    """Every page says where it is published, one that has moved where it is now."""
    assert canonical_of(published_site / MOVED) == [f"{ADDRESS}rests-on.html"]
    for page in published_site.rglob("*.html"):
        path = page.relative_to(published_site).as_posix()
        place = {"index.html": "", MOVED: "rests-on.html"}.get(path, path)
        assert canonical_of(page) == ([] if path == "404.html" else [ADDRESS + place])


def test_the_sitemap_has_every_page_once(published_site: Path) -> None:
    """It lists the addresses that the pages call their own, and no other."""
    listed = [item.text for item in ET.parse(published_site / "sitemap.xml").getroot().iter()]
    addresses = [text for text in listed if text and text.startswith("http")]
    pages = [page for page in published_site.rglob("*.html") if page.name != MOVED]
    assert sorted(addresses) == sorted(address for page in pages for address in canonical_of(page))
    assert (published_site / "robots.txt").read_text() == (
        f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}sitemap.xml\n"
    )


def test_more_pages_than_a_sitemap_holds_take_more_sitemaps() -> None:
    """Each page stands in one of them, and robots.txt names them all."""
    site = {
        "title": "Tea",
        "imprint": {"address": ADDRESS},
        "review": {"language": "en-GB"},
    }
    pages = [(f"sources/{number}.html", "source.html") for number in range(2 * MOST_PAGES + 1)]
    files = render_sharing(site, pages)
    maps = sorted(name for name in files if name.startswith("sitemap"))
    assert maps == ["sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    roots = [ET.fromstring(files[name]) for name in maps]
    listed = [item.text for root in roots for item in root.findall("{*}url/{*}loc")]
    assert len(listed) == len(set(listed)) == len(pages)
    assert re.findall("Sitemap: .*/(.*)", files["robots.txt"].decode()) == [maps[-1], *maps[:-1]]


def test_what_needs_an_address_is_left_out(tiny_site: Path) -> None:
    """Without one there is no address, picture or sitemap, and the data's base stands for none."""
    assert not (tiny_site / "sitemap.xml").exists()
    assert "Sitemap" not in (tiny_site / "robots.txt").read_text()
    for page in tiny_site.rglob("*.html"):
        assert canonical_of(page) == (["rests-on.html"] if page.name == MOVED else [])
        needing = {"og:url", "og:image", "twitter:card"}
        assert not needing & metas_of(page).keys()
    assert metas_of(tiny_site / "tips/1.html")["og:title"] == "Tip 1: Share a pot"


def test_the_page_of_what_is_missing_is_found_by_no_search(tiny_site: Path) -> None:
    """It asks not to be listed, and says nothing of itself."""
    metas = metas_of(tiny_site / "404.html")
    assert metas["robots"] == "noindex"
    assert not any(name.startswith("og:") for name in metas)


def test_the_manifest_names_what_is_there(published_site: Path) -> None:
    """Its icons and its start are files of the site, wherever the site stands."""
    manifest = json.loads((published_site / "site.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == "Tea at work"
    icons = {icon["src"]: icon["sizes"] for icon in manifest["icons"]}
    for path in [manifest["start_url"], *icons]:
        assert (published_site / path).is_file()
    width, height = size_of(published_site / "static/icon-512.png")
    assert icons["static/icon-512.png"] == f"{width}x{height}"


def test_the_icon_is_where_browsers_look_unasked(tiny_site: Path) -> None:
    """A file of data has no head that could name another; an .ico begins with 0 and its kind, 1."""
    assert (tiny_site / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"


@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_the_manifest_is_in_the_language_of_the_review(language: str) -> None:
    """A device that installs the site is told the language that the review says it has."""
    site = {"title": "Tea", "imprint": {"address": ""}, "review": {"language": language}}
    assert json.loads(render_sharing(site, [])["site.webmanifest"])["lang"] == language


def test_a_page_passed_on_is_in_the_language_of_the_review(
    published_site: Path, tiny_store: Store, tiny_iris: Iris
) -> None:
    """The tag for the language has that of the review, written as Open Graph wants it."""
    [quad] = tiny_store.quads_for_pattern(tiny_iris.review, DCTERMS.language, None, None)
    assert isinstance(quad.object, Literal)
    found = metas_of(published_site / "tips/1.html")["og:locale"]
    assert found == quad.object.value.replace("-", "_") == "en_GB"


@pytest.mark.parametrize(
    ("fixture", "top"), [("tiny_site", "/"), ("published_site", "/works/tea/")]
)
def test_only_the_page_of_what_is_missing_knows_its_host(
    fixture: str, top: str, request: pytest.FixtureRequest
) -> None:
    """All links are relative, save on the page that stands at any depth: they start at the top."""
    site: Path = request.getfixturevalue(fixture)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        rooted = re.findall(r'\s(?:href|src|action|data-root)="(/[^"]*)"', text)
        if page.name == "404.html":
            assert {*rooted} >= {f"{top}search.html", f"{top}static/site.css", top}
            assert all(link.startswith(top) for link in rooted)
        else:
            assert rooted == [], page


def test_who_finds_nothing_can_search(tiny_site: Path) -> None:
    """The page of what is missing has a box to search in, in its text."""
    [form] = list(read_page(tiny_site / "404.html").by_id("main").find("form"))
    assert form.attributes["action"] == "/search.html"
    assert [box.attributes["name"] for box in form.find("input")] == ["q"]
