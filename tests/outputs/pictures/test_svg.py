from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kg.outputs.pictures import svg

_KINDS = (
    "PrimaryResearch",
    "SecondaryResearch",
    "PracticeCommentary",
    "PolicyDocument",
    "OtherEvidence",
    "study",
)


def _shape(piece: svg.Piece) -> tuple[str, str | None]:
    """Return what is drawn, its colour and class left out."""
    return piece.tag, piece.attributes.get("points") or piece.attributes.get("r")


def _drawn(piece: svg.Piece) -> str:
    """Return a piece as it stands in a picture."""
    return svg.render_drawing("x", "Title", "What it shows.", 10, [piece]).splitlines()[-2]


def test_each_kind_has_a_shape_of_its_own() -> None:
    """No two kinds of evidence have the same shape, so that colour is never the only sign."""
    shapes = {_shape(svg.sign(kind, 0, 0)) for kind in _KINDS}
    assert len(shapes) == len(_KINDS)


def test_a_sign_carries_its_colour_and_its_class() -> None:
    """A shape has the site's class, and the colour as well for when the picture stands alone."""
    assert 'class="sign k-PolicyDocument" fill="#a43a24"' in _drawn(
        svg.sign("PolicyDocument", 0, 0)
    )


def test_markup_in_a_label_is_escaped() -> None:
    """A label is text, whatever it holds."""
    assert "R&amp;D &lt;b&gt;" in _drawn(svg.words(0, 0, "R&D <b>"))


def test_a_picture_is_told() -> None:
    """A picture is an image with a title and a description that it is labelled by."""
    root = ET.fromstring(svg.render_drawing("x", "Title & more", "What it shows.", 10, []))
    assert root.get("role") == "img"
    labels = str(root.get("aria-labelledby")).split()
    texts = {child.get("id"): child.text for child in root}
    assert [texts[label] for label in labels] == ["Title & more", "What it shows."]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(3.0, "3", id="whole"),
        pytest.param(3.14, "3.1", id="rounded"),
        pytest.param(10, "10", id="integer"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    """A coordinate has at most one decimal and no idle zero."""
    assert svg.number(value) == text


def test_a_long_label_is_wrapped() -> None:
    """A label is put in lines that fit the width, and no word is lost."""
    lines = svg.wrap("Draw on staff who want to cross boundaries", 120, 12)
    assert len(lines) > 1
    assert " ".join(lines) == "Draw on staff who want to cross boundaries"


def test_a_legend_starts_a_new_line_when_it_is_full() -> None:
    """A legend that does not fit in a line goes on in the next."""
    _, short = svg.legend([("study", "One")], 0)
    _, long = svg.legend([("study", "A rather long label here")] * 3, 0)
    assert long > short
