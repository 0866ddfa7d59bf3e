"""What readers come for, done in a browser from disk: a few clicks, and they have it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import IN_EACH_BROWSER
from tests.browser.site.conftest import Visitor

pytestmark = IN_EACH_BROWSER


def test_the_browser_is_the_one_that_is_named(wide: Visitor, engine: str) -> None:
    """Journeys are made in two browsers, not in one of them twice."""
    agent = wide.open("index.html").evaluate("navigator.userAgent")
    assert ("Firefox/" in agent, "Chrome/" in agent) == (
        engine == "firefox-esr",
        engine == "chromium",
    )


def test_a_health_visitor_finds_the_tip_on_jargon(narrow: Visitor) -> None:
    """A word in the field of the home page, and the first thing below it is the tip."""
    page = narrow.open("index.html")
    page.get_by_role("searchbox").fill("jargon in meetings")
    first = page.locator(".search-panel li a").first
    expect(first).to_contain_text("Tip 9: ")
    first.click()
    page.wait_for_url("**/tips/9.html")
    expect(page.get_by_role("heading", name="What the review says")).to_be_visible()


def test_a_lecturer_takes_a_reference_from_the_page_of_a_source(wide: Visitor) -> None:
    """What the work found stands first on its page; its RIS is one tap away."""
    page = wide.open("sources/A9.html")
    expect(page.locator("main h2").first).to_have_text("What the review reports of it")
    file = wide.save(page.get_by_role("link", name="RIS", exact=True).first)
    assert file.read_text(encoding="utf-8").count("TY  - ") == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_head_teacher_sees_the_studies_of_schools(
    visit: Callable[..., Visitor], scripts: bool
) -> None:
    """Two taps narrow the table to a place; the number on the link is the number of studies."""
    page = visit(java_script_enabled=scripts).open("studies.html")
    page.locator(".filters summary", has_text="Where").click()
    link = page.locator(".filters a", has_text=re.compile("^School"))
    number = int(link.locator(".tally").inner_text())
    link.click()
    page.wait_for_url("**/settings/school.html")
    assert page.locator("table.studies tbody tr").count() == number > 1


def test_a_plan_of_training_is_kept_by_its_address(wide: Visitor) -> None:
    """Whoever opens the address of a plan finds the same tips in it."""
    page = wide.open("training.html")
    for number in (9, 12):
        page.get_by_label(re.compile(rf"^{number}\. ")).check()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".choices input:checked").count() == 2
    assert page.locator(".order > li:visible[data-chosen^=tip]").count() == 2


def test_a_trainer_exports_the_primary_studies_on_training(wide: Visitor) -> None:
    """Sources, then the theme, then RIS of primary research: a file with just those studies."""
    page = wide.open("sources.html")
    page.get_by_role("link", name="Education and training").click()
    line = page.locator("#cite li", has_text="Primary research")
    shown = page.locator("section", has=page.locator("h2", has_text="Primary research"))
    works = shown.locator("ul.works > li").count()
    file = str(line.get_by_role("link", name="RIS", exact=True).get_attribute("href"))
    records = (wide.site / "works" / file).read_text(encoding="utf-8")
    assert works > 1
    assert records.count("TY  - ") == works
    assert f"({works})" in line.inner_text()


@pytest.mark.parametrize(
    ("path", "within"),
    [
        pytest.param(
            "works/theme-education-and-learning.html",
            "#cite li:nth-child(1)",
            id="a class of a list",
        ),
        pytest.param("tips/12.html", "#cite", id="a tip"),
        pytest.param("sources.html", "#cite", id="all"),
        pytest.param("downloads.html", ".files", id="downloads"),
    ],
)
def test_references_are_saved_from_disk(wide: Visitor, path: str, within: str) -> None:
    """A click on each format saves the file that stands beside the page, byte for byte."""
    page = wide.open(path)
    page.evaluate("document.querySelectorAll('.check').forEach((box) => { box.open = true; })")
    links = page.locator(f"{within} [data-reference]")
    assert links.count() >= 3
    for link in links.all()[:3]:
        file = wide.save(link)
        beside = (wide.site / path).parent / str(link.get_attribute("href"))
        assert file.name == beside.name
        assert file.read_bytes() == beside.read_bytes()
    assert page.url.endswith(path)


def test_a_copy_on_a_disk_offers_only_what_it_holds(wide: Visitor) -> None:
    """Each link that can be seen on the page of downloads leads to a file of the copy."""
    page = wide.open("downloads.html")
    shown = [
        link for link in page.locator("main a[href]").all()
        if link.is_visible() and "://" not in str(link.get_attribute("href"))
    ]  # fmt: skip
    paths = [str(link.get_attribute("href")).partition("#")[0] for link in shown]
    assert len(paths) > 10
    assert [path for path in paths if not (wide.site / path).exists()] == []


def test_the_sources_that_dispute_a_claim_are_one_click_away(wide: Visitor) -> None:
    """The stance is a link, and the page behind it says where it is."""
    page = wide.open("sources.html")
    page.get_by_role("navigation", name="Show only").get_by_role("link", name="Disputes").click()
    assert page.url.endswith("works/disputes.html")
    assert page.locator(".filters [aria-current=page]").inner_text() == "Disputes"
    assert page.locator("ul.works .code-text", has_text=re.compile("^A9$")).count() == 1


def test_a_student_names_the_one_quasi_experimental_study(wide: Visitor) -> None:
    """The debate on outcomes shows both sides, and the design of the study against."""
    page = wide.open("debates.html")
    page.get_by_role("link", name="Does joined-up working make things better").first.click()
    stances = set(page.locator(".position .stance").all_inner_texts())
    assert {"supports", "disputes"} <= stances
    assert "quasi" in page.locator("main").inner_text().lower()


def test_a_researcher_finds_just_the_topics_without_research(narrow: Visitor) -> None:
    """The number on the home page opens the list of just those topics, in view on a phone."""
    page = narrow.open("index.html")
    page.get_by_role("link", name=re.compile(r"^\d+ of \d+ topics")).click()
    page.wait_for_url("**/matrix/implications.html#gaps")
    gaps = page.locator("#gaps")
    box = gaps.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 350
    rows = page.locator("table.matrix tbody tr").all()
    bare = [
        row.locator("th").inner_text() for row in rows
        if all("none" in str(row.locator(f"td.k-{kind}").get_attribute("class"))
               for kind in ("PrimaryResearch", "SecondaryResearch"))
    ]  # fmt: skip
    assert gaps.locator("li > a:first-child").all_inner_texts() == bare
    assert bare


def test_a_teacher_asks_if_it_is_proven(narrow: Visitor) -> None:
    """A tip says in a line what it rests on; from there or by search one learns how to read it."""
    page = narrow.open("tips/12.html")
    verdict = page.locator(".rests .verdict")
    assert verdict.inner_text().startswith("One study of 5 multiagency teams")
    page.locator(".rests").get_by_role("link", name="How we sort and count").click()
    page.wait_for_url("**/rests-on.html")
    page.get_by_role("searchbox").fill("is this proven?")
    page.locator(".search-panel li a").first.wait_for()
    assert page.locator(".search-panel li a").first.inner_text() == "What a tip rests on"


def test_a_manager_learns_what_speaks_for_a_shared_base_and_what_limits_it(
    narrow: Visitor,
) -> None:
    """Both sides stand open on the tip with who said it; the rest and the debate are a tap away."""
    page = narrow.open("tips/12.html")
    says = page.locator(".says")
    for words in ("share offices and other space, enhances", "less easy than it may seem"):
        expect(says.locator("li", has_text=words)).to_be_visible()
    for code in ("A15", "C2", "A7", "A36", "A18"):
        expect(
            says.locator(".code-text:visible", has_text=re.compile(f"^{code}$")).first
        ).to_be_visible()
    for place, words in enumerate(("Hudson concludes", "ethics of sharing information")):
        expect(says.get_by_text(words)).to_be_hidden()
        says.locator("summary").nth(place).click()
        expect(says.get_by_text(words)).to_be_visible()
    page.get_by_role("link", name="What does a shared base do").click()
    page.wait_for_url("**/debates/does-co-location-suffice.html")
    expect(page.locator(".sides", has_text="It depends")).to_be_visible()


def test_the_numbers_in_the_box_are_those_of_its_lists(narrow: Visitor) -> None:
    """A tap below the first line shows by name what it counts."""
    page = narrow.open("tips/8.html")
    said = page.locator(".rests .verdict").inner_text()
    told = (
        r"(\d+) sources are listed for this; the review reports on (\d+)\..* reports on (\d+) that"
    )
    counts = re.search(told, said)
    assert counts
    page.get_by_text("See which they are").click()
    expect(page.locator("#unlisted li").first).to_be_visible()
    both, silent, unlisted = (
        page.locator(f"#{n} li").count() for n in ("both", "silent", "unlisted")
    )
    assert [str(n) for n in (both + silent, both, unlisted)] == list(counts.groups())


def test_a_line_leads_to_its_claim(wide: Visitor) -> None:
    """The link of a line opens the claim at its place, and the address names the claim."""
    page = wide.open("tips/12.html")
    link = page.locator(".says .own-link").first
    place = str(link.get_attribute("href")).removeprefix("..")
    link.click()
    assert page.url.endswith(place)
    expect(page.locator(f"#{place.partition('#')[2]}")).to_be_in_viewport()


def test_the_link_of_a_claim_is_copied_whole(wide: Visitor) -> None:
    """Each claim has a link of its own; what is copied after a tap on it names the claim."""
    page = wide.open("sections/co-location.html")
    page.evaluate("""() => Object.defineProperty(navigator, "clipboard",
        {value: {writeText: (text) => { window.copied = text; return Promise.resolve(); }}})""")
    page.locator(".claim .own-link").nth(2).click()
    page.get_by_role("button", name="Copy the link").click()
    assert page.evaluate("window.copied") == page.url
    assert "#" in page.url


def test_the_author_s_view_is_near_the_top_of_a_debate(visit: Callable[..., Visitor]) -> None:
    """On a phone what the author thinks starts within a screen and a half."""
    visitor = visit(viewport={"width": 360, "height": 740})
    for path in sorted((visitor.site / "debates").glob("*.html")):
        page = visitor.open(f"debates/{path.name}")
        box = page.locator("#author").bounding_box()
        assert box is not None, path.name
        assert box["y"] < 1.5 * 740, path.name


def test_a_page_leads_to_the_fault(wide: Visitor) -> None:
    """The line at the foot of a tip opens the fault itself."""
    page = wide.open("tips/3.html")
    page.get_by_text("Check this").click()
    link = page.locator(".touched a").first
    fault = link.inner_text()
    link.click()
    expect(page.locator(f"#{fault}")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_fault_opens_from_its_address(visit: Callable[..., Visitor], scripts: bool) -> None:
    """The link to a fault shows its proof; the other faults stay closed."""
    page = visit(java_script_enabled=scripts).open("errata.html#E001")
    expect(page.locator("#E001 details > p").first).to_be_visible()
    expect(page.locator("#E002 details > p").first).to_be_hidden()


def test_all_faults_open_at_once(narrow: Visitor) -> None:
    """One button shows every proof."""
    page = narrow.open("errata.html")
    page.get_by_role("button", name="Open all").click()
    expect(page.locator("#E002 details > p").first).to_be_visible()


@pytest.mark.parametrize("place", ["everything.html#letter-12", "ontology.html#Source"])
def test_a_place_far_down_a_long_list_is_in_view(narrow: Visitor, place: str) -> None:
    """What was not laid out before it was looked at stands where the address leads."""
    page = narrow.open(place)
    aim = page.locator(f"[id='{place.partition('#')[2]}']")
    expect(aim).to_be_in_viewport()
    box = aim.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100
    assert page.evaluate("window.scrollY") > 3000
