"""The page of what has changed since, and the ways to it, where a project has such data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from tests.outputs.site.lines import lines_of, pages_on_the_review

pytestmark = pytest.mark.slow

NOWHERE = ("changes.html", "Still current?", "Check before you act")


@pytest.mark.parametrize("page", ["index.html", "tips/2.html", "sources/A1.html", "404.html"])
def test_the_banner_leads_to_what_has_changed(page: str, status_site: Path) -> None:
    """Under every heading that says how old the review is stands the way to what is known since."""
    text = (status_site / page).read_text(encoding="utf-8")
    banner = text[text.index('class="caution"') : text.index("</header>")]
    top = "" if page == "404.html" else "../" * page.count("/")
    assert f'{top}changes.html">See what has changed</a>' in banner


def test_a_project_without_such_data_says_nothing_of_it(tiny_site: Path) -> None:
    """Where nobody looked anything up there is no page, no link to it and no *not checked*."""
    assert not (tiny_site / "changes.html").exists()
    for page in pages_on_the_review(tiny_site):
        text = page.read_text(encoding="utf-8")
        assert [words for words in NOWHERE if words in text] == [], page


def test_each_check_has_its_witness_and_its_day(status_site: Path) -> None:
    """No status stands on the page without an address where it was seen and a day."""
    lines = lines_of(status_site / "changes.html")
    seen = [line for line in lines if any("example.org" in link for link in line.links)]
    assert len(seen) == 5
    for line in seen:
        assert "as of " in line.text or "read on " in line.text, line.text


def test_a_subject_is_an_anchor_of_the_page(status_site: Path) -> None:
    """The IRI of a subject leads to its place, and its data lie beside the page."""
    shown = json.loads((status_site / "pages.json").read_text(encoding="utf-8"))
    assert shown["currency/tea-for-all"] == "changes.html#tea-for-all"
    data = (status_site / "changes.ttl").read_text(encoding="utf-8")
    assert 'tt:checkedOn "2020-02-29"^^xsd:date' in data


def test_search_finds_the_page(status_site: Path) -> None:
    """Whoever asks what was replaced is led to the page."""
    found = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((status_site / "search").glob("*.js"))
    )
    assert "changes.html" in found
    assert "still current" in found


def test_what_is_said_of_an_idea_does_not_touch_its_guidance(status_store: Store) -> None:
    """Only a tip that is about the idea is touched, not each on which something is said of it."""
    rows = status_store.query(
        """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
        SELECT ?subject ?number { ?subject tt:touchesTip ?tip . ?tip tt:number ?number }
        ORDER BY ?subject ?number""",
        use_default_graph_as_union=True,
    )
    found = {(row["subject"].value.rpartition("/")[2], row["number"].value) for row in rows}
    assert ("pot-guidance", "1") in found
    assert ("pot-guidance", "3") not in found
    said = status_store.query(
        """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
        ASK { ?claim tt:about <https://example.org/tea/concepts/pot> ; tt:bearsOn ?tip .
          ?tip tt:number 3 }""",
        use_default_graph_as_union=True,
    )
    assert bool(said)
