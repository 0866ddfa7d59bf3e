from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kg.graph.vocab import PREFIXES
from kg.outputs.askdata import render_dataset_script
from kg.outputs.site.rendering import UP, make_environment

pytestmark = pytest.mark.needs("chromium")

_BASE = "https://example.org/small/"
_NQUADS = "".join(
    f"<{_BASE}tips/{number}> <https://w3id.org/tiptrace/ontology#number> "
    f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer> <{_BASE}graph/review> .\n'
    for number in range(1, 1201)
)
_TIPS = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?tip ?number WHERE { ?tip tt:number ?number } ORDER BY ?number LIMIT 3"""
_ENDLESS = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT (COUNT(*) AS ?n) WHERE {
  ?a tt:number ?x . ?b tt:number ?y . ?c tt:number ?z . ?d tt:number ?u
}"""
_QUESTIONS = [
    {
        "name": "tips",
        "question": "Which tips are there?",
        "address": "questions/tips.html",
        "text": _TIPS,
    },
    {
        "name": "any",
        "question": "Is there any?",
        "address": "questions/any.html",
        "text": "ASK { ?s ?p ?o }",
    },
]


@pytest.fixture(scope="module", autouse=True)
def _pages(small_site: Path) -> None:
    """Write the page and the data."""
    template = make_environment({"pages": {}}).get_template("parts/ask.html")
    body = template.render(page={"questions": _QUESTIONS, "service_alone": False}).replace(UP, "")
    body = body.replace('data-limit="10"', 'data-limit="2"')
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ask</title>'
        '<link rel="icon" href="data:,"><script src="static/site.js" defer></script>{}</head>'
        "<body><main>"
    )
    meta = '<meta name="tiptrace-service" content="/sparql">'
    (small_site / "sparql.html").write_text(head.format("") + body, encoding="utf-8")
    (small_site / "served.html").write_text(head.format(meta) + body, encoding="utf-8")
    script = render_dataset_script(_NQUADS.encode(), _BASE, {"tips": "tips/{}.html"}, PREFIXES)
    (small_site / "ask-data.js").write_text(script, encoding="utf-8")
    (small_site / "-").mkdir(exist_ok=True)
    (small_site / "-" / "version").write_text("no service", encoding="utf-8")


def _run(page: Page, query: str) -> None:
    page.get_by_label("Query").fill(query)
    page.get_by_label("Query").press("Control+Enter")


def _cells(page: Page) -> list[str]:
    return page.locator("[data-ask-result] td").all_text_contents()


def test_a_question_is_asked_by_keyboard(page: Page, root: str) -> None:
    """The first question stands ready, Ctrl+Enter runs it, and its table has caption and heads."""
    page.goto(f"{root}sparql.html")
    page.get_by_label("Query").press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("3 rows in")
    assert _cells(page) == ["tips/1", "1", "tips/2", "2", "tips/3", "3"]
    expect(page.locator("caption")).to_have_text("3 rows")
    assert page.locator("th[scope=col]").all_text_contents() == ["tip", "number"]
    assert (page.locator("td a").first.get_attribute("href") or "").endswith("/tips/1.html")


def test_nothing_loads_before_the_first_run(page: Page, root: str) -> None:
    """Engine and dataset are asked for at the first run, once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}sparql.html")
    assert not any("engine.js" in url or "ask-data" in url for url in asked)
    for _ in range(2):
        _run(page, "ASK { ?s ?p ?o }")
        expect(page.get_by_role("status")).to_contain_text("1 row in")
    assert sum("engine.js" in url for url in asked) == 1


def test_another_question_is_put_in_the_editor(page: Page, root: str) -> None:
    """Choosing a question and using it puts its query in the editor, which gets the focus."""
    page.goto(f"{root}sparql.html")
    page.get_by_label("Start from a question").select_option("any")
    page.get_by_role("button", name="Use this question").press("Enter")
    expect(page.get_by_label("Query")).to_have_value("ASK { ?s ?p ?o }")
    expect(page.get_by_label("Query")).to_be_focused()
    page.get_by_role("button", name="Run the query").click()
    expect(page.locator("td")).to_have_text("yes")


def test_a_graph_is_shown_as_a_table(page: Page, root: str) -> None:
    """CONSTRUCT and DESCRIBE give a table of subject, predicate and object."""
    page.goto(f"{root}sparql.html")
    _run(page, f"DESCRIBE <{_BASE}tips/7>")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert _cells(page) == ["tips/7", "https://w3id.org/tiptrace/ontology#number", "7"]


def test_a_long_answer_is_cut_and_said_to_be(page: Page, root: str) -> None:
    """Of more than a thousand rows the first thousand are shown; the CSV has all of them."""
    page.goto(f"{root}sparql.html")
    _run(page, "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o")
    expect(page.locator("caption")).to_contain_text("1,200 rows, the first 1,000 shown")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the answer as CSV").click()
    assert len(Path(download.value.path()).read_text(encoding="utf-8").splitlines()) == 1201


def test_the_csv_is_the_table(page: Page, root: str) -> None:
    """The CSV has the heads and the cells of the table, quoted where it must be."""
    page.goto(f"{root}sparql.html")
    _run(page, """SELECT ("a,b" AS ?x) ('say "no"' AS ?y) ?none {}""")
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the answer as CSV").click()
    text = Path(download.value.path()).read_bytes().decode()
    assert text == 'x,y,none\r\n"a,b","say ""no""",\r\n'


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param(
            "# first\n\nSELCT * { ?s ?p ?o }", "Line 3: the query cannot be read", id="syntax"
        ),
        pytest.param("SELECT * {\n ?s ?p ?o", "Line 2: the query stops here", id="not-closed"),
        pytest.param(
            "SELECT * {\n ?s foaf:name ?x }",
            "PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
            id="known-prefix",
        ),
        pytest.param(
            "SELECT * { ?s nope:x ?x }", "the prefix nope: is not declared", id="unknown-prefix"
        ),
        pytest.param("INSERT DATA { <a:b> <a:b> <a:b> }", "asked, not changed", id="update"),
        pytest.param(
            "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }", "no other service", id="service"
        ),
        pytest.param("   ", "Write a query first", id="empty"),
    ],
)
def test_an_error_is_in_plain_words(page: Page, root: str, query: str, told: str) -> None:
    """What is wrong with a query is said in words, with the line, in an alert."""
    page.goto(f"{root}sparql.html")
    _run(page, query)
    expect(page.get_by_role("alert")).to_contain_text(told)


def test_the_faulty_line_is_selected(page: Page, root: str) -> None:
    """The line at fault is selected in the editor, and the mark goes when one types."""
    page.goto(f"{root}sparql.html")
    _run(page, "SELECT * {\n ?s ?p ?o .\n } WHERE")
    expect(page.get_by_role("alert")).to_contain_text("Line 3")
    assert page.evaluate("getSelection().toString()").strip() == "} WHERE"
    field = page.get_by_label("Query")
    assert field.get_attribute("aria-invalid") == "true"
    field.press("End")
    field.press_sequentially(" ")
    assert field.get_attribute("aria-invalid") is None
    expect(page.get_by_role("alert")).to_be_empty()


def test_an_endless_query_is_ended(page: Page, root: str) -> None:
    """A query is ended when its time is up, and the next one is answered."""
    page.goto(f"{root}sparql.html")
    _run(page, _ENDLESS)
    expect(page.get_by_role("alert")).to_contain_text("ended after 2 seconds", timeout=15_000)
    _run(page, "ASK { ?s ?p ?o }")
    expect(page.locator("td")).to_have_text("yes")


def test_a_query_can_be_stopped(page: Page, root: str) -> None:
    """The reader can stop a query before its time is up."""
    page.goto(f"{root}sparql.html")
    _run(page, _ENDLESS)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("alert")).to_have_text("The query was stopped.")


def test_a_link_holds_the_query(page: Page, root: str) -> None:
    """The address of the page holds the query that was run, letter for letter."""
    page.goto(f"{root}sparql.html")
    query = "ASK { ?s ?p ?o } # 100% + é & more"
    _run(page, query)
    expect(page.locator("td")).to_have_text("yes")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label("Query")).to_have_value(query)


def test_a_link_can_name_a_question(page: Page, root: str) -> None:
    """A question's page can link to it here by its name."""
    page.goto(f"{root}sparql.html#any")
    expect(page.get_by_label("Query")).to_have_value("ASK { ?s ?p ?o }")


def test_markup_in_an_answer_stays_text(page: Page, root: str) -> None:
    """Whatever an answer holds is shown as text."""
    page.goto(f"{root}sparql.html")
    _run(page, 'SELECT ("<img src=x>" AS ?x) {}')
    expect(page.locator("td")).to_have_text("<img src=x>")


def test_blocked_webassembly_is_said(launch: Callable[..., Browser], root: str) -> None:
    """Where WebAssembly is blocked, the page says so and leads to the stored answers."""
    chromium = launch("--js-flags=--jitless")
    page = chromium.new_page()
    page.goto(f"{root}sparql.html")
    expect(page.get_by_text("Your browser blocks WebAssembly")).to_be_visible()
    assert page.locator("#stored li a").count() == len(_QUESTIONS)
    chromium.close()


def test_without_scripts_there_are_the_stored_answers(browser: Browser, root: str) -> None:
    """With scripts off there is no dead editor, and the stored answers are listed."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}sparql.html")
    expect(page.locator("form")).to_be_hidden()
    assert page.locator("#stored li a").all_text_contents() == [
        row["question"] for row in _QUESTIONS
    ]
    context.close()


_ANSWERS: dict[str, tuple[int, dict[str, object]]] = {
    "ASK {}": (200, {"head": {}, "boolean": True}),
    "BAD": (400, {"title": "Not valid SPARQL", "detail": "error at 1:1: expected SELECT"}),
    "DEEP": (422, {"title": "The query is nested too deep", "remedy": "Use fewer brackets."}),
}


@pytest.fixture
def service_page(page: Page, served: str) -> Page:
    """Return the page as a service serves it; what the service answers is written above."""

    def answer(route: Route) -> None:
        status, body = _ANSWERS[str(route.request.post_data)]
        kind = "application/problem+json" if status >= 400 else "application/sparql-results+json"
        route.fulfill(status=status, content_type=kind, body=json.dumps(body))

    page.route("**/sparql", answer)
    page.goto(f"{served}served.html")
    page.get_by_label("Query").focus()
    return page


def test_the_service_can_be_asked_instead(service_page: Page) -> None:
    """When a service stands behind the page, it is asked and the engine never loads."""
    expect(service_page.get_by_text("The service that this page comes from")).to_be_visible()
    _run(service_page, "ASK {}")
    expect(service_page.locator("td")).to_have_text("yes")
    expect(service_page.get_by_text("The service answered.")).to_be_visible()
    expect(service_page.get_by_text("This browser answered")).to_be_hidden()
    assert service_page.evaluate("window.tiptraceEngine") is None


def test_what_the_service_warns_of_stands_on_the_page(page: Page, served: str) -> None:
    """Each warning is a line beside the answer; the next question begins without it."""
    told = ["tt:Tips is no term; did you mean tt:Tip?", "there is no graph <x:y>, or it is empty"]
    links = ", ".join(f"</-/problems>; rel=\"help\"; title*=UTF-8''{quote(one)}" for one in told)
    warned = iter(({"Link": links}, {}))
    body = json.dumps({"head": {}, "boolean": False})
    page.route(
        "**/sparql",
        lambda route: route.fulfill(
            body=body, content_type="application/sparql-results+json", headers=next(warned)
        ),
    )
    page.goto(f"{served}served.html")
    page.get_by_label("Query").focus()
    _run(page, "ASK {}")
    expect(page.locator("[data-ask-warnings] p")).to_have_text(told)
    _run(page, "ASK { }")
    expect(page.locator("[data-ask-warnings] p")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("BAD", "Line 1: the query cannot be read", id="syntax"),
        pytest.param("DEEP", "nested too deep.  Use fewer brackets.", id="refused"),
    ],
)
def test_a_refusal_of_the_service_is_told(
    browser: Browser, served: str, query: str, told: str
) -> None:
    """What the service refuses is said in its own words, with what to do."""
    context = browser.new_context()
    page = context.new_page()
    status, body = _ANSWERS[query]
    page.route(
        "**/sparql",
        lambda route: route.fulfill(
            status=status, content_type="application/problem+json", body=json.dumps(body)
        ),
    )
    page.goto(f"{served}served.html")
    page.get_by_label("Query").focus()
    _run(page, query)
    expect(page.get_by_role("alert")).to_contain_text(told)
    context.close()


def test_the_browser_can_be_asked_all_the_same(service_page: Page) -> None:
    """The reader can have this browser answer, although there is a service."""
    service_page.get_by_label("This browser").check()
    _run(service_page, "ASK { ?s ?p ?o }")
    expect(service_page.locator("td")).to_have_text("yes")
    expect(service_page.get_by_text("This browser answered, and sent nothing.")).to_be_visible()
    expect(service_page.get_by_text("The service answered.")).to_be_hidden()


def test_no_service_is_offered_where_there_is_none(page: Page, root: str) -> None:
    """From disk, or from a plain web server, only the browser answers."""
    page.goto(f"{root}sparql.html")
    page.get_by_label("Query").focus()
    _run(page, "ASK { ?s ?p ?o }")
    expect(page.locator("td")).to_have_text("yes")
    expect(page.get_by_text("The service that this page comes from")).to_be_hidden()


def test_the_scripts_keep_to_their_budget(small_site: Path) -> None:
    """No page loads more than 12 kB of scripts of ours, compressed; to search takes 6 kB more."""
    static = small_site / "static"
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in static.glob("*.js")}
    assert sizes["search-engine.js"] <= 6_000
    loaded = {
        page: sum(sizes[name] for name in re.findall(r'src="[./]*static/([\w-]+\.js)"', text))
        for page in sorted(small_site.rglob("*.html"))
        if (text := page.read_text(encoding="utf-8"))
    }
    assert 0 < max(loaded.values()) <= 12_000
