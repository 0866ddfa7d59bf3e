"""A citation is taken away by whoever reads a page, with the day of reading."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Browser

from kg.resources import resource_folder
from tests.browser.conftest import IN_EACH_BROWSER
from tests.browser.site.conftest import Visitor

pytestmark = IN_EACH_BROWSER

SCRIPT = resource_folder("site") / "static" / "site.js"


def test_a_citation_is_saved_as_a_file(wide: Visitor) -> None:
    """From a copy on a disk, too: the file is what stands on the page."""
    page = wide.open("tips/12.html")
    page.get_by_text("Cite this page").click()
    page.locator("#cite-this-page summary", has_text="RIS").first.click()
    shown = page.locator('[data-file="tips-12.ris"]')
    file = wide.save(shown.locator("+ button"))
    assert file.name == "tips-12.ris"
    text = file.read_text(encoding="utf-8")
    assert text == shown.text_content()
    assert text.startswith("TY  - ELEC\n")


def test_the_day_of_reading_is_filled_in(browser: Browser) -> None:
    """Where a page has an address, each format and the words say when it was read."""
    page = browser.new_page()
    texts = {
        "x.ris": "TY  - ELEC\nUR  - u\nER  - \n", "x.bib": "@online{x,\n  url = {u},\n}\n",
        "x.csl.json": '[\n{\n  "id": "x",\n  "URL": "u"\n}\n]\n',
    }  # fmt: skip
    pieces = (f'<pre data-file="{name}" data-dated>{text}</pre>' for name, text in texts.items())
    page.set_content('<html lang="en-GB"><p data-today>the day</p>' + "".join(pieces))
    page.add_script_tag(path=SCRIPT)
    ris, bib, csl = page.locator("pre").all_text_contents()
    assert re.search(r"\nUR  - u\nY2  - \d{4}/\d\d/\d\d\nER  - \n$", ris)
    assert re.search(r",\n  urldate = \{\d{4}-\d\d-\d\d\},\n\}\n$", bib)
    [item] = json.loads(csl)
    assert len(item["accessed"]["date-parts"][0]) == 3
    assert re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", page.locator("p").text_content() or "")
    page.close()
