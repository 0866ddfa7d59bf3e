"""How much of a tip's page is there at once: its words, and its stops for who goes by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outputs.site.trees import Element, read_page

WORDS = 650  # some three minutes
STOPS = 45
_NOT_READ = {"script", "style", "svg"}
_STOPS = {"a", "button", "input", "select", "textarea", "summary"}


def at_once(element: Element) -> Iterator[Element | str]:
    """Yield what stands on a page before anything is opened: of a fold, its first line alone.

    Buttons that a script brings are there too, so what is `hidden` is not left out.
    """
    closed = element.tag == "details" and "open" not in element.attributes
    for child in element.children:
        if isinstance(child, str):
            yield from () if closed else (child,)
        elif _is_seen(child) and (child.tag == "summary" or not closed):
            yield child
            yield from at_once(child)


def _is_seen(element: Element) -> bool:
    """Tell whether an element is for eyes: not what only a screen reader says."""
    return element.tag not in _NOT_READ and element.attributes.get("class") != "hidden-label"


def count_words(page: Path) -> int:
    """Return how many words the main part of a page has before anything is opened."""
    pieces = at_once(read_page(page).by_id("main"))
    return len("".join(piece for piece in pieces if isinstance(piece, str)).split())


def count_stops(page: Path) -> int:
    """Return how often who goes by keyboard has to press Tab to be through a page."""
    found = [item for item in at_once(read_page(page)) if isinstance(item, Element)]
    return sum(
        item.tag in _STOPS and (item.tag != "a" or "href" in item.attributes) for item in found
    )


@pytest.fixture(params=["frost_site", "tiny_site"])
def tips(request: pytest.FixtureRequest) -> list[Path]:
    """Return the pages of all tips of a review."""
    site: Path = request.getfixturevalue(request.param)
    return [page for page in (site / "tips").glob("*.html") if page.stem.isdigit()]


def test_a_tip_is_read_in_three_minutes(tips: list[Path]) -> None:
    """No tip has more than 650 words before anything is opened."""
    assert tips
    assert {page.stem: n for page in tips if (n := count_words(page)) > WORDS} == {}


def test_a_tip_is_soon_passed_by_keyboard(tips: list[Path]) -> None:
    """No tip has more than 45 stops before anything is opened, with the menu and the foot."""
    assert tips
    assert {page.stem: n for page in tips if (n := count_stops(page)) > STOPS} == {}


def test_what_is_folded_is_not_counted(tmp_path: Path) -> None:
    """Of a fold the first line counts; of an open one, all."""
    page = tmp_path / "page.html"
    fold = "<details{}><summary>two words</summary> three more words <a href='#'>link</a></details>"
    page.write_text(f"<main id='main'>{fold.format('')}</main>", encoding="utf-8")
    assert (count_words(page), count_stops(page)) == (2, 1)
    page.write_text(f"<main id='main'>{fold.format(' open')}</main>", encoding="utf-8")
    assert (count_words(page), count_stops(page)) == (6, 2)


@pytest.mark.parametrize("kind", ["sources", "themes"])
def test_a_tip_lists_a_source_once(kind: str, tips: list[Path]) -> None:
    """Each source and each theme has one link on a tip, outside the box at the foot."""
    for page in tips:
        main = read_page(page).by_id("main")
        box = set(main.by_id("check").find("a"))
        links = [
            a.attributes["href"] for a in main.find("a") if a not in box and "href" in a.attributes
        ]
        there = [href for href in links if f"../{kind}/" in href and "#" not in href]
        assert len(there) == len(set(there)), page
