"""A review of two authors that prints no codes: keys of entries are no words for readers."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from kg.assembly import assemble_project
from kg.graph.vocab import TT
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.outputs.site.conftest import TINY

pytestmark = pytest.mark.slow

_CODE = re.compile(r"\b[A-D]\d{1,2}\b")


def _words(*pages: Path) -> str:
    """Return what a reader sees of the pages."""
    text = " ".join(page.read_text("utf-8") for page in pages)
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


@pytest.fixture
def nameless_site(manifest: Manifest, tmp_path: Path) -> Path:
    """Return the site of the world of statuses as if its text cited by name and year."""
    folder = tmp_path / "tea"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(Path(__file__).parent / "statuses", folder / "data", dirs_exist_ok=True)
    review = folder / "data" / "review.yaml"
    text = review.read_text("utf-8")
    assert "[Pat Potter]" in text
    review.write_text(text.replace("[Pat Potter]", "[Pat Potter, Ann Able]"), "utf-8")
    store = assemble_project(load_project(folder), Timings()).store
    assert store is not None
    for quad in list(store.quads_for_pattern(None, TT.citesBy, None)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal("author-year"), quad.graph_name))
    build_site(store, manifest, OutputWriter(tmp_path / "site"), tmp_path / "none")
    return tmp_path / "site"


def test_a_review_without_codes_shows_none(nameless_site: Path, status_site: Path) -> None:
    """Where codes are printed they stand on these pages; where none are, names and years do."""
    for page in ("sources.html", "authors.html", "journals.html", "coverage.html", "tips/1.html"):
        assert _CODE.search(_words(status_site / page)), page
        assert not _CODE.search(_words(nameless_site / page)), page
    pictures = _words(nameless_site / "pictures.html")
    assert not _CODE.search(pictures)
    title = re.compile("<title>(.*?)</title>")
    (source,) = title.findall((nameless_site / "sources" / "A1.html").read_text("utf-8"))
    assert source.startswith("Tea and Company")


def test_a_citation_without_a_code_is_not_said_to_be_printed_otherwise(
    nameless_site: Path,
) -> None:
    """What is printed there is never the key, so that it would stand beside each citation."""
    for page in (nameless_site / "sections").glob("*.html"):
        text = page.read_text("utf-8")
        assert all("why</a>" in said for said in re.findall(r"Printed as.*?</li>", text, re.DOTALL))


def test_several_authors_are_not_one(nameless_site: Path, status_site: Path) -> None:
    """The pages count who wrote the review."""
    assert "the author says himself" in _words(status_site / "rests-on.html")
    assert "the authors say themselves" in _words(nameless_site / "rests-on.html")
    one, two = (
        [*site.glob("tips/*.html"), *site.glob("debates/*.html")]
        for site in (status_site, nameless_site)
    )
    assert "What the author says" in _words(*one)
    assert "What the author says" not in _words(*two)
    assert "What the authors say" in _words(*two)
