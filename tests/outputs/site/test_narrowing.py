"""The pages that show some of the studies, and the links between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from pyoxigraph import Store

from kg.graph.vocab import TT
from kg.manifest import Manifest
from kg.model import Country
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.site.facts import Facts
from kg.outputs.site.narrowing import COMBINED, narrow_studies, view_studies

# Term → the studies that fall under it. All kettles are British, and so are two of the four pots.
TERMS = {
    ("settings", "settings/kettle.html"): "ab",
    ("settings", "settings/pot.html"): "bcde",
    ("settings", "settings/cup.html"): "",
    ("designs", "designs/survey.html"): "ace",
    ("designs", "designs/trial.html"): "bd",
    ("countries", "countries/britain.html"): "abc",
    ("countries", "countries/ireland.html"): "de",
    ("sizes", "sizes/over-20.html"): "ad",
}


@pytest.fixture
def facts(manifest: Manifest) -> Facts:
    """Return the facts of a build without questions."""
    return Facts(manifest)


@pytest.fixture
def row() -> Row:
    """Return what the queries give the page of studies."""
    selections = [
        {
            "selection": name,
            "facet": facet,
            "name": name.rpartition("/")[2].removesuffix(".html"),
            "definition": "A term.",
            "own": None,
            "studies": [{"study": study} for study in held],
        }
        for (facet, name), held in TERMS.items()
    ]
    return {"studies": [{"study": study} for study in "abcde"], "selections": selections}


@pytest.fixture
def pages(row: Row, facts: Facts) -> dict[str, Row]:
    """Return the pages by address."""
    return {page["address"]: page for page in narrow_studies(row, facts)}


def held_on(page: Row) -> str:
    """Return the studies that a page shows."""
    return "".join(study["study"] for study in page["studies"])


def links_of(page: Row) -> Iterator[tuple[str, int]]:
    """Yield address and number of each link of a page."""
    for facet in page["facets"]:
        yield from (
            (choice["address"], choice["count"]) for choice in facet["choices"] if choice["address"]
        )


def test_each_term_has_a_page(pages: dict[str, Row]) -> None:
    """The address of a term answers, even where no study has it."""
    assert {name for _, name in TERMS} <= pages.keys()
    assert held_on(pages["settings/cup.html"]) == ""
    assert held_on(pages["designs/survey.html"]) == "ace"


def test_place_kind_and_country_narrow_together(row: Row, pages: dict[str, Row]) -> None:
    """A page of several terms holds just the studies that fall under each of them."""
    together = pages["settings/pot/designs/survey/countries/britain.html"]
    assert held_on(together) == "c"
    assert [term["name"] for term in together["chosen"]] == ["pot", "survey", "britain"]
    held = {item["selection"]: {one["study"] for one in item["studies"]}
            for item in row["selections"]}  # fmt: skip
    for page in pages.values():
        chosen = [held[term["selection"]] for term in page["chosen"]]
        assert set(held_on(page)) == set("abcde").intersection(*chosen), page["address"]


def test_a_page_of_several_terms_differs_from_each_with_fewer(pages: dict[str, Row]) -> None:
    """No page of several terms shows what one of fewer shows, and none is empty."""
    several = [page for page in pages.values() if len(page["chosen"]) > 1]
    assert "settings/kettle/countries/britain.html" not in pages  # all kettles are British
    assert several
    for page in several:
        assert page["studies"], page["address"]
        names = {term["selection"] for term in page["chosen"]}
        for other in pages.values():
            if {term["selection"] for term in other["chosen"]} < names:
                assert held_on(other) != held_on(page), (page["address"], other["address"])


def test_what_a_link_counts_is_what_its_page_holds(
    row: Row, pages: dict[str, Row], facts: Facts
) -> None:
    """Every link leads to a page, which has as many studies as the link says, and never none."""
    row |= view_studies(row, facts)
    every = pages | {"studies.html": row}
    for page in every.values():
        for address, count in links_of(page):
            assert len(every[address]["studies"]) == count > 0, (page.get("address"), address)


def test_every_combination_with_studies_is_reached(
    row: Row, pages: dict[str, Row], facts: Facts
) -> None:
    """Whoever chooses a place, a kind and a country one after another comes to their studies."""
    by_facet = [[name for facet, name in TERMS if facet == one] for one in COMBINED]
    for names in product(*by_facet):
        wanted = set("abcde").intersection(*(TERMS[one] for one in TERMS if one[1] in names))
        page: Row = row | view_studies(row, facts)
        for name in names:
            label = name.rpartition("/")[2].removesuffix(".html")
            every = [choice for facet in page["facets"] for choice in facet["choices"]]
            choices = [choice for choice in every if choice["name"] == label]
            if choices and choices[0]["address"]:
                page = pages[choices[0]["address"]]
        if wanted:
            assert set(held_on(page)) == wanted, names


def test_a_choice_can_be_taken_back(pages: dict[str, Row]) -> None:
    """Each facet of which something is chosen leads to the page without it."""
    page = pages["settings/pot/designs/survey/countries/britain.html"]
    back = [facet["choices"][0] for facet in page["facets"] if facet["chosen"]]
    assert [(one["name"], one["address"]) for one in back] == [
        ("", "designs/survey/countries/britain.html"),
        ("", "settings/pot/countries/britain.html"),
        ("", "settings/pot/designs/survey.html"),
    ]


def test_what_all_have_is_said_and_leads_nowhere(pages: dict[str, Row]) -> None:
    """Of a facet in which nothing is left to choose, the page says what all its studies have."""
    country = pages["settings/kettle.html"]["facets"][-1]
    assert (country["facet"], country["common"]) == ("countries", "britain")
    assert not country["chosen"]
    assert [choice["address"] for choice in country["choices"]] == [""]


def test_a_size_narrows_alone(pages: dict[str, Row]) -> None:
    """A page of a size offers other sizes and no place: for such pairs no pages are made."""
    assert [facet["facet"] for facet in pages["sizes/over-20.html"]["facets"]] == ["sizes"]
    assert "sizes" not in [facet["facet"] for facet in pages["settings/pot.html"]["facets"]]


def test_a_term_needs_no_definition(tiny_store: Store) -> None:
    """A country says by its name what it is: it narrows the studies and is found all the same."""
    assert Country(id="ruritania", label="Ruritania").definition is None
    store = Store()
    store.bulk_extend(tiny_store)
    term = "<https://example.org/tea/countries/ruritania>"
    before = len(store)
    store.update(
        f"DELETE WHERE {{ GRAPH ?g {{ {term} "
        "<http://www.w3.org/2004/02/skos/core#definition> ?d }}"
    )
    assert len(store) == before - 1
    [selection] = [
        row for row in select_page_rows(store, "study-selections") if row["name"] == "Ruritania"
    ]
    assert selection["definition"] is None
    titles = {row["title"]: row["text"] for row in select_page_rows(store, "search-documents")}
    assert titles["Ruritania"] == ""


def test_a_place_that_no_term_sorts_is_told_in_words(tiny_store: Store) -> None:
    """The table of studies then has the words, and the list is not said to have none given."""
    store = Store()
    store.bulk_extend(tiny_store)
    store.update(
        f"""PREFIX tt: <{TT.base}>
        DELETE {{ GRAPH ?g {{ ?study tt:hasSetting ?term }} }}
        INSERT {{ GRAPH ?g {{ ?study tt:setting "the room with the kettle"@en }} }}
        WHERE {{ GRAPH ?g {{ ?study a tt:Study ; tt:hasSetting ?term }} }}"""
    )
    told = {row["place"] for row in select_page_rows(store, "studies")}
    assert "the room with the kettle" in told
    own = {row["own"] for row in select_page_rows(store, "study-selections")}
    assert "setting-unsorted" in own
    assert "setting" in {row["own"] for row in select_page_rows(tiny_store, "study-selections")}
