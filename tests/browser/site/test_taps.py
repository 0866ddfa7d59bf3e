"""Eleven journeys on a phone: two taps and three screens at most, and an answer at the end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import IN_EACH_BROWSER
from tests.browser.site.conftest import Visitor

pytestmark = IN_EACH_BROWSER

PHONE = ViewportSize(width=390, height=844)
MOST_TAPS, MOST_SCREENS = 2, 3
_SEEN = 120  # pixels of a long answer that must be in view for it to be read on


class Walker:
    """A reader with a phone, who starts on the home page: counts taps, and how far one scrolls."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.screens = 1.0  # the first is there without a move of the thumb

    def _scroll_to(self, place: Locator) -> None:
        expect(place).to_be_visible()
        box = place.bounding_box()
        assert box is not None
        down = box["y"] + min(box["height"], _SEEN) - PHONE["height"]
        move = max(down, 0) or min(box["y"], 0)
        self.page.evaluate("(move) => window.scrollBy(0, move)", move)
        self.screens += abs(move) / PHONE["height"]

    def tap(self, place: Locator) -> None:
        """Scroll to a link, button or field, and touch it."""
        self._scroll_to(place)
        self.taps += 1
        place.click()

    def ask(self, words: str) -> Locator:
        """Touch the search field and type; return what was found, the first above."""
        field = self.page.get_by_role("searchbox")
        self.tap(field)
        field.fill(words)
        found = self.page.locator(".search-panel li a")
        found.first.wait_for()
        return found

    def see(self, answer: Locator) -> None:
        """Scroll to the answer; the whole way was short, and the page leads on."""
        self._scroll_to(answer)
        assert self.taps <= MOST_TAPS
        assert self.screens <= MOST_SCREENS
        assert self.page.locator("main a[href]").count() > 0


@pytest.fixture
def start(visit: Callable[..., Visitor]) -> Callable[[], Walker]:
    """Return how to start again on the home page, with nothing counted."""
    visitor = visit(viewport=PHONE)
    return lambda: Walker(visitor.open("index.html"))


def test_a_longer_way_is_not_let_pass(start: Callable[[], Walker]) -> None:
    """Three taps are one too many, and so is the foot of a long page."""
    walker = start()
    for label in ("Tips", "Themes", "Debates"):
        walker.tap(walker.page.get_by_role("navigation", name="Main").get_by_text(label))
    with pytest.raises(AssertionError):
        walker.see(walker.page.locator("h1"))
    walker = start()
    with pytest.raises(AssertionError):
        walker.see(walker.page.locator(".colophon"))


def test_what_the_evidence_says_on_jargon(start: Callable[[], Walker]) -> None:
    """Asked for jargon in meetings, the tip comes first, and on it a finding on team meetings."""
    walker = start()
    walker.tap(walker.ask("jargon in meetings").first)
    walker.page.wait_for_url("**/tips/9.html")
    walker.see(walker.page.locator(".says li", has_text="meetings").first)


def test_whether_co_location_solves_everything(start: Callable[[], Walker]) -> None:
    """The answer is no: the tip says so, and shows who sees limits."""
    walker = start()
    walker.tap(walker.ask("co-location solves everything").first)
    expect(walker.page.locator(".lead")).to_contain_text("does not solve every")
    limits = walker.page.locator(".says h3", has_text="What limits it")
    walker.see(limits.locator("+ ul > li").first)


@pytest.mark.parametrize(
    ("words", "nearest"), [("pooled budgets", "Funding"), ("consent", "Agree how to share")]
)
def test_a_word_that_the_review_does_not_use(
    start: Callable[[], Walker], words: str, nearest: str
) -> None:
    """The field says that the review does not use it, and leads to what is nearest."""
    walker = start()
    found = walker.ask(words)
    expect(walker.page.locator(".search-panel")).to_contain_text("does not use")
    walker.tap(found.first)
    heading = walker.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(nearest)
    walker.see(heading)


def test_one_page_for_supervision(start: Callable[[], Walker]) -> None:
    """From the home page each tip and then its sheet is a tap away."""
    tips = start().page.locator("main a[href^='tips/']")
    pages = {str(link.get_attribute("href")) for link in tips.all()}
    numbered = sorted(page for page in pages if re.fullmatch(r"tips/\d+\.html", page))
    assert len(numbered) > 10
    for page in numbered:
        walker = start()
        walker.tap(walker.page.locator(f"main a[href='{page}']").first)
        walker.tap(walker.page.get_by_role("link", name="One page to take along"))
        walker.see(walker.page.locator(".sheet h1"))


def test_who_disagrees_and_why(start: Callable[[], Walker]) -> None:
    """The list of debates leads to each; both sides and the author's view stand at its top."""
    walker = start()
    walker.tap(walker.page.get_by_role("navigation", name="Main").get_by_text("Debates"))
    links = walker.page.locator("main h2 a")
    names = [str(link.get_attribute("href")) for link in links.all()]
    assert len(names) > 3
    for name in names:
        walker = start()
        walker.tap(walker.page.get_by_role("navigation", name="Main").get_by_text("Debates"))
        walker.tap(walker.page.locator(f"main h2 a[href='{name}']"))
        expect(walker.page.locator(".sides").first).to_be_visible()
        walker.see(walker.page.locator("#author"))


def test_what_has_replaced_the_law_of_that_time(start: Callable[[], Walker]) -> None:
    """The line about the year leads to what was seen since."""
    walker = start()
    walker.tap(walker.page.locator(".caution a"))
    walker.page.wait_for_url("**/changes.html")
    walker.see(walker.page.get_by_role("heading", level=2).first)


def test_an_hour_of_training(start: Callable[[], Walker]) -> None:
    """Asked for an hour of training, the running order is found."""
    walker = start()
    walker.tap(walker.ask("one-hour training").first)
    walker.page.wait_for_url("**/training.html")
    walker.see(walker.page.locator("#order"))


@pytest.mark.parametrize("page", ["tips/1.html", "tips/12.html", "tips/19.html"])
def test_a_tip_is_cited(start: Callable[[], Walker], page: str) -> None:
    """The words to cite it by open from a button below its lead."""
    walker = start()
    walker.tap(walker.page.locator(f"main a[href='{page}']").first)
    walker.tap(walker.page.get_by_role("link", name="Cite this tip"))
    walker.see(walker.page.locator("#cite-this-page [data-file='']").first)


def test_evidence_about_schools(start: Callable[[], Walker]) -> None:
    """Asked for schools, the list of studies made there is among what is found."""
    walker = start()
    walker.tap(walker.ask("schools").filter(has_text="Studies: schools"))
    walker.page.wait_for_url("**/settings/school.html")
    walker.see(walker.page.locator("table.studies tbody tr").first)


def test_a_link_to_one_claim(start: Callable[[], Walker]) -> None:
    """From a line of a tip its claim opens at its place, and the address names it."""
    walker = start()
    walker.tap(walker.page.locator("main a[href='tips/9.html']").first)
    walker.tap(walker.page.locator(".says .own-link").first)
    walker.page.wait_for_url(re.compile(r"/sections/.*#."))
    claim = walker.page.locator(f"[id='{walker.page.url.partition('#')[2]}']")
    expect(claim).to_be_in_viewport()
    walker.see(claim)


def test_two_minutes_before_a_meeting(start: Callable[[], Walker]) -> None:
    """The home page shows the title of every tip without a tap."""
    walker = start()
    walker.see(walker.page.locator("main a[href='tips/19.html']").first)
    assert walker.taps == 0
