"""What only a checker wants stands under *Check this*, at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outputs.site.trees import Element, read_page

pytestmark = pytest.mark.slow

# What practitioners read. The other pages are lists of such things, or of the data.
_READ = ("tips", "themes", "debates", "sections", "studies", "concepts", "sources", "implications")
_SPAN = r"[Cc]haracters \d[\d,]* to \d"
_FOR_CHECKERS = re.compile(rf"{_SPAN}|\brow \d|[0-9a-f]{{40}}")


def _shown(element: Element) -> Iterator[str]:
    """Yield the text of an element but for what stands in the box at the foot."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.attributes.get("id") != "check":
            yield from _shown(child)


@pytest.mark.parametrize("kind", _READ)
def test_no_place_or_code_stands_above_the_box(kind: str, frost_site: Path) -> None:
    """No offset, number of a row or digest is outside the closed box."""
    pages = sorted((frost_site / kind).glob("*.html"))
    shown = {page.name: "".join(_shown(read_page(page).by_id("main"))) for page in pages}
    found = {name: _FOR_CHECKERS.findall(text) for name, text in shown.items()}
    assert found
    assert {name: codes for name, codes in found.items() if codes} == {}


def _codes_of_faults(site: Path) -> re.Pattern[str]:
    """Return what finds the code of a fault, by the faults that a site tells of."""
    ids = re.findall(r'<li id="([A-Z]\d+)"', (site / "errata.html").read_text(encoding="utf-8"))
    assert ids
    return re.compile(rf"\b(?:{'|'.join(ids)})\b")


@pytest.mark.parametrize("world", ["frost_site", "tiny_site", "status_site"])
def test_no_prose_has_the_code_of_a_fault(world: str, request: pytest.FixtureRequest) -> None:
    """A note says in words what is wrong; codes stand in the list of faults and in the box."""
    site: Path = request.getfixturevalue(world)
    code = _codes_of_faults(site)
    pages = [page for page in site.rglob("*.html") if _is_for_readers(page.relative_to(site))]
    mains = {page: list(read_page(page).find("main")) for page in pages}
    found = {
        page.relative_to(site): code.findall(
            "".join(text for main in mains[page] for text in _shown(main))
        )
        for page in pages
    }
    assert len(found) > 30
    assert {page: codes for page, codes in found.items() if codes} == {}


def _is_for_readers(page: Path) -> bool:
    """Tell whether a page is neither the list of faults, nor about terms and queries."""
    return page.parts[0] not in ("errata.html", "ontology.html", "ontology", "questions")


def test_no_page_shows_where_characters_are(frost_site: Path) -> None:
    """Offsets stand on pages, and on each of them in the box, which is closed."""
    told = [
        page for page in frost_site.rglob("*.html") if re.search(_SPAN, page.read_text("utf-8"))
    ]
    assert len(told) > 50
    for page in told:
        main = read_page(page).by_id("main")
        assert re.search(_SPAN, "".join(_shown(main))) is None, page
        assert "open" not in main.by_id("check").attributes, page
