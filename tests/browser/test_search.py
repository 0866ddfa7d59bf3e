from __future__ import annotations

import gzip
import re
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import Store

from kg.catalogues import ENGLISH
from kg.graph.iris import Iris
from kg.graph.quads import quads_for_ontology, quads_for_sources
from kg.graph.queries import load_queries
from kg.graph.store import load_dataset
from kg.outputs.addresses import Addresses
from kg.outputs.searchfiles import render_search_files
from kg.outputs.searchindex import Document, load_documents, load_leads, load_used_words
from kg.outputs.searchlist import group_short_lists
from kg.outputs.site.rendering import UP, make_environment
from kg.resources import resource_folder
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources
from kg.words import stem_word

pytestmark = pytest.mark.needs("chromium")

_ADDRESSES = Addresses(load_project(Path(__file__).parents[2]).base, {})

_HOME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Home</title>
<link rel="icon" href="data:,"></head><body>
<form role="search" action="search.html">
<label for="q">Search</label><input type="search" id="q" name="q"><button>Search</button>
</form><main><a href="other.html">Elsewhere</a></main>
<script src="static/site.js"></script><script src="static/search.js"></script></body></html>"""


@pytest.fixture(scope="module")
def store() -> Store:
    """Return the dataset of the project's own review."""
    project = load_project(Path(__file__).parents[2])
    reading = read_sources(project)
    assert reading.sources is not None
    iris = Iris(project.base)
    ontology = (resource_folder("ontology") / "tiptrace.ttl").read_bytes()
    said = quads_for_sources(reading.sources, iris)
    told = quads_for_ontology(ontology, iris.speaking(reading.sources.review.language))
    return load_dataset(chain(said, told))


@pytest.fixture(scope="module")
def documents(store: Store) -> list[Document]:
    """Return everything that can be found in it."""
    questions = load_queries(resource_folder("queries") / "examples").values()
    return load_documents(store, _ADDRESSES.address_of, questions)


@pytest.fixture(scope="module", autouse=True)
def _pages(small_site: Path, store: Store, documents: list[Document]) -> None:
    """Write a home page, the search page and the data."""
    environment = make_environment({"pages": {}})
    values = {"page": {"groups": group_short_lists(documents, ENGLISH)}}
    body = environment.get_template("parts/search.html").render(values).replace(UP, "")
    page = _HOME.replace('<a href="other.html">Elsewhere</a>', body)
    (small_site / "index.html").write_text(_HOME, encoding="utf-8")
    (small_site / "search.html").write_text(page, encoding="utf-8")
    leads = load_leads(store, _ADDRESSES.address_of)
    (small_site / "search").mkdir()
    for name, text in render_search_files(documents, leads, load_used_words(store)).items():
        (small_site / name).write_text(text, encoding="utf-8")


def _found(page: Page, root: str, query: str) -> list[str]:
    """Return the titles of all results on the search page, best group first."""
    page.goto(f"{root}search.html?q={query}")
    expect(page.locator(".search-status")).to_contain_text("esult")
    return page.locator("[data-search] li a").all_text_contents()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("jargon in meetings", "Tip 9: ", id="plain-words"),
        pytest.param("shared office", "Tip 12: ", id="a-synonym"),
        pytest.param("joined up", "Joined-up working", id="without-the-hyphen"),
        pytest.param("multi agency", "Multiagency working", id="in-two-words"),
        pytest.param("jagron", "Tip 9: ", id="letters-swapped"),
        pytest.param("co-locaton", "Tip 12: ", id="a-letter-missing"),
        pytest.param("ovretveit", "Co-ordinating Community Care", id="without-the-accent"),
        pytest.param("A9", "The Effects of Organi", id="a-code"),
        pytest.param("hemmel", "The Effects of Organi", id="as-you-type"),
        pytest.param("joint training", "Education and training", id="a-theme"),
        pytest.param("is this proven", "What a tip rests on", id="is-it-proven"),
        pytest.param("can I trust this?", "What a tip rests on", id="can-it-be-trusted"),
        pytest.param("how good is the evidence", "What a tip rests on", id="how-good"),
        pytest.param("is there any evidence for this", "What a tip rests on", id="any-evidence"),
        pytest.param("research gaps", "Where evidence is thin", id="gaps"),
        pytest.param("what works", "What the review says", id="what-works"),
        pytest.param("glossary", "Concepts", id="glossary"),
        pytest.param("out of date", "What has changed since", id="age"),
        pytest.param("replaced", "What has changed since", id="replaced"),
        pytest.param("still current?", "What has changed since", id="still-current"),
        pytest.param("bibliography", "Sources", id="bibliography"),
        pytest.param("print", "All tips on one page", id="print"),
        pytest.param("acronyms", "Tip 9: ", id="acronyms"),
        pytest.param("GDPR", "Tip 11: ", id="a-newer-word"),
        pytest.param("sharing data", "Tip 11: ", id="sharing-data"),
        pytest.param("confidentialty", "Confidentiality", id="confidentiality-misspelt"),
        pytest.param("co location", "Tip 12: ", id="co-location-in-two"),
        pytest.param("same building", "Tip 12: ", id="same-building"),
        pytest.param("money", "Funding", id="money"),
        pytest.param("cost", "Funding", id="cost"),
        pytest.param("costs", "What this site cannot tell you", id="what-is-not-reported"),
        pytest.param("pay", "Tip 4: ", id="pay"),
        pytest.param("training together", "Joint training", id="training-together"),
        pytest.param("school nurse", "Health", id="school-nurse"),
        pytest.param("parents", "Tip 14: ", id="parents"),
        pytest.param("teachers", "Education", id="teachers"),
        pytest.param("does it work?", "Does joined-up working make", id="does-it-work"),
        pytest.param("who does what", "Tip 7: ", id="common-words-only"),
        pytest.param("manager", "Tip 6: ", id="manager"),
        pytest.param("workload", "Tip 1: ", id="workload"),
        pytest.param("does key working help families?", "Key worker", id="a-name-in-a-question"),
    ],
)
def test_what_people_type_leads_there(page: Page, root: str, query: str, title: str) -> None:
    """Plain words, synonyms, slips and codes lead to what is meant, among the first results."""
    assert any(found.startswith(title) for found in _found(page, root, query)[:12])


def test_every_tip_is_found_by_its_title(page: Page, root: str, documents: list[Document]) -> None:
    """The words of its title find each tip, and nothing stands before the group of tips."""
    tips = [document for document in documents if document.kind == "tip"]
    page.goto(f"{root}search.html")
    field = page.get_by_role("searchbox")
    for tip in tips:
        field.fill(tip.title.partition(": ")[2])
        expect(page.locator("[data-search] li a").first).to_have_text(tip.title)


def test_results_open_below_the_form(page: Page, root: str) -> None:
    """As one types, results open in groups; how many there are in all is said politely, no more."""
    page.goto(f"{root}index.html")
    page.get_by_role("searchbox").press_sequentially("supervision")
    expect(page.locator(".search-panel h2").first).to_contain_text("(")
    status = page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    # The panel has the first kinds only. All of them stand where its last link leads.
    all_results = page.get_by_role("link", name="All results for")
    expect(status).to_have_text(re.compile(r"^[0-9]+ results$"))
    expect(all_results).to_contain_text("supervision")
    said = status.text_content()
    all_results.click()
    expect(page.locator(".search-status")).to_have_text(said or "")
    headings = page.locator("[data-search] h2").all_text_contents()
    assert sum(int(heading.rpartition("(")[2].rstrip(")")) for heading in headings) == int(
        (said or "").split()[0]
    )


def test_nothing_loads_before_the_field_is_used(page: Page, root: str) -> None:
    """The data and the engine are asked for when the field gets the focus, not before."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}index.html")
    assert not any("search-engine" in url or "search/" in url for url in asked)
    with page.expect_request("**/search/core.js"):
        page.get_by_role("searchbox").focus()
    assert sum("search/core" in url for url in asked) == 1


def test_keys_are_enough(page: Page, root: str) -> None:
    """Arrows walk through the results and back, Escape closes them and keeps the field."""
    page.goto(f"{root}index.html")
    field = page.get_by_role("searchbox")
    field.press_sequentially("jargon")
    panel = page.locator(".search-panel")
    expect(panel).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(panel.locator("a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(panel.locator("a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_be_focused()
    assert field.input_value() == "jargon"


def test_leaving_the_form_closes_the_results(page: Page, root: str) -> None:
    """Tabbing past the last result closes the panel, so that it never covers what has the focus."""
    page.goto(f"{root}index.html")
    page.get_by_role("searchbox").press_sequentially("jargon")
    panel = page.locator(".search-panel")
    expect(panel).to_be_visible()
    panel.locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Elsewhere")).to_be_focused()
    expect(panel).to_be_hidden()


def test_enter_leads_to_the_search_page(page: Page, root: str) -> None:
    """The form is a real one: Enter goes to the search page with the query in its address."""
    page.goto(f"{root}index.html")
    page.get_by_role("searchbox").fill("hot desk")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search.html#q=hot+desk")
    expect(page.get_by_role("searchbox")).to_have_value("hot desk")
    expect(page.locator("[data-search] a").first).to_be_visible()


def test_the_query_is_kept_in_the_address(page: Page, root: str) -> None:
    """On the search page the address always holds the query, so it can be shared."""
    page.goto(f"{root}search.html")
    page.get_by_role("searchbox").fill("training")
    page.wait_for_url("**/search.html#q=training")
    expect(page.locator("[data-search-all]")).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    page.wait_for_url("**/search.html")
    expect(page.locator("[data-search-all]")).to_be_visible()


def test_some_of_the_words_are_better_than_none(page: Page, root: str) -> None:
    """When nothing has all the words, what has some is shown and said to be that."""
    page.goto(f"{root}search.html?q=jargon+secondment")
    expect(page.locator("[data-search]")).to_contain_text("Nothing has all of these words")


def test_nothing_found_is_said(page: Page, root: str) -> None:
    """A query that finds nothing says so, and what to do."""
    page.goto(f"{root}search.html?q=xyzzyxq")
    expect(page.get_by_role("status")).to_have_text("No results")
    expect(page.locator("[data-search]")).to_contain_text("Try fewer or other words")


def test_markup_in_a_query_stays_text(page: Page, root: str) -> None:
    """A query is shown as text, whatever it holds."""
    page.goto(f"{root}index.html")
    page.get_by_role("searchbox").fill("<img src=x onerror=alert(1)>")
    expect(page.locator(".search-panel")).to_contain_text("<img src=x")
    assert page.locator(".search-panel img").count() == 0


def test_lists_are_there_without_scripts(browser: Browser, root: str) -> None:
    """With scripts off the search page has the short lists, and leads to everything from A to Z."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}search.html?q=jargon")
    assert page.get_by_role("link", name="everything, from A to Z", exact=True).is_visible()
    assert page.get_by_role("link", name="Tip 9: ").is_visible()
    context.close()


def test_a_word_that_the_review_lacks_is_said_to_be_none_of_its(page: Page, root: str) -> None:
    """It is said, with the reason of a lead, what is nearest, and the lists stay open."""
    page.goto(f"{root}search.html?q=SENCO")
    note = page.locator(".search-note").first
    expect(note).to_have_text(
        "The review does not use this word. The review speaks of special educational needs, "
        "not of this role or plan. Nearest:"
    )
    expect(page.locator("[data-search] li a").first).to_have_text("Special educational needs")
    expect(page.locator("[data-search-all]")).to_be_visible()
    expect(page.get_by_role("status")).to_be_visible()


def test_the_count_can_be_seen(page: Page, root: str) -> None:
    """The number of results, or that there are none, stands above them."""
    page.goto(f"{root}search.html?q=xyzzyxq")
    status = page.get_by_role("status")
    expect(status).to_have_text("No results")
    assert (status.bounding_box() or {"height": 0})["height"] > 10
    page.goto(f"{root}search.html?q=supervision")
    expect(status).to_contain_text(" results")


def test_others_of_a_kind_are_shown_on_demand(page: Page, root: str) -> None:
    """A button shows all of a kind, and the focus goes on to the first of them."""
    page.goto(f"{root}search.html?q=training")
    section = page.locator("[data-search] section", has_text="Concepts (")
    button = section.get_by_role("button")
    total = int(button.inner_text().rpartition(" ")[2])
    before = section.locator("li").count()
    button.click()
    expect(section.locator("li")).to_have_count(total)
    expect(section.locator("li a").nth(before)).to_be_focused()


@pytest.mark.parametrize("query", ["CAMHS", "TAC", "fathers"])
def test_a_slip_has_the_same_first_letter_and_few_letters_wrong(
    page: Page, root: str, query: str
) -> None:
    """No word of four letters is taken for another, nor one of seven that is two letters off."""
    found = _found(page, root, query)
    assert not any("Matters" in title or "tacit" in title.lower() for title in found)


def test_what_is_typed_is_sent_to_nobody(page: Page, served: str) -> None:
    """The query stands behind the # of the address, and files are named by two letters at most."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}index.html")
    page.get_by_role("searchbox").fill("supervision")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search.html#q=supervision")
    expect(page.locator("[data-search] a").first).to_be_visible()
    assert asked
    assert not any("supervision" in url.partition("#")[0] for url in asked)


def test_script_and_engine_make_the_same_stems(page: Page, root: str, store: Store) -> None:
    """Every word of the review and of what is said of it has one stem on both sides."""
    used = load_used_words(store)
    assert used is not None
    page.goto(f"{root}search.html?q=pot")
    expect(page.get_by_role("status")).to_contain_text("esult")
    script = """words => {
        const engine = window.tiptraceEngine(new URL("./", document.baseURI));
        return engine.find("pot", true).then(() => words.map(engine.stem));
    }"""
    assert page.evaluate(script, used) == [stem_word(word) for word in used]


def test_a_search_is_light(page: Page, served: str) -> None:
    """All files of a page of results weigh 38 kB, compressed, beside style and font."""
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url.partition("?")[0]))
    page.goto(f"{served}search.html?q=outcomes")
    expect(page.locator("[data-search] a").first).to_be_visible()
    paths = [url for url in asked if url.endswith((".js", ".html"))]
    assert sum(len(gzip.compress(page.request.get(url).body())) for url in paths) <= 38_000
