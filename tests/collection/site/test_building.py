"""What stands on the pages of a collection of two real reviews and a made-up one."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.collection.site import building, searching
from kg.graph.vocab import TT
from kg.timings import Timings
from tests.collection.conftest import write_data
from tests.outputs.site.lines import lines_of, text_below
from tests.outputs.site.trees import read_page
from tests.sharing import make_once

pytestmark = pytest.mark.slow
DEEP, OVERLAP = "https://example.org/deep-rules/", "https://example.org/overlap/"
LARGEST = 60 * 1024  # of a page, on its way


@pytest.fixture(scope="module")
def site(three: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a collection whose reviews have no sites, with one concept matched."""

    def make(part: Path) -> None:
        line = f"{OVERLAP}concepts/deep-learning\tskos:exactMatch\t{DEEP}concepts/deep-learning"
        text = f"subject_id\tpredicate_id\tobject_id\n{line}\n"
        (part / "concepts.sssom.tsv").write_text(text, encoding="utf-8")
        collect(load_collection(part), [str(three)], (), Timings())

    return make_once(tmp_path_factory, "collected", make) / "build" / "current" / "site"


def work_page(site: Path, title: str) -> Path:
    """Return the page of the work whose title begins so."""
    pages = sorted((site / "work").glob("*.html"))
    return next(page for page in pages if f'<h1 class="work">{title}' in page.read_text("utf-8"))


def text_of(page: Path) -> str:
    return " ".join(line.text for line in lines_of(page))


def test_a_work_says_whether_the_records_are_alike_and_no_more(site: Path) -> None:
    """Year and kind differ in the made-up review; the page says that it does not judge claims."""
    page = work_page(site, "Identifying facial phenotypes")
    headings = {line.heading for line in lines_of(page)}
    assert {"Title: alike", "Year: different"} <= headings
    assert "does not say whether the reviews agree" in text_of(page)
    assert "Lee and others (2021)" in text_below(page, "Year: different")
    assert "2018" in text_below(page, "Year: different")


def test_what_fewer_than_two_records_say_is_not_compared(site: Path) -> None:
    """A review without classes says nothing of the kind of evidence: that is no agreement."""
    page = work_page(site, "Identifying facial phenotypes")
    assert "not recorded" in text_below(page, "Kind of evidence: nothing to compare")
    # Nor does it lack a class: only a review that has classes could give one.
    said = page.read_text(encoding="utf-8")
    assert "No class given" not in said
    assert 'Comment&nbsp;<span class="letter">C</span> ·' in said


def test_each_review_says_its_own_with_stance_and_notes(site: Path) -> None:
    """Claims, stances and notes stand as they were recorded, below the review that they are of."""
    page = work_page(site, "The Effects of Organi")
    below = text_below(page, "In Teams and tables")
    assert "More co-ordination is said to help children." in below
    assert "disputes" in below
    assert "One study alone is named." in below
    assert "Our reading" in below


def test_what_several_lines_of_a_source_have_alike_stands_once(site: Path) -> None:
    """A claim that two findings of a source bear on alike has one mark, not the same one twice."""
    mark = r'(<span class="stance[^"]*">[^<]*</span>(?: <span class="tag">[^<]*</span>)?)'
    pages = {path: path.read_text("utf-8") for path in (site / "work").glob("*.html")}
    assert any(re.search(mark, page) for page in pages.values())
    assert not [path.name for path, page in pages.items() if re.search(rf"{mark}\s*\1", page)]


def test_a_former_name_of_a_joined_work_leads_to_its_page(site: Path) -> None:
    """The PubMed number had a page of its own before a DOI joined it."""
    [page] = (site / "work").glob("pubmed-*.html")
    assert "This page has moved" in page.read_text(encoding="utf-8")


def test_the_matrix_says_who_holds_what(site: Path) -> None:
    """Three works are held by two reviews each; what one holds alone is counted beside its page."""
    tables = read_page(site / "matrix" / "reviews-by-works.html").by_id("main").find("table")
    works, alone = list(tables)
    assert len([row for row in works.find("tr") if list(row.find("td"))]) == 3
    assert works.text.count("not a source") == 3
    made_up = next(row for row in alone.find("tr") if "Teams and tables" in row.text)
    assert [cell.text.strip() for cell in made_up.find("td")] == ["3", "2"]


def test_a_concept_shows_what_each_review_says(site: Path) -> None:
    """The matched concept has a page, with each review's own definition and claims."""
    [page] = (site / "concepts").glob("*.html")
    concept = f"{DEEP}concepts/deep-learning"
    cited = text_below(page, "Works that several of them cite on it")
    assert "Standard machine learning approaches outperform" in cited
    assert "Lee and others (2021) supports (1); Made and Upp (2024) illustrates (1)" in cited
    assert "Networks of many layers" in text_below(page, "In Teams and tables")
    below = text_below(page, "In Ten Quick Tips for Deep Learning in Biology")
    assert "Does deep learning do better than traditional methods?" in below
    store = Store.read_only(str(site.parent / "store"))
    query = f"SELECT DISTINCT ?c {{ ?c a <{TT.Claim.value}> ; <{TT.about.value}> <{concept}> }}"
    claims = [*store.query(query, use_default_graph_as_union=True)]
    assert f"“Deep learning”, {len(claims)} claims" in text_of(site / "concepts.html")


def test_concepts_that_are_near_are_not_called_the_same(small: Path, out: Path) -> None:
    """They are counted and listed apart, and their pages say which way they are near."""
    tea, mite = "https://example.org/tea/concepts/tea", "https://example.org/hives/concepts/varroa"
    out.mkdir(exist_ok=True)
    line = f"{tea}\tskos:broadMatch\t{mite}"
    text = f"subject_id\tpredicate_id\tobject_id\n{line}\n"
    (out / "concepts.sssom.tsv").write_text(text, encoding="utf-8")
    collect(load_collection(out), [str(small)], (), Timings())
    site = out / "build" / "current" / "site"
    pages = [*(site / "concepts").glob("*.html")]
    assert len(pages) == 2
    for page in pages:
        assert "takes it for near to a concept of another review" in text_of(page)
        assert "for one concept" not in text_of(page)
    listed = text_of(site / "concepts.html")
    assert "across reviews" not in listed
    assert "Not the same, but near 2" in listed
    assert ("(broader)" in listed, "(narrower)" in listed) == (True, True)
    assert "Matched concepts 0 concepts" in text_of(site / "index.html")
    told = text_of(site / "reviews" / "tea.html")
    assert "Not the same, but near 1" in told
    assert "Matched concepts" not in told


def test_no_page_is_heavy_and_none_leads_to_a_site_that_is_not_there(site: Path) -> None:
    """Each page fits the budget of the site; reviews without pages have no links to any."""
    for page in site.rglob("*.html"):
        content = page.read_bytes()
        assert len(gzip.compress(content)) < LARGEST, page.name
        assert b'index.html">Read its site' not in content
    assert not list((site / "reviews").glob("*/"))


def test_the_site_can_be_published_as_it_is(small: Path, out: Path) -> None:
    """It holds files and folders alone, those of each review among them, whole."""
    collect(load_collection(out), [str(small)], (), Timings())
    site = (out / "build" / "current" / "site").resolve()
    assert [path for path in site.rglob("*") if path.is_symlink()] == []
    for slug in ("tea", "hives"):
        [part] = (out / "build" / "parts").glob(f"{slug}-*")
        names = {path.relative_to(part / "site") for path in (part / "site").rglob("*")}
        held = site / "reviews" / slug
        assert {path.relative_to(held) for path in held.rglob("*")} == names
    # The same files by another name: a collection of many sites is no larger than they are.
    assert (held / "index.html").samefile(part / "site" / "index.html")
    text = (site / "reviews/tea.html").read_text(encoding="utf-8")
    assert 'href="../reviews/tea/index.html"' in text


def test_sites_of_very_many_files_are_a_link_away(
    small: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site of each review stands below the collection's, wherever the folder is moved to."""
    monkeypatch.setattr(building, "MOST_FILES", 10)
    collect(load_collection(out), [str(small)], (), Timings())
    shutil.move(out, moved := out.with_name("moved"))
    reviews = moved / "build" / "current" / "site" / "reviews"
    assert (reviews / "tea").is_symlink()
    assert (reviews / "tea" / "tips" / "1.html").is_file()


def test_search_finds_records_of_each_review(site: Path) -> None:
    """Each thing found says which review it is from; reviews without pages give no dead links."""
    core = (site / "search" / "core.js").read_text(encoding="utf-8")
    assert "Works that several reviews hold" in core


def test_a_collection_that_is_too_large_for_its_search_says_so(
    overlap_store: Store, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file of the search is made, no page loads one, and the page of search tells why."""
    for module in (building, searching):
        monkeypatch.setattr(module, "MOST_STATIC", -1)
    write_data(overlap_store, tmp_path / "one")
    collect(load_collection(out), [str(tmp_path / "one")], (), Timings())
    site = out / "build" / "current" / "site"
    assert not (site / "search").exists()
    text = (site / "search.html").read_text(encoding="utf-8")
    assert "too large to be searched by a browser alone" in text
    assert "search.js" not in text
    told = json.loads((out / "build" / "current" / "search" / "search.json").read_bytes())
    assert told["static"] is False


def test_each_review_has_an_index_that_is_made_once(small: Path, out: Path) -> None:
    """The build names that of the part: a review that stays is not read again."""
    collect(load_collection(out), [str(small)], (), Timings())
    search = out / "build" / "current" / "search"
    for slug in ("tea", "hives"):
        [part] = (out / "build" / "parts").glob(f"{slug}-*")
        assert (search / f"{slug}.db").samefile(part / "search.db")
    told = json.loads((search / "search.json").read_bytes())
    assert sorted(told["indexes"]) == ["_own.db", "hives.db", "tea.db"]
    assert told["indexes"]["tea.db"]["start"] == "reviews/tea/"
    assert told["static"] is True
    (part / "search.db").unlink()  # as a part is that an older engine made
    (out / "collection.toml").write_text('title = "Two"\n', encoding="utf-8")
    collect(load_collection(out), [], (), Timings())
    assert (search / f"{slug}.db").samefile(part / "search.db")


def test_the_page_that_asks_has_the_questions_across_reviews(site: Path) -> None:
    """It looks as that of a review, begins with a question of many reviews, and holds no engine."""
    page = (site / "sparql.html").read_text("utf-8")
    questions = re.findall(r'<option value="([^"]+)" data-query="([^"]+)"', page)
    assert len(questions) > 5
    assert "SELECT" in dict(questions)["works-in-several-reviews"]
    assert 'class="ask" data-ask data-limit="10" data-alone hidden' in page
    for path in re.findall(r'(?:href|src)="(static/[^"]+)"', page):
        assert (site / path).is_file()
    assert "static/sparql.js" in page
    assert "This browser" not in page
    assert not (site / "static" / "vendor").exists()
    assert 'href="sparql.html"' in (site / "index.html").read_text("utf-8")
