from __future__ import annotations

import re

import pytest

from kg.errors import BuildError
from kg.outputs.pictures.palette import colour_of, colour_of_kind, parse_palette
from kg.resources import PACKAGE, resource_folder


def test_the_colours_are_those_of_the_light_page() -> None:
    """The first `:root` counts; what the dark and the paper change stands in later ones."""
    sheet = ":root { --ink: #1c2326; --wide: 3rem; }\n@media print { :root { --ink: #000; } }"
    assert parse_palette(sheet) == {"ink": "#1c2326"}


@pytest.mark.parametrize("kind", ["PrimaryResearch", "study", "SomethingNew"])
def test_every_kind_of_evidence_has_a_colour(kind: str) -> None:
    """A kind that the site does not know has the colour of the others."""
    assert re.fullmatch("#[0-9a-f]{6}", colour_of_kind(kind))


def test_a_colour_that_the_sheet_lacks_is_named() -> None:
    """Whoever renames a custom property hears which one a picture needs."""
    with pytest.raises(BuildError, match="needs a colour '--teal'"):
        colour_of("teal")


def test_a_colour_stands_once() -> None:
    """No code has a colour of its own, and the sheet says the colour of each kind once a theme."""
    code = [path.read_text(encoding="utf-8") for path in (PACKAGE / "outputs").rglob("*.py")]
    assert not [text for text in code if re.search(r"#[0-9a-f]{6}\b", text)]
    sheet = (resource_folder("site") / "static/site.css").read_text(encoding="utf-8")
    assert len(re.findall("--primary: ", sheet)) == len(("light", "dark"))
