"""What holds of every picture of the project's own review."""

from __future__ import annotations

import gzip
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Store

from kg.catalogues import ENGLISH
from kg.outputs.pictures import Picture, draw_pictures
from kg.outputs.pictures.svg import WIDTH
from kg.outputs.references import load_references

_SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("matrix", "timeline", "sections", "together", "network")


@pytest.fixture(scope="module")
def pictures(real_store: Store) -> dict[str, Picture]:
    """Return the pictures by name."""
    return _draw(real_store)


def _draw(store: Store) -> dict[str, Picture]:
    return {
        picture.name: picture for picture in draw_pictures(store, load_references(store), ENGLISH)
    }


def test_the_pictures_stand_in_their_order(pictures: dict[str, Picture]) -> None:
    """The review has data for every picture."""
    assert tuple(pictures) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_well_formed_and_light(pictures: dict[str, Picture], name: str) -> None:
    """Each picture is well-formed SVG of the common width, and at most 8 kB compressed."""
    root = ET.fromstring(pictures[name].svg)
    assert root.tag == f"{_SVG}svg"
    assert str(root.get("viewBox")).startswith(f"0 0 {WIDTH} ")
    assert len(gzip.compress(pictures[name].svg.encode())) < 8_000


@pytest.mark.parametrize("name", NAMES)
def test_no_text_starts_outside(pictures: dict[str, Picture], name: str) -> None:
    """Every text of a picture stands inside its frame, by the widths that it was laid out with."""
    root = ET.fromstring(pictures[name].svg)
    bottom = float(str(root.get("viewBox")).split()[3])
    for element in root.iter(f"{_SVG}text"):
        x, y = float(str(element.get("x"))), float(str(element.get("y")))
        width = len(str(element.text)) * float(str(element.get("font-size"))) * 0.5
        assert 0 <= y <= bottom
        if element.get("text-anchor") is None:
            assert x + width <= WIDTH + 4, element.text


@pytest.mark.parametrize("name", NAMES)
def test_two_drawings_are_the_same(
    pictures: dict[str, Picture], real_store: Store, name: str
) -> None:
    """The same graph gives the same bytes."""
    assert _draw(real_store)[name] == pictures[name]


def test_a_review_without_data_has_no_pictures() -> None:
    """A review that has nothing to draw yet gets no empty picture."""
    assert _draw(Store()) == {}
