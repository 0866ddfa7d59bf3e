"""What stands around a record on a page is true of every record that can stand there.

The world of `statuses/` is the tiny one with a record of each status: faults that are proved and
suspected, of the print, of the scan and of ours; claims stated, read, unsourced and mixed; debates
that the text announces and others; tips with research listed and without.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from kg.graph.iris import Iris
from kg.graph.vocab import RDFS
from kg.outputs.nanopubs import Nanopubs
from kg.outputs.tables.printed import load_tables
from kg.sources.folder.project import Project
from tests.outputs.site.framing import TEMPLATES, frames_of, words_of_file
from tests.outputs.site.lines import lines_of, pages_on_the_review, text_below
from tests.outputs.site.trees import read_page

# Of the world of statuses: by code.
SUSPECTED = {"E003", "E005", "E008"}
FRAMES = tomllib.loads(Path(__file__).with_name("frames.toml").read_text(encoding="utf-8"))["frame"]


def _text(page: Path) -> str:
    return "\n".join(line.text for line in lines_of(page))


def test_a_suspected_fault_is_called_so_wherever_it_stands(status_site: Path) -> None:
    """On no page of records is the number of a suspected fault without that word beside it."""
    met = set()
    for page in pages_on_the_review(status_site):
        for line in lines_of(page):
            named = {link.rpartition("#")[2] for link in line.links if "errata.html#" in link}
            if page.name == "errata.html":
                named |= {line.text.split()[0]}
            if named & SUSPECTED:
                met.add(page.name)
                assert "uspect" in line.text + line.heading, f"{page.name}: {line.text}"
    assert {"errata.html", "A1.html", "A2.html", "introduction.html", "1.html"} <= met


@pytest.mark.parametrize(
    ("code", "said", "never"),
    [
        pytest.param("E001", "E001 D2 D1", "uspect", id="proved"),
        pytest.param("E003", "E003 2001, perhaps 2002 Suspected", "proved", id="suspected"),
        pytest.param("E005", "E005 Tea in 120 Offices Suspected", "perhaps", id="without a form"),
    ],
)
def test_the_list_of_faults(code: str, said: str, never: str, status_site: Path) -> None:
    """The list mends what is proved, and says of a suspicion what may be right."""
    [line] = [line.text for line in lines_of(status_site / "errata.html") if code in line.text][:1]
    assert line == said
    assert never not in line


def test_faults_are_counted_by_status(status_site: Path) -> None:
    """No count of proved faults holds a suspected one."""
    page = status_site / "errata.html"
    assert "5 faults that can be proved, and 3 that we only suspect." in _text(page)
    headings = {line.heading for line in lines_of(page)}
    assert {
        "In the printed review 5, 2 of them suspected",
        "In the scan of it 1",
        "In our data 1",
        "Not known where it arose 1, suspected",
    } <= headings
    coverage = _text(status_site / "coverage.html")
    assert "5 proved faults" in coverage
    assert "3 suspected faults" in coverage


def test_the_feed_tells_suspicions_from_faults(status_site: Path) -> None:
    """What is suspected is said to be so in the feed, with what may be right."""
    feed = " ".join((status_site / "errata.atom").read_text(encoding="utf-8").split())
    assert "E003, suspected: “2001”, perhaps “2002”<" in feed
    assert "E007, proved: “Trust”, should be “On Trust”<" in feed
    assert "E005, suspected: “Tea in 120 Offices”<" in feed


@pytest.mark.parametrize("name", ["A1.bib", "A1.ris", "A1.csl.json", "all.bib", "all.ris"])
def test_a_suspected_correction_leaves_with_its_caveat(name: str, status_site: Path) -> None:
    """No export has a suspected year as the year, nor without the words that it is suspected."""
    text = " ".join((status_site / "sources" / name).read_text(encoding="utf-8").split())
    for before, _, after in _around(text, "2002"):
        if "catalogue" in after[:60]:
            assert "suspected, not proved" in before[-90:]
            assert "Only the catalogue says so" in after[:130]
    assert "suspected, not proved" in text


def test_the_years_of_exports_are_not_suspected_ones(status_site: Path) -> None:
    """The date of a reference is that of the entry while another is only suspected."""
    text = (status_site / "sources" / "A1.csl.json").read_text(encoding="utf-8")
    [reference] = json.loads(text)
    assert reference["issued"] == {"date-parts": [[2001]]}


@pytest.mark.parametrize(
    ("name", "title"), [("B1.bib", "title = {On Trust}"), ("B1.ris", "TI  - On Trust\n")]
)
def test_an_export_has_the_right_title_and_tells_of_the_printed_one(
    name: str, title: str, status_site: Path
) -> None:
    """Who takes the reference away gets the work, and hears that the review prints otherwise."""
    text = (status_site / "sources" / name).read_text(encoding="utf-8")
    assert title in text
    assert "The title, corrected here: the review prints “Trust”" in text


@pytest.mark.parametrize("name", ["references-classified", "references-alphabetical"])
def test_the_lists_print_what_the_review_prints(name: str, status_store: Store) -> None:
    """A regenerated list has the printed title, though nobody entered that line word for word."""
    [table] = [table for table in load_tables(status_store) if table.name == name]
    [line] = [str(row) for row in table.rows if "Trust" in str(row)]
    assert "On Trust" not in line


def _around(text: str, part: str) -> list[tuple[str, str, str]]:
    pieces = text.split(part)
    return [(part.join(pieces[:at]), part, part.join(pieces[at:])) for at in range(1, len(pieces))]


def test_a_nanopublication_says_what_it_is(status_store: Store, tiny_iris: Iris) -> None:
    """Only proved faults are published as such, and no view of others as a claim of the review."""
    labels = {
        nanopub.name: next(q.object.value for q in nanopub.quads if q.predicate == RDFS.label)
        for nanopub in Nanopubs(status_store, tiny_iris).all()
    }
    assert {name: label for name, label in labels.items() if name.startswith("errata/")} == {
        "errata/E001": "A fault found in the printed review",
        "errata/E002": "A fault found in the scan of the review",
        "errata/E004": "A fault found in our data on the review",
        "errata/E006": "A fault found in the printed review",
        "errata/E007": "A fault found in the printed review",
    }
    assert labels["claims/bare"] == "A claim of the review, in our words"
    assert labels["claims/coffee-splits-people"].startswith("A claim of a document beside")
    assert labels["debates/is-tea-good"].startswith("A proposition on which the review tells")
    assert labels["debates/is-tea-good/author-tea-needs-more-study"].startswith(
        "A view in the review's own voice"
    )


@pytest.mark.slow
@pytest.mark.parametrize("fixture", ["status_site", "tiny_site", "frost_site"])
def test_nothing_is_listed_twice(fixture: str, request: pytest.FixtureRequest) -> None:
    """No page of any kind tells a claim twice, or has two places of the same name."""
    site: Path = request.getfixturevalue(fixture)
    shown = json.loads((site / "pages.json").read_text(encoding="utf-8"))
    claims = {address for path, address in shown.items() if path.startswith("claims/")}
    # A question's answer is a table with a row for each pair, and a term's examples are examples.
    pages = [page for page in pages_on_the_review(site) if "questions" not in page.parts]
    met = set()
    for page in pages:
        path = page.relative_to(site).as_posix()
        top = "../" * path.count("/")
        main = read_page(page).by_id("main")
        places = Counter(item.attributes["id"] for item in main.find() if "id" in item.attributes)
        assert [place for place, times in places.items() if times > 1] == [], path
        # The line below a claim leads to its place; a note may lead to another that it bears on.
        lines = [
            line for item in main.find("li", kind="claim") for line in item.find("p", kind="where")
        ]
        links = [
            link.attributes["href"].removeprefix(top) for line in lines for link in line.find("a")
        ]
        told = Counter(link for link in links if link in claims)
        told.update(claims & {f"{path}#{place}" for place in places})
        assert [claim for claim, times in told.items() if times > 1] == [], path
        met |= told.keys()
    assert met == claims


@pytest.mark.parametrize("page", ["sections/sharing.html", "concepts/tea.html", "coverage.html"])
def test_a_list_of_other_things_names_each_once(page: str, status_site: Path) -> None:
    """What else comes from a section, what else is on a concept, and a table's rows stand once."""
    tree = read_page(status_site / page).by_id("main")
    lists = [[link.text for link in part.find("a")] for part in tree.find("dd")]
    lists += [[next(row.find("th")).text for row in part.find("tr")] for part in tree.find("table")]
    assert lists
    for names in lists:
        assert len(names) == len(set(names)), names


def test_a_conclusion_that_helps_stands_once(status_site: Path) -> None:
    """A conclusion with a role is among the conclusions, with its mark, and in no other list."""
    page = status_site / "themes" / "sharing.html"
    said = "Whether tea helps or hinders is open."
    assert f"{said} See it in “In conclusion:” Conclusion Helps" in text_below(
        page, "What the review concludes"
    )
    assert _text(page).count(said) == 1


# What this world does not hold beside what it holds, and why, or which test looks at it.
_ELSEWHERE = {
    "that is not listed": "test_bearings: a tip with one source that no list has for it",
    "Made from the data": "test_pipeline: a project with a query for a table",
    "What the authors say is not sorted": "a review of two authors, and test_bearings for one",
    "What the authors say": "test_citation_styles: a review of two authors without codes",
    "with research listed for each": "a review with research for each topic has no gaps to show",
    "No class given": "test_pipeline: a review without classes",
    (
        "They run from the tip to the sources that its section cites"
    ): "test_sparse: a review with a tip and no table of findings",
    "sources of no class given": "test_pipeline: a draft with sources that nobody sorted",
    "Paid for by": "test_review_languages: a study with a funder",
    "The whole list": "test_pipeline: a review without classes",
    "lines speak for it": "test_bearings",
    "of them stand apart, further down": "test_deep_rules",
    "Speaks for it": "test_bearings",
    "we have recorded none that limits it or speaks against it (our sorting": "test_bearings",
    "link from a source to a claim or view": "the world has more than one",
    "place that cites a source": "the world has more than one",
    "place only the printed page is known: no text can prove it": "the world has more than one",
    "table or list": "the world has more than one",
    "It is not finished and not to be published": "test_build: a draft",
    "All are in its data (CSV": "test_views: a picture with thousands of lines",
    "What is missing": "test_build: a draft",
    "This is a draft": "test_build: a draft",
    "Each is told here once": "test_build: a draft",
    "more: see the list of all": "test_build: a draft",
    "The list of all, for spreadsheets": "test_build: a draft",
    "The review ranks its kinds of source: this is number": "test_other_fields",
    "and number 1 is the highest": "test_other_fields",
    "It ranks them, and the first is the highest": "test_other_fields",
    "The review ranks them, the first as the highest": "test_other_fields",
    "This copy of the site does not say who publishes it": "test_imprint",
    "Nobody is named": "test_imprint",
    "No public address is given": "test_imprint",
    "This copy gives nobody to write to": "test_imprint",
    "None is given": "test_imprint",
    "Ask whoever gave it to you": "test_imprint",
    "Who read it, and when": "test_readings",
    "Readers are roles, unless this project gives them names": "test_readings",
    "Read again” means held against the text once more": "test_readings",
    "Of what has its place on this page": "test_readings",
    "In a text": "test_styled: references in a style",
    "The same in one list": "test_styled: references in a style",
    "work that the review lists, in the style": "test_styled: references in a style",
    "works that the review lists, in the style": "test_styled: references in a style",
    "Questions that people ask": "a world without common questions",
    "The code names a kind of source": "the classes have letters",
    "The codes are names, not marks: the first is not the best": "the classes have letters",
    "The codes name kinds of source": "the classes have letters",
    "The questions and claims are put in our words": "the text of the world announces a debate",
    "This is a draft, and nothing is missing: it can be built without": "test_build: a draft",
    "thing is not there yet": "test_build: a draft",
    "things are not there yet": "test_build: a draft",
    "Who read the records, and when": "test_readings",
    "documents on the same matter": "the world has one",
    "fault that can be proved": "the world has more than one",
    "fault that can be proved, and": "the world has more than one",
    "fault that we only suspect": "the world has more than one",
    "faults that we only suspect": "the world has proved ones too",
    "journal, magazine or newspaper in which sources appeared": "the world has more than one",
    "more of what the authors say": "test_citation_styles: a review of two authors without codes",
    (
        "person or body behind the sources, by family name, "
        "as the lists and the documents print them"
    ): "the world has more than one",
    "question on which the review tells of more than one view": "the world has more than one",
    "source listed, beside": "the world has more than one",
    (
        "word that help to find what is said of a thing, each in plain terms of our own"
    ): "the world has more than one",
    "times after being entered": "test_readings",
    "was entered and not read again": "test_readings",
    "was read against the text": "test_readings",
    "was read against the text once after being entered": "test_readings",
    "was read against the text twice after being entered": "test_readings",
    "were entered and not read again": "test_readings",
    "were read against the text": "test_readings",
    "were read against the text once after being entered": "test_readings",
    "were read against the text twice after being entered": "test_readings",
    "Nobody has reviewed the translation of this site’s own words": "test_review_languages",
    "Some are still in English": "test_review_languages",
    "lines from beside the review": "test_translations",
    "See the one with no published research listed": "the world has more than one",
    (
        "So does what the authors say themselves with no source named, or in summing up"
    ): "test_citation_styles: a review of two authors without codes",
    "Sources that illustrate a claim": "the world has no such selection",
    "The authors here are corrected": "the world has a title that is",
    "The year here is corrected": "the world has a title that is",
    "They come from": "the world has one implication a tip",
    "What else we trace to it": "no study of the world has both",
    "and the text cites none": "each class of the world is cited",
    "ideas in it": "a tip of the world has one",
    "source is listed for this; the review reports on it": "the world has more than one",
    "lines left out": "the world has one",
    "lines put in": "the world has one",
    "one study of": "the world tells no size of such a study",
    "picture of what the review lists and cites": "the world has more than one",
    "primary study listed": "few are always two",
    "source is listed beside these rows": "the world has one row a tip",
    "source is listed beside this row": "the world has more than one",
    (
        "source is listed for this; we have recorded nothing that the review says of it here"
    ): "the world has more than one",
    "source that the review cites where it writes of": "the world has more than one",
    "source that the review lists, and what it does with each": "the world has more than one",
    "sources are listed beside these rows": "the world has one row a tip",
    "study that the review tells of": "the world has more than one",
    "suspected faults affect this page": "the world has one a page",
    "table or list that the texts state": "the world has more than one",
    "That of the zip stands in": "test_zipping: a site that is offered as a zip",
    "a file beside it": "test_zipping: a site that is offered as a zip",
    "needs no network: put it on a USB stick, unpack it and open index.html": "test_zipping",
    "whole site as one zip": "test_zipping: a site that is offered as a zip",
    "Parts of this list": "a list that is too long for one page",
    "class, with arrows between them": "the picture of the ontology has more than one",
    "In no group": "test_sparse: a review with a topic in a group and one in none",
    "The text cites it, and no claim rests on it": "test_not_evidence",
    "The label stands as printed": "the sparse review has more than one topic",
    "What stands below it is in our words": "the sparse review has more than one topic",
    "tip on one page, to print and talk about": "the world has more than one",
    "touch this source": "one fault touches each source of the world",
    "It is of one study": "test_pooled",
    "What the review tells of each group": "test_pooled",
    "the review’s own pooling of": "test_pooled",
    "They are named where the review names them": "no world has effects and a page of rules",
    "Which of them agree with the line is not said": "no world has effects and a page of rules",
    (
        "a line on the tip tells an effect for which the review takes several studies together"
    ): "no world has effects and a page of rules",
}


def test_every_frame_is_looked_at(status_site: Path, trials_site: Path, sparse: Project) -> None:
    """Each sentence that a template holds stands on some page of this world, beside its records."""
    pages = [*status_site.rglob("*.html"), status_site / "errata.atom"]
    named = (
        "index.html",
        "systematic.html",
        "studies/able.html",
        "studies/cook.html",
        "sources/A1.html",
        "sections/results.html",
    )
    pages += [trials_site / name for name in named]
    site = sparse.current / "site"
    pages += [site / name for name in ("implications.html", "tips/1-sheet.html")]
    shown = "\n".join(words_of_file(page) for page in pages)
    # tests/collection looks at the pages of a collection.
    own = [name for name in TEMPLATES if not name.startswith("collection/")]
    frames = {frame for name in own for frame in frames_of(name)}
    assert len(frames) > 250
    missing = {frame for frame in frames if frame not in shown}
    assert sorted(missing - _ELSEWHERE.keys()) == [], "give statuses/ a record that has it"
    assert sorted(_ELSEWHERE.keys() - missing) == []


@pytest.mark.parametrize("frame", [pytest.param(frame, id=frame["id"]) for frame in FRAMES])
def test_what_a_page_says_around_its_records(frame: dict[str, Any], status_site: Path) -> None:
    """Headings, marks, counts and empty wordings stand where they are true, and nowhere else."""
    below = text_below(status_site / frame["page"], frame.get("below", ""))
    text = " ".join(below.split())
    assert [words for words in frame["said"] if words not in text] == [], text
    assert [words for words in frame.get("never", ()) if words in text] == [], text
