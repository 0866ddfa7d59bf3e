"""A review in Arabic and one in Welsh: data and pages are in the language that it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg.assembly import assemble_project
from kg.graph.iris import Iris
from kg.graph.vocab import DCTERMS
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.site.messages import find_messages
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import Project
from kg.timings import Timings
from tests.outputs.site.framing import words_of_file

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


ENGLISH = '<span lang="en" dir="ltr">{}</span>'
NOBODY = "Nid oes neb wedi adolygu’r cyfieithiad o eiriau’r wefan ei hun."


@pytest.mark.parametrize(
    ("language", "way", "word", "skip"),
    [
        ("ar", "rtl", "شاي", ENGLISH.format("Skip to the text")),
        ("cy", "ltr", "paned o de", "Neidio i’r testun"),
    ],
)
def test_data_and_pages_are_in_the_language_of_the_review(
    language: str,
    way: str,
    word: str,
    skip: str,
    edit: Edit,
    manifest: Manifest,
    tmp_path: Path,
) -> None:
    """Each sentence of a curator has the tag of the review, each page its language and way."""
    edit("data/review.yaml", "year: 2005", f"year: 2005\nlanguage: {language}")
    edit("data/references.bib", "doi = {10.1234/tea.1}", "langid = {ngerman}")
    edit("data/studies.yaml", "sample: 120 offices", "sample: 120 offices\n    funder: Leaf Ltd")
    project = edit("data/concepts.yaml", "label: tea", f"label: {word}")
    store = assemble_project(project, Timings()).store
    assert store is not None
    review = Iris(project.base).graph("review")
    said = [quad.object for quad in store.quads_for_pattern(None, None, None, review)]
    tags = {term.language for term in said if isinstance(term, Literal)}
    # `en` is the engine's: titles of its schemes, the common kinds of concept. `de` is of a work.
    assert tags - {None} == {language, "de", "en"}
    assert Literal(word, language=language) in said

    outputs = OutputWriter(tmp_path / "site")
    build_site(store, manifest, outputs, tmp_path / "none")
    pages = [path.read_text("utf-8") for path in outputs.folder.rglob("*.html")]
    heads = {found[0] for page in pages if (found := re.search(r"<html [^>]*>", page))}
    assert heads == {f'<html lang="{language}" dir="{way}">'}
    assert all(f'<a class="skip" href="#main">{skip}</a>' in page for page in pages)
    assert {NOBODY in page for page in pages} == {language == "cy"}
    # In Welsh the verb comes first; where it begins a paragraph it has a capital.
    assert not any(re.search(r"<p[^>]*>\s*mae ", page) for page in pages)
    # An attribute and the title of a page hold no tags.
    assert not any(re.search(r'="[^"]*<span|<title>[^<]*<span', page) for page in pages)
    folders = ("tips", "themes", "sources", "sections", "studies", "works")
    shown = [words_of_file(page) for name in folders for page in (outputs.folder / name).iterdir()]
    own = "\n".join(path.read_text("utf-8") for path in project.folder.rglob("*.*")).lower()
    assert any("Leaf Ltd" in page for page in shown)
    # What the review itself says stays as it is.
    english = {said for said in _english_in(shown) if said.lower() not in own}
    assert (english == set()) == (language == "cy"), english
    source = (outputs.folder / "sources" / "A1.html").read_text("utf-8")
    source = re.sub(r'<span id="[^"]*"></span>', "", source)  # places of parts, without words
    assert '<h1 class="work" lang="de" dir="ltr">Tea and Company</h1>' in source
    assert '"inLanguage": "de"' in source
    work = Iris(project.base).of("sources/A1")
    assert next(store.quads_for_pattern(work, DCTERMS.language, None)).object == Literal("de")
    found = "".join(path.read_text("utf-8") for path in (outputs.folder / "search").iterdir())
    assert re.search(r'\["Tea and Company","sources/A1.html","[^"]*","de"\]', found)
    assert f'"inLanguage": "{language}"' in (outputs.folder / "tips" / "1.html").read_text("utf-8")


def _english_in(pages: list[str]) -> set[str]:
    """Return the sentences of the site’s own that stand on some pages in English."""
    messages = {said for said in find_messages() if isinstance(said, str)}
    sentences = {said for said in messages if len(said.split()) > 2 and not re.search("[%<]", said)}
    assert len(sentences) > 200
    return {said for said in sentences if any(said in page for page in pages)}
