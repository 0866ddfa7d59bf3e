"""Whatever an IRI with a fragment names has an element on the page that it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.store import sorted_nquads
from kg.outputs.addresses import Addresses, read_successors
from kg.outputs.site.links import read_links
from kg.outputs.site.partplaces import give_places, places_by_page
from kg.outputs.site.siblings import lines_by_page, subjects_of

PAGE = '<h1 class="a">Tea</h1><table><tr id="row-1"><td>x</td></tr></table><ul id="all"><li>y</ul>'


def given(places: dict[str, str], page: str = PAGE) -> str:
    return give_places(page.encode(), places).decode()


def test_a_page_that_has_all_stays_as_it_is() -> None:
    """Nothing is added where each part is shown, or where there is none."""
    assert given({"row-1": "", "all": ""}) == PAGE
    assert given({}) == PAGE


def test_a_part_of_a_part_is_where_that_is_shown() -> None:
    """In the first cell of its row: a row itself may hold none but cells."""
    shown = given({"row-1": "", "row-1-cup": ""})
    assert '<tr id="row-1"><td><span id="row-1-cup"></span>x' in shown


def test_a_former_name_is_where_its_successor_is() -> None:
    """Also where the successor has no element of its own, and is a part of what has one."""
    shown = given({"old": "all", "older": "row-1-cup", "all": "", "row-1": "", "row-1-cup": ""})
    assert '<li><span id="old"></span>y' in shown
    assert '<td><span id="older"></span><span id="row-1-cup"></span>x' in shown


def test_a_part_is_where_an_element_says_that_it_shows_such_parts() -> None:
    """By the beginning of its name, of former days too; the first of two such elements takes it."""
    page = '<h1>Tea</h1><p data-parts="cup span">a</p><p data-parts="cup">b</p>'
    shown = given({"cup-of-tea": "", "old": "cup-2", "cup-2": "", "cups": ""}, page)
    first = shown.partition('<p data-parts="cup span">')[2].partition("a</p>")[0]
    assert set(read_links("a.html", first).ids) == {"cup-of-tea", "cup-2", "old"}
    assert shown.startswith('<h1><span id="cups"></span>Tea')


def test_whatever_is_not_shown_is_at_the_heading() -> None:
    """Of what the page calls by such a name without being a part of the record, nothing is said."""
    shown = given({"passage": "", "all-of-it": "", 'a"b': ""})
    assert shown.startswith('<h1 class="a"><span id="passage"></span>')
    assert read_links("a.html", shown).ids == ['a"b', "all", "all-of-it", "passage", "row-1"]
    assert '<span id="all-of-it"></span><span id="a&quot;b"></span>Tea' in shown


def test_only_parts_that_the_site_shows_on_a_page_of_their_own_count(
    addresses: Addresses,
) -> None:
    """A claim is an anchor itself, and what is a part of it leads there."""
    base = addresses.base
    subjects = [f"{base}tips/1#practice-1", f"{base}tips/1", f"{base}meta/build#engine"]
    found = places_by_page(subjects, {f"{base}tips/1#practice-1": f"{base}tips/1#a"}, addresses)
    assert found == {"tips/1.html": {"practice-1": "a"}}


@pytest.mark.slow
def test_every_subject_has_an_element(
    tiny_store: Store, addresses: Addresses, tiny_site: Path
) -> None:
    """On the page of the site that its address names, and no page has two of one name."""
    subjects = subjects_of(lines_by_page(sorted_nquads(tiny_store), addresses))
    subjects += read_successors(tiny_store)
    wanted = {address for address in map(addresses.address_of, subjects) if address}
    assert sum("#" in address for address in wanted) > 200
    there = set()
    for page in {address.partition("#")[0] for address in wanted}:
        text = (tiny_site / page).read_text(encoding="utf-8")
        ids = read_links(page, text).ids
        assert sum(text.count(f' id="{name}"') for name in ids if "&" not in name) == len(ids), page
        there |= {page, *(f"{page}#{name}" for name in ids)}
    assert wanted - there == set()
