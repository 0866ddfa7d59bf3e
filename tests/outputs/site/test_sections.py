"""The pages of sections: they promise claims where there are some, and say of what kind each is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from pyoxigraph import Store

from tests.outputs.site.trees import read_page

# A statement is what the text says itself: it has no mark, for it is what a claim is otherwise.
_MARKED = ("Finding", "Argument", "Recommendation", "Conclusion", "Definition")


def test_a_section_of_which_no_claim_is_recorded_promises_none(any_site: Path) -> None:
    """What search engines are told, and the first line, speak of claims where there are claims."""
    with_claims = 0
    for path in any_site.glob("sections/*.html"):
        page = path.read_text(encoding="utf-8")
        there = 'id="claims"' in page
        with_claims += there
        assert (", claim by claim." in page) == there, path.name
        assert ("What it says is told here in our words." in page) == there, path.name
    assert with_claims > 0


def test_a_section_leads_to_the_table_that_stands_in_it(frost_site: Path) -> None:
    """The section of an appendix holds no claims, and its table is one link away."""
    page = read_page(frost_site / "sections/appendix-1.html")
    links = {link.attributes["href"] for link in page.find("a")}
    assert "../appendices/findings.html" in links


def test_each_claim_of_a_section_says_of_what_kind_it_is(
    frost_site: Path, frost_store: Store
) -> None:
    """An argument or a piece of advice never stands like a finding, nor like a statement."""
    told: Counter[str] = Counter()
    for path in frost_site.glob("sections/*.html"):
        page = path.read_text(encoding="utf-8")
        told.update(re.findall(rf'class="tag">({"|".join(_MARKED)})<', page))
    recorded = Counter(
        row["kind"].value.rpartition("#")[2]
        for row in frost_store.query(
            "PREFIX tt: <https://w3id.org/tiptrace/ontology#>"
            "SELECT ?kind WHERE { ?claim a tt:Claim, ?kind ; tt:inSection ?section }",
            use_default_graph_as_union=True,
        )
    )
    assert told == {kind: recorded[kind] for kind in _MARKED}
