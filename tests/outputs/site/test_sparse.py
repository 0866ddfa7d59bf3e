"""A review that leaves out all that may be left out: no page says more than is known.

The made-up review of `tests/sparse` has no publisher, no citations, no elements, no findings
table, no comparator, and classes without printed names.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.assembly import find_problems
from kg.pipeline import build_project
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings
from tests.outputs.site.conftest import words_of
from tests.outputs.site.trees import Element, read_page

pytestmark = pytest.mark.slow

# What those that are left out would show.
MISSING = (
    "None listed",
    "None.",
    "( )",
    "()",
    "(2021, )",
    "Publisher ",
    "Beside what",
    "findings table",
)
# What says something by standing there: with nothing in it, it says what is not so.
HEADINGS = ("h1", "h2", "h3", "h4", "caption", "dt", "dd", "th", "summary", "legend")


def pages_of(project: Project) -> list[tuple[str, Element]]:
    """Return every page of the site as a tree, by its path."""
    site = project.current / "site"
    found = [(str(path.relative_to(site)), read_page(path)) for path in site.rglob("*.html")]
    assert len(found) > 20
    return found


def test_nothing_is_wrong_with_it(sparse: Project) -> None:
    """What may be left out is missed by no check."""
    assert list(find_problems(sparse)) == []


def test_no_heading_stands_above_nothing(sparse: Project) -> None:
    """Headings, terms and heads of columns have words, and sections more than a heading."""
    empty = [
        (path, item.tag, item.attributes)
        for path, page in pages_of(sparse)
        for item in page.find(*HEADINGS)
        if not item.text and not any(item.find("svg", "img", "input"))
    ]
    bare = [
        (path, section.text)
        for path, page in pages_of(sparse)
        for section in page.find("section")
        if "sheet-notes" not in section.attributes.get("class", "")  # lines to write on
        and section.text == " ".join(one.text for one in section.find("h2", "h3"))
    ]
    assert (empty, bare) == ([], [])


def test_no_value_that_is_missing_is_shown(sparse: Project) -> None:
    """Nothing that is left out is called none, and no bracket is left around it."""
    told = [
        (path, wrong)
        for path, page in pages_of(sparse)
        if not path.startswith("ontology")  # which tells of terms that reviews may use
        for text in [" ".join(part.text for part in page.find("main", "footer"))]
        for wrong in MISSING
        if wrong in text
    ]
    assert told == []


def test_what_is_there_is_shown(sparse: Project) -> None:
    """Topics stand without groups, a tip with its topic, a table of references with its classes."""
    site = sparse.current / "site"
    topics = read_page(site / "implications.html")
    assert [item.text for item in topics.find("h3")] == ["Knot the tail", "Wax the string"]
    assert "knot the tail." in next(read_page(site / "tips" / "1.html").find("main")).text
    assert "(2021)." in next(read_page(site / "index.html").find("footer")).text
    table = (sparse.current / "tables" / "references-classified.csv").read_text(encoding="utf-8")
    assert [line.split(",")[:2] for line in table.splitlines()[1:]] == [
        ["Trial", "K1"],
        ["Advice", "L1"],
    ]


def test_topics_in_no_group_stand_below_those_in_one(sparse: Project, tmp_path: Path) -> None:
    """A review may put some of its topics under an element, and others under none."""
    folder = tmp_path / "kites"
    shutil.copytree(sparse.folder, folder, ignore=shutil.ignore_patterns("build"))
    path = folder / "data" / "implications.yaml"
    text = path.read_text(encoding="utf-8").replace("the tail,", "the tail, element: knots,")
    element = "elements:\n  - {id: knots, label: knots, summary: How knots are made.}\n"
    path.write_text(element + text, encoding="utf-8")
    build_project(load_project(folder), Timings())
    topics = read_page(folder / "build" / "current" / "site" / "implications.html")
    told = [(one.tag, one.text) for one in topics.find("h2", "h3") if one.text]
    assert told[:4] == [
        ("h2", "Knots"),
        ("h3", "Knot the tail"),
        ("h2", "In no group"),
        ("h3", "Wax the string"),
    ]


@pytest.fixture(scope="module")
def bare(sparse: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of a review with a tip, and with no classes, topics or table of findings."""
    folder = tmp_path_factory.mktemp("bare") / "kites"
    shutil.copytree(sparse.folder, folder, ignore=shutil.ignore_patterns("build"))
    data = folder / "data"
    for name in ("implications.yaml", "appendices.yaml"):
        (data / name).unlink()
    for name, pattern in (
        ("review.yaml", r"evidence_classes:\n(  - .*\n)+"),
        ("tips.yaml", r"    addresses: .*\n"),
        ("references.bib", r",\n  evidenceclass = .*"),
    ):
        text = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(re.sub(pattern, "", text), encoding="utf-8")
    build_project(load_project(folder), Timings())
    return folder / "build" / "current"


@pytest.mark.parametrize(
    "never",
    [
        "No row of the table",
        "No source is listed for this",
        "not listed",
        "It puts into practice",
        "no class given",
        "row of the table",
        "table of findings",
    ],
)
def test_what_a_review_has_not_is_not_spoken_of(never: str, bare: Path) -> None:
    """Nobody can be missing from a table that is not there, nor be of no class where none are."""
    site = bare / "site"
    pages = [site / "tips" / "1.html", site / "index.html", *(site / "sources").glob("*.html")]
    assert "Sources (1)." in words_of(pages[0])
    assert [page.name for page in pages if never in words_of(page)] == []


def test_without_classes_no_table_sorts_by_them(bare: Path) -> None:
    """Nor does a question compare with a table or a list that the review has not got."""
    assert not list((bare / "tables").glob("references-classified.*"))
    assert list((bare / "tables").glob("references-alphabetical.*"))
    asked = {page.stem for page in (bare / "site" / "questions").glob("*.html")}
    assert asked
    assert not asked & {
        "cited-beside-a-tip-but-not-listed",
        "cited-but-not-in-the-findings-table",
        "reference-lists-compared",
    }
