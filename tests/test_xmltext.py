# ruff: noqa: E501 - tables are read best unbroken
from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.xmltext import find_unfit, makes_element, name_character


def is_well_formed(text: str) -> bool:
    """Let another parser judge."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(text.encode(), True)  # noqa: FBT003
    except expat.ExpatError:
        return False
    return True


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<&>")))
def test_what_is_unfit_is_what_no_parser_takes(text: str) -> None:
    """For any text; the first that is found stands in it."""
    unfit = find_unfit(text.encode())
    assert is_well_formed(f"<a>{text}</a>") == (not unfit)
    assert unfit in text


@pytest.mark.parametrize("character", ["\0", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_an_unfit_character_is_named(character: str) -> None:
    """By its code point, wherever it stands."""
    found = find_unfit(f"é\t\n\r{character}x".encode())
    assert name_character(found) == f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("iri", "fit"),
    [
        ("http://e/a", True), ("http://e/1a", True), ("x:a:b", True), ("http://e/é", True), ("http://e/a-1.b", True),
        ("http://e/", False), ("http://e/p#", False), ("http://e/123", False), ("http://e/a%20", False), ("http://e/a'", False),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#li", False), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", True),
    ],
)  # fmt: skip
def test_an_element_needs_a_name_at_the_end_of_its_iri(iri: str, fit: object) -> None:
    """And none that RDF/XML keeps for itself."""
    assert makes_element(iri) is fit
