"""An hour of training, planned from disk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import IN_EACH_BROWSER
from tests.browser.site.conftest import Visitor

pytestmark = IN_EACH_BROWSER


def minutes_of(page: Page) -> list[int]:
    """Return the minutes of each part of the hour that is shown, in order."""
    told = page.locator(".order > li:visible .minutes").all_inner_texts()
    return [int(found[0]) for text in told if (found := re.findall(r"\d+", text))]


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param("tip-9", id="one"),
        pytest.param("tip-3,tip-9,tip-12,tip-14", id="an uneven number"),
        pytest.param("tip-9,tool-power-matrix", id="with a tool"),
        pytest.param(",".join(f"tip-{number}" for number in range(1, 20)), id="all tips"),
    ],
)
def test_the_minutes_of_a_choice_sum_to_an_hour(wide: Visitor, choice: str) -> None:
    """Only what is chosen is shown, between beginning and end, and it takes just an hour."""
    page = wide.open(f"training.html#{choice}")
    minutes = minutes_of(page)
    assert len(minutes) == len(choice.split(",")) + 2
    assert sum(minutes) == 60
    assert (minutes[0], minutes[-1]) == (5, 10)
    assert max(minutes[1:-1]) - min(minutes[1:-1]) <= 1
    assert wide.faults == []


def test_a_trainer_plans_an_hour_and_prints_the_sheets(narrow: Visitor) -> None:
    """From a search to a plan that can be passed on, and from there to the sheets of its tips."""
    page = narrow.open("index.html")
    page.get_by_role("searchbox").fill("training session")
    page.locator(".search-panel li a", has_text="An hour of training").click()
    page.wait_for_url("**/training.html")
    for number in (9, 12):
        page.get_by_label(re.compile(rf"^{number}\. ")).check()
    assert page.url.endswith("training.html#tip-9,tip-12")
    assert minutes_of(page) == [5, 23, 22, 10]
    page.get_by_role("link", name="their sheets").click()
    page.wait_for_url("**/tips/sheets.html#tip-9,tip-12")
    assert page.locator(".picks input:checked").count() == 2


def test_too_many_tips_are_told(wide: Visitor) -> None:
    """With less than five minutes each a line says so, and it goes when some are taken off."""
    page = wide.open("training.html#" + ",".join(f"tip-{number}" for number in range(1, 11)))
    remark = page.locator("[data-remark]")
    expect(remark).to_contain_text("with 9 or fewer")
    page.locator("#take-1").uncheck()
    expect(remark).to_be_empty()


def test_without_scripts_the_whole_plan_is_there(visit: Callable[..., Visitor]) -> None:
    """Every tip with its parts, and how long each takes, in words."""
    page = visit(java_script_enabled=False).open("training.html")
    assert page.locator(".order > li:visible[data-chosen^=tip]").count() == 19
    expect(page.get_by_text("15 each for three")).to_be_visible()
