"""What people type, and the first result that a practitioner would want of the real review.

Each line was decided by reading the site, before the search was tried. Where a change makes one
fail, ask which result is the better one for who typed it; only then change the line.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

# Typed → the address of the first result; none where the review has nothing near.
with Path(__file__).with_name("queries.tsv").open(encoding="utf-8", newline="") as _file:
    CASES = [tuple(row) for row in list(csv.reader(_file, delimiter="\t"))[1:]]
# Words that stand nowhere in the text of the review, and one that does.
ABSENT = ("pooled budgets", "consent", "volunteers", "fathers", "SENCO", "trauma", "jargan")
PRESENT = ("thresholds", "supervision", "probation", "jargon")
_FIRST = """async query => {
    const engine = window.testEngine ||= window.tiptraceEngine(new URL("./", document.baseURI));
    const found = await engine.find(query, true);
    const group = [...found.groups, ...found.others][0];
    const first = group ? (await engine.show([group.ids[0]]))[0].address : "";
    return {first, absent: found.remarks.some(remark => remark.used === false)};
}"""


@pytest.fixture(scope="module")
def search(browser: Browser, frost_site: Path) -> Page:
    """Return the search page of the real review, from disk."""
    page = browser.new_page()
    page.goto((frost_site / "search.html").as_uri())
    return page


def test_the_table_is_large_enough() -> None:
    """The 70 words that practitioners typed are there, and 30 more, each once."""
    assert len({query for query, _ in CASES}) == len(CASES) >= 100


@pytest.mark.parametrize(("query", "wanted"), CASES, ids=[query for query, _ in CASES])
def test_the_first_result_is_the_wanted_one(search: Page, query: str, wanted: str) -> None:
    """What a practitioner would want stands first; nothing stands there where there is nothing."""
    assert search.evaluate(_FIRST, query)["first"] == wanted


@pytest.mark.parametrize("query", [*ABSENT, *PRESENT])
def test_it_is_said_of_just_the_absent_words_that_the_review_does_not_use_them(
    search: Page, query: str
) -> None:
    """The remark stands with words that the text lacks, and with no other."""
    assert search.evaluate(_FIRST, query)["absent"] is (query in ABSENT)


def test_every_word_of_every_claim_and_heading_leads_there(search: Page) -> None:
    """Each telling word of what can be found, typed by itself, has the record among its results."""
    missed = search.evaluate(
        """async () => {
            const engine = window.tiptraceEngine(new URL("./", document.baseURI));
            await engine.find("any", true);
            const rows = [];
            for (let id = 0; ; id += 1) {
                const row = (await engine.show([id]).catch(() => [null]))[0];
                if (!row) break;
                rows.push(row);
            }
            const words = new Map();
            rows.forEach((row, id) => engine.wordsOf(row.title).forEach(word =>
                words.set(word, [...(words.get(word) || []), id])));
            const missed = [];
            for (const [word, ids] of words) {
                const found = await engine.find(word, true);
                const all = new Set(found.groups.flatMap(group => group.ids));
                if (!engine.isCommon(word) && ids.some(id => !all.has(id))) missed.push(word);
            }
            return {missed, count: rows.length};
        }"""
    )
    assert missed["count"] > 1_000
    assert missed["missed"] == []
