"""Three reviews of three fields: what one of them calls things, no page of another says."""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.assembly import assemble_project
from kg.graph.queries import select_rows
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import ROOT, TINY
from tests.outputs.site.lines import pages_on_the_review
from tests.sharing import make_once

pytestmark = pytest.mark.slow

FOLDERS = {"frost": ROOT, "tiny": TINY, "hives": ROOT / "tests" / "hives"}
# What a review calls its own: people, concepts and their kinds, headings, classes, topics, studies.
NAMES = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT DISTINCT ?name WHERE {
  { ?part tt:contributor/foaf:name|tt:contributor/foaf:familyName ?name }
  UNION { ?thing a ?kind ; skos:prefLabel|skos:altLabel ?name
    FILTER(?kind IN (tt:Concept, tt:EvidenceClass, tt:Implication, tt:PracticeElement)) }
  UNION { ?kind a tt:ConceptKind ; tt:pluralLabel ?name }
  UNION { ?scheme tt:scaleTitle ?name }
  UNION { ?section tt:heading ?name }
  UNION { ?theme a tt:Theme ; rdfs:label ?name }
  UNION { ?study tt:shortLabel ?name }
} ORDER BY ?name
"""
# Words of one review that the pages of any review say of themselves: of their parts, of reading
# and of using them. A word is added here only where no reader would think of the other review.
EVERYDAY = frozenset(
    {"bodies", "families", "groups", "ideas", "index", "people", "policy", "references", "schools",
     "time", "training", "trust", "able", "what to do", "what was found"}
)  # fmt: skip
SHORTEST = 4


@cache
def store_of(name: str) -> Store:
    """Return the dataset of a review."""
    store = assemble_project(load_project(FOLDERS[name]), Timings()).store
    assert store is not None
    return store


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, frost_site: Path) -> dict[str, Path]:
    """Return the folder of the site of each review."""
    made = {"frost": frost_site}
    for name in ("tiny", "hives"):

        def build(part: Path, name: str = name) -> None:
            project = load_project(FOLDERS[name])
            manifest = Manifest("d" * 64, "i" * 64, "0", project.title, project.base)
            build_site(store_of(name), manifest, OutputWriter(part / "site"), part / "none")

        made[name] = make_once(tmp_path_factory, f"field-{name}", build) / "site"
    return made


def own_words(name: str) -> str:
    """Return all that the files of a review say, in small letters."""
    data = FOLDERS[name] / "data"
    paths = [*data.rglob("*.yaml"), data / "references.bib", FOLDERS[name] / "tiptrace.toml"]
    return " ".join(path.read_text(encoding="utf-8") for path in paths).casefold()


def text_of(page: Path) -> str:
    """Return what a page says, in small letters."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))).casefold()


def stands_in(name: str, text: str) -> bool:
    """Say whether a name stands in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


@pytest.mark.parametrize(("one", "other"), list(permutations(FOLDERS, 2)))
def test_no_page_says_what_another_review_calls_things(
    one: str, other: str, sites: dict[str, Path]
) -> None:
    """What stands in templates, messages and queries is true of any field."""
    rows = select_rows(store_of(other), NAMES)
    names = {row["name"].casefold() for row in rows}
    mine = own_words(one)
    strange = {
        name for name in names - EVERYDAY if len(name) >= SHORTEST and not stands_in(name, mine)
    }
    assert strange
    # The vocabulary is one for all reviews, and its examples are of several.
    said = " \n ".join(map(text_of, sorted(pages_on_the_review(sites[one]))))
    assert sorted(name for name in strange if stands_in(name, said)) == []


def test_ranked_classes_are_told_as_ranked(sites: dict[str, Path]) -> None:
    """That letters are no marks is said only of reviews that do not rank their classes."""
    ranked, unranked = (
        text_of(sites[name] / "evidence-classes.html") for name in ("hives", "tiny")
    )
    assert "it ranks them, and the first is the highest" in ranked
    home = text_of(sites["hives"] / "index.html")
    assert "the review ranks them, the first as the highest" in home
    assert "not marks" not in ranked + home
    assert "the letters are names, not marks" in unranked
    [third] = (sites["hives"] / "evidence-classes").glob("II-III-*.html")
    assert "this is number 3 of 3, and number 1 is the highest" in text_of(third)


def test_concepts_stand_under_the_kinds_of_their_field(sites: dict[str, Path]) -> None:
    """Headings, the scale and what a concept is called come from the data of the review."""
    page = text_of(sites["hives"] / "concepts.html")
    assert "how hard a count is on the colony" in page
    for heading in ("pests", "yardsticks", "forage plants"):
        assert f" {heading} " in page
    assert " forage plant " in text_of(sites["hives"] / "concepts" / "lime-blossom.html")


def test_tips_need_no_table_of_findings(sites: dict[str, Path]) -> None:
    """A tip shows the claims on it and what they rest on; nothing is said of a table."""
    page = text_of(sites["hives"] / "tips" / "2.html")
    assert "the sugar roll misses mites" in page
    assert "findings table" not in page
    assert not (sites["hives"] / "implications.html").exists()


def test_creators_keep_their_order(sites: dict[str, Path]) -> None:
    """They stand as on the title page, on every page, and are not sorted."""
    for page in sites["hives"].rglob("*.html"):
        text = text_of(page)
        assert "made from" not in text or "zelda quill, adam moss and bea ortega" in text, page
