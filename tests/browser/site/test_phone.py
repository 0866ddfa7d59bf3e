"""What a reader with a small phone meets: room for the page, and links that a thumb can hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.site.conftest import Visitor

pytestmark = pytest.mark.needs("chromium")

_PHONES = (ViewportSize(width=360, height=640), ViewportSize(width=390, height=844))
_MAGNIFIED = ViewportSize(width=195, height=422)  # a phone of 390 by 844, all twice as large
_LEAST = 24  # CSS pixels, by WCAG 2.2, criterion 2.5.8
# What can be touched and is smaller, in closed boxes too, by its largest piece. What a drawing
# links to may be small where the page has the same link in words.
_SMALL = """least => {
    for (const box of document.querySelectorAll('details')) box.open = true;
    // What is not laid out yet has no measures: it is laid out when it comes into view.
    for (const box of document.querySelectorAll('main *'))
        if (getComputedStyle(box).contentVisibility === 'auto')
            box.style.contentVisibility = 'visible';
    const shown = [...document.querySelectorAll('a[href], button, summary, input, select')]
        .filter(item => item.checkVisibility({visibilityProperty: true}));
    const words = new Set(
        shown.filter(item => !item.closest('svg')).map(item => item.getAttribute('href')));
    return shown.filter(item => {
        const own = item.getAttribute('href') || item.getAttribute('xlink:href');
        if (item.closest('svg') && words.has(own)) return false;
        if (item.closest('.skip')) return false;
        return ![...item.getClientRects()].some(
            box => box.width >= least - .1 && box.height >= least - .1);
    }).map(item => `${item.textContent.trim().slice(0, 40)}, ${item.getAttribute('href')}`);
}"""
_FINGER = 44  # what we aim for where a list is nothing but ways on
# Links of lists that are links alone, and of headings that are, lower than that.
_LOW = """least => {
    for (const box of document.querySelectorAll('details')) box.open = true;
    const said = item => item.textContent.replace(/\\s+/g, '');
    const alone = item => item.children.length === 1 && item.firstElementChild.matches('a[href]')
        && said(item) === said(item.firstElementChild);
    const lists = [...document.querySelectorAll('.page :is(ul, ol), .foot-lists ul')];
    const held = lists.filter(list => [...list.children].every(alone))
        .flatMap(list => [...list.children]);
    const headings = [...document.querySelectorAll('main :is(h2, h3)')].filter(alone);
    return [...held, ...headings].map(item => item.firstElementChild)
        .filter(link => link.checkVisibility() && !link.closest('.trail')
            && link.getBoundingClientRect().height < least)
        .map(link => `${link.textContent.trim().slice(0, 40)}, ${link.getAttribute('href')}`);
}"""
# How many pixels a page is wider than its window when its letters are twice as large.
_WIDER = """() => {
    for (const box of document.querySelectorAll('details')) box.open = true;
    const root = document.documentElement;
    root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + 'px';
    return root.scrollWidth - window.innerWidth;
}"""
# How many lines of the site's name lie under the field of the search.
_COVERED = """() => {
    const field = document.querySelector('.site-head .search input').getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(document.querySelector('.site-name'));
    return [...words.getClientRects()].filter(box => box.right > field.left
        && box.bottom > field.top && box.top < field.bottom).length;
}"""
_HEAD = "document.querySelector('.site-head')?.getBoundingClientRect().bottom ?? 0"


@pytest.mark.parametrize("phone", _PHONES, ids=lambda phone: str(phone["width"]))
def test_head_and_caution_take_a_quarter_at_most(
    narrow: Visitor, kinds: list[str], phone: ViewportSize
) -> None:
    """Three quarters of the first screen are for the page itself."""
    narrow.page.set_viewport_size(phone)
    heights = {path: narrow.open(path).evaluate(_HEAD) for path in kinds}
    assert max(heights.values()) > 0
    assert {path: at for path, at in heights.items() if at > phone["height"] / 4} == {}


def test_each_target_can_be_hit(narrow: Visitor, kinds: list[str]) -> None:
    """Every link, button and field that is shown measures 24 px both ways."""
    narrow.page.set_viewport_size(_PHONES[0])
    small = {path: found for path in kinds if (found := narrow.open(path).evaluate(_SMALL, _LEAST))}
    assert small == {}


def test_a_list_of_links_has_room_for_a_finger(
    visit: Callable[..., Visitor], kinds: list[str]
) -> None:
    """Where a list, or a heading, is nothing but links, each is as high as a finger is wide."""
    thumb = visit(viewport=_PHONES[1], has_touch=True, is_mobile=True)
    low = {path: found for path in kinds if (found := thumb.open(path).evaluate(_LOW, _FINGER))}
    assert low == {}


def test_search_and_menu_of_the_head_have_room_for_a_finger(
    visit: Callable[..., Visitor],
) -> None:
    """Under a finger field, button and menu of the head are 44 px high, on tablets too."""
    heights = """[...document.querySelectorAll('.site-head :is(input, button), .site-menu a')]
        .filter(item => item.checkVisibility())
        .map(item => item.getBoundingClientRect().height)"""
    for size in (*_PHONES, ViewportSize(width=820, height=1180)):
        thumb = visit(viewport=size, has_touch=True, is_mobile=True)
        page = thumb.open("tips/12.html")
        page.locator("#q").focus()
        assert min(page.evaluate(heights)) >= _FINGER


def test_the_search_field_of_a_phone_takes_the_row_while_somebody_is_in_it(
    visit: Callable[..., Visitor],
) -> None:
    """The head keeps its height; the button is there, can be touched, and what was found stays."""
    page = visit(viewport=_PHONES[0], has_touch=True, is_mobile=True).open("tips/12.html")
    field, button = page.locator("#q"), page.get_by_role("button", name="Search")
    head = page.evaluate(_HEAD)
    assert field.evaluate("item => item.offsetWidth") < 0.4 * _PHONES[0]["width"]
    assert not button.is_visible()
    field.tap()
    assert page.evaluate(_HEAD) == head
    assert field.evaluate("item => item.offsetWidth") > 0.6 * _PHONES[0]["width"]
    field.fill("jargon")
    page.locator(".search-panel li a").first.wait_for()
    page.evaluate("document.activeElement.blur()")  # as a touch does in Safari
    assert button.is_visible()
    button.tap()
    page.wait_for_url("**/search.html*jargon*")


def test_no_page_runs_off_the_side_where_letters_are_twice_as_large(
    visit: Callable[..., Visitor], kinds: list[str]
) -> None:
    """With twice the size of type a phone has no more than it shows, in closed boxes too."""
    reader = visit(viewport=_PHONES[1])
    wide = {path: reader.open(path).evaluate(_WIDER) for path in kinds}
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}


def test_the_code_of_a_fault_keeps_off_its_words(narrow: Visitor) -> None:
    """The code and the sign that opens a fault end before the words that the review prints."""
    page = narrow.open("errata.html")
    spilt = """[...document.querySelectorAll('.ledger .code-text')]
        .filter(code => code.scrollWidth > code.clientWidth).map(code => code.textContent)"""
    assert page.locator(".ledger .code-text").count() > 1
    assert page.evaluate(spilt) == []


def test_the_name_is_whole_beside_the_search_where_a_phone_is_magnified(narrow: Visitor) -> None:
    """At twice the size a phone has 195 pixels, and no word of the name lies under the field."""
    narrow.page.set_viewport_size(_MAGNIFIED)
    assert narrow.open("tips/3.html").evaluate(_COVERED) == 0


def test_a_magnified_phone_shows_more_page_than_head(narrow: Visitor) -> None:
    """Name, search, menu and caution leave nearly half of the screen to the page."""
    narrow.page.set_viewport_size(_MAGNIFIED)
    head = narrow.open("tips/3.html").evaluate("document.querySelector('.site-head').offsetHeight")
    assert head < 0.55 * _MAGNIFIED["height"]
