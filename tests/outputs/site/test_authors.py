"""The lists of people, bodies and journals, as the real review's site shows them."""

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def _items(page: Path) -> list[str]:
    """Return the items of a page's index lists, tags and all."""
    text = page.read_text(encoding="utf-8")
    lists = re.findall(r'<ul class="index">(.*?)</ul>', text, re.DOTALL)
    return [item for one in lists for item in re.findall(r"<li.*?</li>", one, re.DOTALL)]


def _words(item: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", item).split())


def test_people_stand_by_family_name(frost_site: Path) -> None:
    """Whoever is printed given name first stands among the others all the same, and Ø among O."""
    names = [_words(item) for item in _items(frost_site / "authors.html")]
    order = [
        next(place for place, name in enumerate(names) if name.startswith(start))
        for start in ("Atkinson, Mary", "Brown, Steve", "Frost, Nick", "OPM", "Øvretveit, J.")
        if any(name.startswith(start) for name in names)
    ]
    assert len(order) >= 4
    assert order[:3] == sorted(order[:3])
    own = next(name for name in names if name.startswith("Øvretveit"))
    assert names[names.index(own) - 1][0] in "NO"


def test_an_author_has_all_works_under_one_name(frost_site: Path) -> None:
    """The review's author has B6 and B7, and the form in which they print him."""
    [own] = [item for item in _items(frost_site / "authors.html") if "Frost, Nick" in item]
    assert "B6" in _words(own)
    assert "B7" in _words(own)
    assert "printed Frost N" in _words(own)


def test_an_address_that_was_merged_leads_on(frost_site: Path) -> None:
    """The old anchor is on the page, and the service finds it for the old IRI."""
    [own] = [item for item in _items(frost_site / "authors.html") if "Frost, Nick" in item]
    assert 'id="frost-n"' in own
    pages = json.loads((frost_site / "pages.json").read_text(encoding="utf-8"))
    assert pages["agents/frost-nick"] == "authors.html#frost-nick"


def test_an_editor_is_called_one(frost_site: Path) -> None:
    """The word stands apart from the code of the work."""
    [one] = [item for item in _items(frost_site / "authors.html") if "Poxton" in item]
    assert _words(one) == "Poxton, R. A28 editor"


def test_publishers_and_journals_are_one_each(frost_site: Path) -> None:
    """One line for the Stationery Office with its ten works, one for a journal printed two ways."""
    presses = [item for item in _items(frost_site / "authors.html") if "Stationery" in item]
    assert [len(re.findall(r'class="code"', item)) for item in presses] == [10]
    [journal] = [item for item in _items(frost_site / "journals.html") if "Child: Care" in item]
    assert re.findall(r">([AC]\d+)</a>", journal) == ["A23", "C5"]


def test_names_that_nobody_can_settle_say_so(frost_site: Path) -> None:
    """Two Smiths stand apart, and each names the other."""
    [one] = [item for item in _items(frost_site / "authors.html") if 'id="smith-m"' in item]
    assert "may be Mark K. Smith or not: nothing shows it" in _words(one)


def test_a_concept_lists_what_it_wrote_itself(frost_site: Path) -> None:
    """The Department of Health is spoken of, and is the author of six of the sources."""
    page = (frost_site / "concepts" / "department-of-health.html").read_text(encoding="utf-8")
    told = page.partition("written, edited or published by")[2].partition("</section>")[0]
    assert re.findall(r'href="\.\./sources/(D\d+)\.html"', told) == [
        "D8", "D9", "D10", "D11", "D12", "D13"
    ]  # fmt: skip


def test_an_inquiry_has_its_year(frost_site: Path) -> None:
    """The year stands with what was in it and where the review gives it."""
    page = (frost_site / "concepts" / "colwell-inquiry.html").read_text(encoding="utf-8")
    assert "1974 (its report, in the text)" in _words(page)


def test_an_orcid_is_a_link_and_goes_out_with_the_works(status_site: Path) -> None:
    """Who has one is known by it on the page of authors, and in what a reader takes away."""
    orcid = "https://orcid.org/0000-0002-1825-0097"
    words = '<span class="hidden-label">ORCID iD of Anna Able: </span>'
    link = f'<a href="{orcid}">{words}{orcid}</a>'
    items = _items(status_site / "authors.html")
    [known] = [item for item in items if "orcid" in item.lower()]
    assert link in known
    assert _words(known).startswith("Able, Anna")
    assert 'seen at <a href="https://example.org/people">example.org</a>' in known
    [work] = json.loads((status_site / "sources/A1.csl.json").read_text(encoding="utf-8"))
    assert work["author"] == [{"family": "Able", "given": "Anna", "ORCID": orcid}]
    entry = (status_site / "sources/A1.bib").read_text(encoding="utf-8")
    assert 'author+an:orcid = {1="0000-0002-1825-0097"}' in entry
