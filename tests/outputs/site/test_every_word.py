"""A review in a made-up language: no word of the site itself is left in English on any page.

All messages and all that the review says are in wide letters here, so that what stands on a page in
plain letters is neither: someone has written English where it cannot be translated.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from pyoxigraph import Literal, Quad, Store

from kg import catalogues
from kg.assembly import assemble_project
from kg.manifest import Manifest
from kg.outputs.site import build_site, translations
from kg.outputs.site.messages import find_messages
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings
from tests.outputs.site.conftest import PUBLISHED

pytestmark = pytest.mark.slow

# Greek, for its letters, the names of its months and its "and" are no plain letters either.
TAG = "el"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WIDE = str.maketrans(_PLAIN, "".join(chr(ord(letter) + 0xFEE0) for letter in _PLAIN))
# What the graph says without a language: what is printed, names, and labels made of them.
_SAID = re.compile(r"(?:[nN]ame|[tT]itle|[hH]eading|[lL]abel|printed\w+|sortKey)$")
# Formats and units, which are called the same everywhere.
NAMES = "RIS BibTeX CSL-JSON Turtle JSON-LD CSV SVG Markdown N-Quads RDF/XML N-Triples kB Bytes"
# Read out, or shown where a mouse rests; COinS is for programs.
_HEARD = ("title", "alt", "aria-label", "placeholder", "data-label")
_EMPTY = {"meta", "link", "input", "br", "img", "hr", "path", "rect", "line", "circle", "wbr"}
# Code, paths and digests are in no language.
_CODE = {"script", "style", "pre", "code"}
# A page that is about English names: terms of the ontology, queries with their answers.
ENGLISH_PAGES = ("ontology.html", "ontology/", "questions/")


def _widen(text: str) -> str:
    """Return a message in wide letters; tags, entities and the names of values stay."""
    pieces = re.split(r"(<[^>]*>|%\(\w+\)s|&\w+;)", text)
    return "".join(
        piece if place % 2 else piece.translate(_WIDE) for place, piece in enumerate(pieces)
    )


def _translate(quad: Quad) -> Quad:
    """Return a statement with what the review says in wide letters."""
    value = quad.object
    if not isinstance(value, Literal):
        return quad
    if value.language == TAG:
        value = Literal(value.value.translate(_WIDE), language=TAG)
    elif value.language is None and _SAID.search(quad.predicate.value):
        value = Literal(value.value.translate(_WIDE), datatype=value.datatype)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


class _Reader(HTMLParser):
    """Collects what a page says in plain letters and does not mark as English."""

    def __init__(self, known: str) -> None:
        super().__init__()
        self.known = known
        self.open: list[tuple[str, bool, str | None]] = []  # tag, is it code, language
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in _EMPTY:
            code = tag in _CODE or values.get("class") in {"Z3988", "long"}
            self.open.append((tag, code, values.get("lang")))
        if values.get("class") != "Z3988":
            for name in _HEARD:
                self._look(values.get(name) or "")
        if values.get("name") == "description":
            self._look(values["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._look(data)

    def _look(self, text: str) -> None:
        language = next((lang for _, _, lang in reversed(self.open) if lang), TAG)
        if language != TAG or any(code for _, code, _ in self.open):
            return
        plain = re.sub(r"\bhttps?://\S+", "", text)
        for said in re.findall(r"[A-Za-z](?:[A-Za-z’', .;:/-]*[A-Za-z])?", plain):
            if said.casefold() not in self.known:
                self.found.add(said)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Have the site find a catalogue of all messages in wide letters; return what it lacks."""
    path = tmp_path / f"{TAG}.po"
    every = Catalog(locale=Locale(TAG))
    for message in find_messages():
        wide = _widen(message) if isinstance(message, str) else tuple(map(_widen, message))
        every.add(message, wide)
    with path.open("wb") as file:
        write_po(file, every)
    lacking: set[str] = set()

    class Telling(translations.InEnglish):
        def gettext(self, message: str) -> str:
            lacking.add(message)
            return super().gettext(message)

    monkeypatch.setattr(catalogues, "path_of_catalogue", lambda _: path)
    monkeypatch.setattr(translations, "InEnglish", Telling)
    return lacking


def _write_project(world: Path, more: Path | None, folder: Path) -> Project:
    """Return a copy of a review, with more records, that says to be in the made-up language."""
    shutil.copytree(world, folder, ignore=shutil.ignore_patterns("build"))
    if more:
        shutil.copytree(more, folder / "data", dirs_exist_ok=True)
    review = folder / "data" / "review.yaml"
    text = review.read_text(encoding="utf-8")
    # Its first line is the first field.
    lines = [line for line in text.splitlines() if not line.startswith("language:")]
    review.write_text("\n".join([f"language: {TAG}", *lines, ""]), encoding="utf-8")
    return load_project(folder)


@pytest.mark.parametrize(
    ("world", "more"), [("tiny", "outputs/site/statuses"), ("trials", "")], ids=["tea", "trials"]
)
def test_no_page_has_words_that_nobody_can_translate(
    world: str, more: str, manifest: Manifest, catalogue: set[str], tmp_path: Path
) -> None:
    """What a page shows is data, a message, the name of a format, or marked as English."""
    tests = Path(__file__).parents[2]
    project = _write_project(tests / world, tests / more if more else None, tmp_path / world)
    store = assemble_project(project, Timings()).store
    assert store is not None
    wide = Store()
    wide.bulk_extend(map(_translate, store))
    told = replace(manifest, **PUBLISHED, base=project.base, title="Title".translate(_WIDE))
    site = OutputWriter(tmp_path / "site")
    build_site(wide, told, site, tmp_path / "none")

    literals = {quad.object for quad in wide if isinstance(quad.object, Literal)}
    known = {literal.value for literal in literals if not literal.language}
    known |= {NAMES, *PUBLISHED.values(), *site.paths}
    found = {}
    for page in sorted(site.folder.rglob("*.html")):
        path = page.relative_to(site.folder).as_posix()
        if path.startswith(ENGLISH_PAGES):
            continue
        reader = _Reader("\n".join(known).casefold())
        reader.feed(page.read_text(encoding="utf-8"))
        reader.close()
        assert not reader.open
        if reader.found:
            found[path] = reader.found
    assert found == {}
    assert catalogue == set()
