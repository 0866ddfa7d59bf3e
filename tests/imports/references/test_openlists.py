"""Who is not named: no words for more people make a person."""

from __future__ import annotations

import pytest

from kg.imports.references.openlists import close_list


@pytest.mark.parametrize(
    "more",
    [
        "{et al.}", "et~al.", r"{\em et al.}", r"\textit{et al.}", "et alii", "al., et", "Others",
        "{and others}", "12 others", "5 additional authors not shown", "colleagues", "u.a.",
        "y otros", "e cols.", "et autres", "и др.", "i in.", "等",
    ],
)  # fmt: skip
def test_words_for_more_people_are_others(more: str) -> None:
    """In the words of many languages, and however they are set."""
    assert close_list(f"Able, A. and Bell, B. and {more}") == "Able, A. and Bell, B. and others"


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("Able, A. and et al, Bo Bell", "Able, A. and Bo Bell and others"),
        ("Able et al., A.", "Able, A. and others"),
        ("Able, A. and Bell, B. [et al.]", "Able, A. and Bell, B. and others"),
        ("Able et al., A. and Bell, B.", "Able, A. and Bell, B. and others"),
        ("family=Able, given={et al.}", "family=Able, given={et al.}"),
        ("{et al.}", "{et al.}"),
        ("U. A. and Al, Et and Alii, E.", "U. A. and Al, Et and Alii, E."),
        ("Seal, Janet and Al, Bo", "Seal, Janet and Al, Bo"),
        ("{Tea and Others Ltd}", "{Tea and Others Ltd}"),
    ],
)
def test_such_words_may_stand_within_a_name(names: str, read: str) -> None:
    """The name stays, and the list says at its end that it goes on; names like them are names."""
    assert close_list(names) == read
