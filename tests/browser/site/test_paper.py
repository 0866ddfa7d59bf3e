"""Pages of the real review on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import PdfMargins

from tests.browser.site.conftest import Visitor, count_sides, text_of

pytestmark = pytest.mark.needs("chromium", "pdftotext")


@pytest.mark.parametrize("path", ["tips/12.html", "themes/co-location.html", "pictures.html"])
def test_a_printed_page_holds_what_stands_in_closed_boxes(wide: Visitor, path: str) -> None:
    """The text of the PDF has the headings of the page and the words of each closed box.

    Files to download, words to look up and what is there to check are not for paper.
    """
    page = wide.open(path)
    wanted = page.locator("main section:not(.cite, .tip .words) > h2").all_text_contents()
    assert wanted
    wanted += page.locator("details:not([open]) tbody tr:last-child th").all_text_contents()
    printed = _letters(text_of(page.pdf()))
    assert [text for text in wanted if _letters(text) not in printed] == []


def test_a_tip_prints_on_one_side(wide: Visitor, paths: list[str]) -> None:
    """One side of A4 is what people take along; with other fonts a long tip may need a second."""
    sides = {}
    for path in (path for path in paths if re.fullmatch(r"tips/\d+\.html", path)):
        margins = PdfMargins(top="14mm", right="14mm", bottom="14mm", left="14mm")
        sides[path] = count_sides(wide.open(path).pdf(format="A4", margin=margins))
    assert sides
    longer = {path: number for path, number in sides.items() if number != 1}
    assert set(longer.values()) <= {2}
    assert len(longer) <= len(sides) // 10, longer


def _letters(text: str) -> str:
    """Return the letters and figures alone: lines break anywhere in print."""
    return re.sub(r"[\W_]+", "", text).lower()
